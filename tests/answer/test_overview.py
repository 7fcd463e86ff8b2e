"""What is known of a topic: its counts and its days, and the newest of everything."""

import pytest

from answer.chain import Answerer
from answer.overview import Asked, asked_of
from news.conversation import Conversation
from tests.builders import article, day


@pytest.mark.parametrize(
    ("question", "of"),
    [
        ("What happened in Oldmill?", Asked("Oldmill")),
        ("What happened to the ferry?", Asked("the ferry")),
        ("What's going on in Oldmill", Asked("Oldmill")),
        ("Tell me more about the bridge.", Asked("the bridge")),
        ("What do we know about Oldmill?", Asked("Oldmill")),
        ("Oldmill", Asked("Oldmill")),
        ("Port Sample", Asked("Port Sample")),
        ("latest figures on Oldmill", Asked("Oldmill", newest=True)),
        ("What's new?", Asked("", newest=True)),
        ("Any news?", Asked("", newest=True)),
        ("Что произошло в Олдмилле?", Asked("Олдмилле")),
        ("Что нового?", Asked("", newest=True)),
        ("Oldmill?", None),
        ("What happened?", None),
        ("What happened on 29 March 2021?", None),
        ("What happened to the divers who looked for the missing lorry?", None),
        ("How many died in Oldmill?", None),
        ("Who resigned in Oldmill?", None),
    ],
)
def test_which_topic_is_to_be_told_of(question, of):
    assert asked_of(question) == of


@pytest.fixture
def answerer(parts):
    for text, url, published, title in (
        (
            "A bridge fell in Oldmill on 29 March 2021 and six people were killed, police said. "
            "It had been closed to lorries.",
            "https://example.org/bridge", "2021-03-29", "Bridge falls in Oldmill",
        ),
        (
            "The death toll in Oldmill rose to eight, police said on 31 March 2021. "
            "Children laid flowers beside the bridge.",
            "https://example.org/toll", "2021-03-31", "Oldmill bridge: eight dead",
        ),
        (
            "On the rocks\nA ferry ran aground at Port Sample on 2 April 2021, a pilot said.",
            "https://example.org/ferry", "2021-04-02", "Ferry aground at Port Sample",
        ),
    ):  # fmt: skip
        one = article(text, url=url, published=day(published), title=title)
        parts.archive.put(one, parts.chunk(one), layout=parts.layout)
    parts.catch_up()
    return Answerer(parts.retriever)


def texts(answer):
    return [quote.text for quote in answer.quotes]


def test_a_topic_is_told_with_what_holds_of_it_and_what_happened(answerer):
    answer = answerer.answer("Tell me about Oldmill")

    assert "rose to eight" in answer.text
    assert "six" not in answer.text
    assert texts(answer)[0].startswith("A bridge fell in Oldmill")
    assert answer.figures[0].figure.low == 8


def test_no_more_quotes_are_shown_than_are_allowed(answerer):
    assert len(answerer.answer("What happened in Oldmill?").quotes) <= 3


def test_a_sentence_that_needs_the_one_before_it_tells_no_day(answerer):
    told = texts(answerer.answer("What happened in Oldmill?"))

    assert not any(text.startswith("It had been closed") for text in told)


def test_the_happening_itself_may_be_asked_of_without_a_name(answerer):
    assert "rose to eight" in answerer.answer("What happened to the bridge?").text


def test_who_is_only_mentioned_is_no_topic(answerer):
    assert "rose to eight" not in answerer.answer("What happened to the children?").text


def test_what_no_article_is_about_is_not_told(answerer):
    answer = answerer.answer("Tell me about Atlantis")

    assert not answer.supported


def test_a_topic_that_is_named_takes_nothing_from_what_was_asked_before(answerer):
    before = Conversation.of("How many children were hurt at Port Sample?")

    answer = answerer.answer("Tell me about Oldmill", before)

    assert answer.standalone == "Tell me about Oldmill"


def test_what_is_new_is_how_the_newest_articles_begin(answerer):
    told = texts(answerer.answer("What's new?"))

    assert told[0].startswith("A ferry ran aground")
    assert told[1].startswith("The death toll in Oldmill")
