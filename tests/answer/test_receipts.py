"""Saved quotes are checked against what the archive has: each ends in one of four verdicts."""

import pytest

from answer.annotations import annotations_of
from answer.receipts import Held, Receipt, check, has_words, receipts_in
from news.answer import Answer, Quote
from news.errors import UsageError
from news.notice import Notice
from tests.builders import article

FIRST = "A ferry sank on Monday. Ten people died in the storm. Divers came late."
LATER = "A ferry sank on Monday. Twelve people died in the storm. Divers came late."
WORDS = "Ten people died in the storm."
OLD, NEW = article(FIRST), article(LATER)


def receipt(words: str = WORDS, **given) -> Receipt:
    start = FIRST.find(words)
    place = {"start": start, "end": start + len(words)}
    return Receipt(
        **{"text": words, "article_id": OLD.id, "revision": OLD.revision, **place, **given}
    )


def answer() -> Answer:
    one = receipt()
    quote = Quote(
        one.text, one.article_id, one.revision, one.start, one.end, OLD.title, url=OLD.url
    )
    return Answer("How many people died?", "Ten.", (quote,))


@pytest.mark.parametrize(
    ("given", "held", "verdict"),
    [
        pytest.param(receipt(), Held((OLD,)), "stands", id="as it was quoted"),
        pytest.param(
            receipt("Divers came late."), Held((OLD, NEW)), "stands", id="elsewhere changed"
        ),
        pytest.param(
            receipt(),
            Held((OLD, article("New top.\n\n" + FIRST))),
            "stands",
            id="moved by a later revision",
        ),
        pytest.param(receipt(), Held((OLD, NEW)), "changed", id="changed later"),
        pytest.param(receipt(), Held((OLD, NEW, OLD)), "stands", id="changed and changed back"),
        pytest.param(receipt(), Held(), "gone", id="unknown article"),
        pytest.param(receipt(), Held(removed=True), "gone", id="removed by an admin"),
        pytest.param(receipt(), Held((OLD,), withdrawn="2021-03-04"), "gone", id="taken down"),
        pytest.param(
            receipt(),
            Held((OLD, article(FIRST, notices=(Notice("retraction", "Retracted."),)))),
            "gone",
            id="taken back",
        ),
        pytest.param(receipt(revision="other"), Held((OLD,)), "stands", id="unknown revision"),
        pytest.param(
            receipt(revision="other"), Held((NEW,)), "gone", id="unknown revision and words"
        ),
        pytest.param(
            receipt(text="Two people died in the storm."),
            Held((OLD, NEW)),
            "not in the article",
            id="words changed by hand",
        ),
        pytest.param(
            receipt(text="Ten people died in the storm,"),
            Held((OLD,)),
            "not in the article",
            id="one character changed by hand",
        ),
        pytest.param(
            receipt(start=0, end=29), Held((OLD,)), "not in the article", id="another place"
        ),
        pytest.param(
            receipt(end=len(FIRST) + 1), Held((OLD,)), "not in the article", id="beyond the text"
        ),
    ],
)
def test_a_receipt_has_one_verdict_and_says_why_unless_it_stands(given, held, verdict):
    checked = check(given, held)

    assert checked.verdict == verdict
    assert bool(checked.reason) == (verdict != "stands")


def test_a_changed_quote_is_told_with_the_old_and_the_new_words():
    checked = check(receipt(), Held((OLD, NEW)))

    assert checked.as_json()["changes"] == [
        {"before": "Ten people died in the storm.", "after": "Twelve people died in the storm."}
    ]
    assert checked.now == NEW.revision


@pytest.mark.parametrize(
    ("text", "words", "stands"),
    [
        ("It rained.\nTen  people died.", "Ten people died.", True),
        ("It hit 1,000 people.", "000 people", False),
        ("It hit 112 people.", "12 people", False),
        ("ten people died.", "Ten people died.", False),
        ("Anything.", " ", False),
    ],
)
def test_words_stand_as_whole_words_whatever_the_white_space(text, words, stands):
    assert has_words(text, words) is stands


def test_the_quotes_of_both_forms_are_the_same_receipts():
    saved = answer().as_json()
    annotated = annotations_of(answer(), {(OLD.id, OLD.revision): OLD.text})

    assert receipts_in(saved) == receipts_in(annotated) == [receipt()]


@pytest.mark.parametrize(
    "saved",
    [
        pytest.param([], id="a list"),
        pytest.param({"quotes": "none"}, id="quotes that are none"),
        pytest.param({"quotes": [], "supported": True}, id="quotes taken out"),
        pytest.param({"quotes": ["words"]}, id="a quote that is only words"),
        pytest.param({"quotes": [{"text": "Ten."}]}, id="fields left out"),
        pytest.param({"quotes": [{**answer().as_json()["quotes"][0], "end": "9"}]}, id="no number"),
        pytest.param({"quotes": [{**answer().as_json()["quotes"][0], "start": -5}]}, id="no place"),
        pytest.param({"quotes": [{**answer().as_json()["quotes"][0], "end": 3}]}, id="backwards"),
        pytest.param({"type": "AnnotationCollection", "total": 1}, id="annotations taken out"),
        pytest.param(
            {"type": "AnnotationCollection", "total": 1, "first": {"items": [{"target": "x"}]}},
            id="another annotation",
        ),
    ],
)
def test_what_is_no_saved_answer_is_refused_by_a_sentence(saved):
    with pytest.raises(UsageError, match=r"^[A-Z].*\.$"):
        receipts_in(saved)
