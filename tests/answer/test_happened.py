"""What happened on a day: the events of that day, and of no other."""

from datetime import date

import pytest

from answer.chain import Answerer
from answer.happened import asked_of
from answer.windows import when
from tests.builders import article, day


@pytest.mark.parametrize(
    ("question", "of"),
    [
        ("What happened on 8 February 2020 in Korday?", (date(2020, 2, 8), "in Korday")),
        ("What happened in Korday on 8 February 2020?", (date(2020, 2, 8), "in Korday")),
        ("What else happened on March 29, 2021?", (date(2021, 3, 29), "")),
        ("Что произошло 8 февраля 2020?", (date(2020, 2, 8), "")),
        ("What happened on 8 February?", None),
        ("What happened between 7 February 2020 and 9 February 2020?", None),
        ("Who came on 8 February 2020?", None),
        ("What happened in Korday?", None),
        ("What happened in Korday since 9 February 2020?", None),
        ("What happened before 8 February 2020 in Korday?", None),
    ],
)
def test_which_day_and_topic_a_question_asks_of(question, of):
    assert asked_of(question, when(question, date(2022, 1, 1))) == of


@pytest.mark.parametrize(
    ("question", "of"),
    [
        ("What happened yesterday?", (date(2021, 3, 29), "")),
        ("What happened in Oldmill yesterday?", (date(2021, 3, 29), "in Oldmill")),
        ("Что случилось вчера в Кордае?", (date(2021, 3, 29), "в Кордае")),
        ("What happened since yesterday?", None),
        ("What happened last week?", None),
    ],
)
def test_a_day_may_be_seen_from_the_one_on_which_it_is_asked_for(question, of):
    assert asked_of(question, when(question, date(2021, 3, 30))) == of


@pytest.fixture
def answerer(parts):
    for text, url, published, title in (
        (
            "A bridge fell in Oldmill on 29 March 2021. Divers looked for a missing lorry.",
            "https://example.org/bridge", "2021-03-29", "Bridge falls in Oldmill",
        ),
        (
            "The mayor of Oldmill resigned on 29 January 2021. A council took over.",
            "https://example.org/mayor", "2021-01-29", "Mayor of Oldmill resigns",
        ),
        (
            "A ferry ran aground at Port Sample on 29 March 2021, the harbour master said.",
            "https://example.org/ferry", "2021-03-30", "Ferry aground at Port Sample",
        ),
    ):  # fmt: skip
        one = article(text, url=url, published=day(published), title=title)
        parts.archive.put(one, parts.chunk(one), layout=parts.layout)
    parts.catch_up()
    return Answerer(parts.retriever)


def places(answer):
    return [quote.url.rpartition("/")[2] for quote in answer.quotes]


def test_a_day_without_a_topic_is_told_from_every_article_of_it(answerer):
    answer = answerer.answer("What happened on 29 March 2021?")

    assert set(places(answer)) == {"bridge", "ferry"}
    assert "As reported" in answer.text


def test_with_a_topic_only_its_articles_tell(answerer):
    answer = answerer.answer("What happened on 29 March 2021 in Oldmill?")

    assert set(places(answer)) == {"bridge"}
    assert answer.quotes[0].text == "A bridge fell in Oldmill on 29 March 2021."


def test_yesterday_is_told_as_its_date_would_be(answerer):
    answer = answerer.answer("What happened yesterday?", asked_on=date(2021, 3, 30))

    assert set(places(answer)) == {"bridge", "ferry"}
    assert answer.text.startswith("Yesterday (29 March 2021)")


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("What happened on 29 January 2021?", {"mayor"}),
        ("What happened on 30 January 2021?", set()),
        ("What happened on 31 March 2021?", set()),
        ("What happened on 31 March 2021 in Oldmill?", set()),
    ],
)
def test_what_is_told_of_other_days_is_no_answer(answerer, question, told):
    answer = answerer.answer(question)

    assert set(places(answer)) == told
