"""When a happening was: its first day, in words that name it."""

import pytest

from answer.asked import asked
from answer.chain import Answerer
from answer.when_was import is_asked
from news.conversation import Conversation
from tests.builders import article, day


@pytest.mark.parametrize(
    "question",
    [
        "When was that (people died in Korday)?",
        "When was that (the Grenfell Tower fire)?",
        "When (people fled to Almaty)?",
        "When did that happen (homes were damaged in Masanchi)?",
        "When did the explosions in Bata happen?",
        "When did people die in Korday?",
        "Когда это было (человек погибло в Кордае)?",
    ],
)
def test_when_a_happening_was_is_asked(question):
    assert is_asked(asked(question))


@pytest.mark.parametrize(
    "question",
    [
        "When was that (people were detained in Korday)?",
        "When was that (the president order)?",
        "When did the minister die?",
        "When did the death toll of the explosions reach 98?",
        "When was it?",
        "Where were the explosions in Bata?",
    ],
)
def test_when_something_of_it_was_is_another_question(question):
    assert not is_asked(asked(question))


@pytest.fixture
def answerer(parts):
    for text, url, published, title in (
        (
            "A ferry capsized off Oldmill on 3 March 2021, and the crash killed four people. "
            "The harbour of Oldmill was closed on Thursday.",
            "https://example.org/ferry", "2021-03-05", "Ferry crash off Oldmill kills four",
        ),
        (
            "The toll of the ferry crash off Oldmill rose to six on 6 March 2021, the harbour "
            "master of Oldmill said. The ferry crash killed two children.",
            "https://example.org/toll", "2021-03-06", "Toll of Oldmill ferry crash rises to six",
        ),
    ):  # fmt: skip
        one = article(text, url=url, published=day(published), title=title)
        parts.archive.put(one, parts.chunk(one), layout=parts.layout)
    parts.catch_up()
    return Answerer(parts.retriever)


def test_after_a_count_the_first_day_is_told_and_not_that_of_the_toll(answerer):
    talk = Conversation.of("How many people died in the ferry crash off Oldmill?")

    answer = answerer.answer("When was that?", talk)

    assert answer.text.startswith("3 March 2021")
    assert "3 March 2021" in answer.quotes[0].text


def test_a_follow_up_is_not_answered_from_another_story(answerer, parts):
    other = article(
        "Nine people died in the crash of a bus near Zeta on 7 March 2021, police said.",
        url="https://example.org/bus", published=day("2021-03-08"), title="Bus crash near Zeta",
    )  # fmt: skip
    parts.archive.put(other, parts.chunk(other), layout=parts.layout)
    parts.catch_up()
    talk = Conversation.of("How many people died in Oldmill?")

    answer = answerer.answer("Who said so?", talk)

    assert answer.supported
    assert all("Zeta" not in quote.text for quote in answer.quotes)
