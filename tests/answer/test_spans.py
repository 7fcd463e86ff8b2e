"""What happened before, after and between days, or around what happened: told day by day."""

from datetime import date

import pytest

from answer.chain import Answerer
from answer.spans import Span, asked_of
from tests.builders import article, day

TODAY = date(2022, 1, 1)


@pytest.mark.parametrize(
    ("question", "topic", "first", "last"),
    [
        ("What happened between 3 and 10 March 2021 in Oldmill?", "Oldmill", "3", "10"),
        ("What happened in Oldmill from 3 March 2021 to 10 March 2021?", "Oldmill", "3", "10"),
        ("What happened in Oldmill after 3 March 2021?", "Oldmill", "4", None),
        ("What happened before 3 March 2021 in Oldmill?", "Oldmill", None, "2"),
        ("What happened since 3 March 2021 in Oldmill?", "Oldmill", "3", None),
        ("What happened in March 2021?", "", "1", "31"),
        ("What happened in the three days before 10 March 2021 in Oldmill?", "Oldmill", "7", "9"),
        ("What happened in the week after 3 March 2021 in Oldmill?", "Oldmill", "4", "10"),
        ("What happened in the days leading up to 10 March 2021?", "", "3", "9"),
        ("Что произошло после 3 марта 2021 в Кордае?", "Кордае", "4", None),
        ("Timeline of Oldmill since 3 March 2021", "Oldmill", "3", None),
    ],
)
def test_which_days_and_topic_a_question_asks_of(question, topic, first, last):
    def of_march(number):
        return date(2021, 3, int(number)) if number else None

    found = asked_of(question, TODAY)

    assert (found.topic, found.first, found.last) == (topic, of_march(first), of_march(last))


def test_days_that_are_seen_from_today_are_told_with_their_dates():
    found = asked_of("What happened last week in Oldmill?", date(2021, 3, 17))

    assert (found.topic, found.first, found.last) == (
        "Oldmill",
        date(2021, 3, 8),
        date(2021, 3, 14),
    )
    assert found.words == "last week (8–14 March 2021)"


@pytest.mark.parametrize(
    ("question", "span"),
    [
        ("What happened after the flood in Oldmill?", Span("flood in Oldmill", side="after")),
        ("What happened in Oldmill before the flood?", Span("flood in Oldmill", side="before")),
        ("What happened in the aftermath of the flood?", Span("flood", side="after")),
        ("What happened in the week after the flood?", Span("flood", side="after", reach=7)),
        ("timeline of Oldmill", Span("Oldmill")),
        ("Can you show me a timeline of events in Oldmill?", Span("Oldmill")),
        ("Покажи хронологию событий в Кордае", Span("Кордае")),
    ],
)
def test_a_topic_may_itself_say_which_days(question, span):
    assert asked_of(question, TODAY) == span


@pytest.mark.parametrize(
    "question",
    [
        "What happened on 3 March 2021 in Oldmill?",
        "What happened in Oldmill?",
        "What happened yesterday in Oldmill?",
        "What happened after that?",
        "What happened after the mayor had said that the bridge was safe?",
        "Who came to Oldmill after 3 March 2021?",
        "How many people died between 3 and 10 March 2021?",
        "What happened in the first two days?",
    ],
)
def test_what_asks_for_something_else_is_left_alone(question):
    assert asked_of(question, TODAY) is None


@pytest.fixture
def answerer(parts):
    for text, url, published, title in (
        (
            "Rain fell for a week in Oldmill before 2 March 2021. "
            "On 1 March 2021 the dam of Oldmill was closed.",
            "https://example.org/rain", "2021-03-02", "Rain in Oldmill",
        ),
        (
            "A flood in Oldmill killed three people on 5 March 2021, police said. "
            "The flood in Oldmill swept away a bridge on 5 March 2021.",
            "https://example.org/flood", "2021-03-06", "Flood in Oldmill kills three",
        ),
        (
            "The flood in Oldmill of 5 March 2021 killed four people, police said.",
            "https://example.org/four", "2021-03-07", "Flood in Oldmill: four dead",
        ),
        (
            "The mayor of Oldmill resigned on 12 March 2021, a week after the flood.",
            "https://example.org/mayor", "2021-03-12", "Mayor of Oldmill resigns after flood",
        ),
        (
            "A ferry ran aground at Port Sample on 12 March 2021, the harbour master said.",
            "https://example.org/ferry", "2021-03-13", "Ferry aground at Port Sample",
        ),
    ):  # fmt: skip
        one = article(text, url=url, published=day(published), title=title)
        parts.archive.put(one, parts.chunk(one), layout=parts.layout)
    parts.catch_up()
    return Answerer(parts.retriever)


def lines(answer):
    return [line.partition(": ")[0] for line in answer.text.splitlines()]


@pytest.mark.parametrize(
    ("question", "told"),
    [
        (
            "What happened after the flood in Oldmill?",
            ["Most is told of 5 March 2021; after that:", "• 12 March 2021"],
        ),
        (
            "What happened in Oldmill between 4 and 12 March 2021?",
            ["Between 4 March 2021 and 12 March 2021:", "• 5 March 2021", "• 12 March 2021"],
        ),
        (
            "What happened in Oldmill before 5 March?",
            ["Before 5 March 2021:", "• 1 March 2021", "• 2 March 2021"],
        ),
    ],
)
def test_the_days_are_told_in_order(answerer, question, told):
    assert lines(answerer.answer(question)) == told


def test_each_day_has_its_words_and_no_other_topic_is_told(answerer):
    answer = answerer.answer("What happened in Oldmill since 4 March 2021?")

    assert [one.url.rpartition("/")[2] for one in answer.quotes] == ["flood", "mayor"]
    for line, quote in zip(answer.text.splitlines()[1:], answer.quotes, strict=True):
        assert quote.text.startswith(line.partition("“")[2].rstrip("”").removesuffix(" …"))


def test_days_without_a_topic_are_told_from_all_articles(answerer):
    answer = answerer.answer("What happened between 11 and 13 March 2021?")

    assert {one.url.rpartition("/")[2] for one in answer.quotes} & {"mayor", "ferry"}


def test_of_a_topic_that_no_article_is_about_nothing_is_told(answerer):
    answer = answerer.answer("What happened in Paris after 4 March 2021?")

    assert answer.quotes == ()
