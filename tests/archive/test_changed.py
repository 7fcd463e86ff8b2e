"""Which earlier answers people must be told about."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from archive import Conversations, changed_answers
from news.answer import Answer, Quote
from news.notice import Notice
from tests.builders import LAYOUT, article, chunks

TOLD = article("Clashes broke out. Ten people died in the clashes. Police came late.")
WORDS = "Ten people died in the clashes."


def put(archive, one):
    archive.put(one, chunks(one), layout=LAYOUT)
    archive.mark_indexed(archive.changes(archive.indexed()))


@pytest.fixture
def answered(archive):
    put(archive, TOLD)
    start = TOLD.text.index(WORDS)
    quote = Quote(WORDS, TOLD.id, TOLD.revision, start, start + len(WORDS), TOLD.title)
    Conversations(archive).add("chat", "ann", Answer("How many died?", "Ten.", (quote,)))
    return archive


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(TOLD.text, id="nothing changed"),
        pytest.param(f"{WORDS} Police came late, it was said.", id="other sentences changed"),
        pytest.param("Ten  people died in the clashes, and more.", id="only white space"),
    ],
)
def test_a_quote_that_still_stands_is_not_told(answered, text):
    put(answered, article(text))

    assert list(changed_answers(answered)) == []


def changes(archive):
    put(archive, article("Eleven people died in the clashes."))


def is_retracted(archive):
    put(archive, article(TOLD.text + " Retracted.", notices=(Notice("retraction", "Retracted."),)))


def is_withdrawn(archive):
    archive.withdraw(TOLD.id, datetime(2021, 5, 1, tzinfo=UTC))


@pytest.mark.parametrize(
    ("happens", "became"),
    [(changes, "changed"), (is_retracted, "retracted"), (is_withdrawn, "withdrawn")],
)
def test_a_quote_that_does_not_stand_any_more_is_told_with_what_became_of_it(
    answered, happens, became
):
    happens(answered)

    [one] = changed_answers(answered)

    assert (one.question, one.asker, one.conversation) == ("How many died?", "ann", "chat")
    assert (one.words, one.title, one.became) == (WORDS, TOLD.title, became)


def test_of_a_removed_article_nothing_is_told_but_that(answered):
    answered.remove(TOLD.id)

    [one] = changed_answers(answered)

    assert (one.words, one.title, one.became) == ("", "", "removed")


def test_a_correction_alone_leaves_a_quote_standing(answered):
    notice = Notice("correction", "Police came at noon.")
    put(answered, replace(TOLD, text=f"{TOLD.text} Corrected.", notices=(notice,)))

    assert list(changed_answers(answered)) == []
