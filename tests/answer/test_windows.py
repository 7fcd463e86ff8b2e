"""Time in questions: which days they mean, and what an answer says of them."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from answer.chain import Answerer
from answer.dated import with_years
from answer.options import Options
from answer.windows import When, when
from news.moment import Moment
from tests.builders import article, day

TUESDAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("today", "24 November 2026"),
        ("yesterday", "23 November 2026"),
        ("the day before yesterday", "22 November 2026"),
        ("since yesterday", "23–24 November 2026"),
        ("this week", "18–24 November 2026"),
        ("last week", "16–22 November 2026"),
        ("in the last week", "18–24 November 2026"),
        ("in the last three days", "22–24 November 2026"),
        ("in the past 24 hours", "23–24 November 2026"),
        ("two days ago", "22 November 2026"),
        ("on Sunday", "22 November 2026"),
        ("last Tuesday", "17 November 2026"),
        ("last weekend", "21–22 November 2026"),
        ("last month", "October 2026"),
        ("last year", "2025"),
        ("in May 2016", "May 2016"),
        ("in 2020", "2020"),
        ("since 7 February 2020", "since 7 February 2020"),
        ("after 7 February 2020", "since 8 February 2020"),
        ("before 7 February 2020", "until 6 February 2020"),
        ("until 7 February 2020", "until 7 February 2020"),
        ("between 3 and 10 March 2020", "3–10 March 2020"),
        ("from March 3, 2020 to March 10, 2020", "3–10 March 2020"),
        ("between March and May 2020", "1 March – 31 May 2020"),
        ("вчера", "23 November 2026"),
        ("на прошлой неделе", "16–22 November 2026"),
        ("за последние три дня", "22–24 November 2026"),
        ("неделю назад", "16–22 November 2026"),
        ("с 7 февраля 2020", "since 7 February 2020"),
        ("в мае 2016", "May 2016"),
        ("в 2020 году", "2020"),
    ],
)
def test_words_of_time_are_a_window_seen_from_the_day_it_is_asked(words, told):
    said = when(f"What burned in Korday {words}?", TUESDAY)

    assert said.window is not None
    assert said.window.spoken() == told


@pytest.mark.parametrize(
    "question",
    [
        pytest.param("What burned on 8 February 2020?", id="a day"),
        pytest.param("What did the Sunday Times say?", id="a name"),
        pytest.param("What does the USA Today poll say?", id="a name that says today"),
        pytest.param("What was Monday's vote on?", id="whose"),
        pytest.param("Is the May 2016 report true?", id="a name with a month"),
        pytest.param("Who will play later this year?", id="still to come"),
        pytest.param("Which city will host the games in 2030?", id="a year to come"),
        pytest.param("Did it burn in 2016 or in 2018?", id="two"),
        pytest.param("Were rents higher than a year ago?", id="compared with"),
    ],
)
def test_what_is_no_window_is_left_alone(question):
    assert when(question, TUESDAY) == When(question)


@pytest.mark.parametrize(
    ("question", "rest"),
    [
        ("What has burned since yesterday?", "What has burned?"),
        ("Last week, what burned?", "what burned?"),
        ("Who died before 7 February 2020 in Korday?", "Who died in Korday?"),
        ("How many are missing now?", "How many are missing?"),
        ("Who died in Korday in May 2016?", "Who died in Korday in May 2016?"),
        ("What happened in May 2016?", "What happened?"),
    ],
)
def test_words_that_stand_in_no_report_are_not_looked_for(question, rest):
    assert when(question, TUESDAY).rest == rest


def test_days_of_a_sentence_before_the_one_that_asks_are_not_strict():
    told = "The player retired last week."

    assert when("How did the player retire last week?", TUESDAY).is_strict
    assert not when(f"{told} How many titles did he win?", TUESDAY).is_strict


def test_other_words_of_time():
    assert when("How many died as of 9 February 2020?", TUESDAY).as_of == date(2020, 2, 9)
    assert when("How many died in the first two days?", TUESDAY).of_story == 2
    assert when("What is the latest on Korday?", TUESDAY).newest
    assert not when("How many died?", TUESDAY).newest


@pytest.mark.parametrize("today", [date.min, date(1, 1, 3), date.max])
def test_a_day_at_the_end_of_time_is_no_fault(today):
    for words in ("last week", "in the past 900 years", "since yesterday", "last weekend"):
        assert when(f"What burned {words}?", today).rest


def test_a_month_without_a_year_is_the_newest_with_reports():
    def newest(days):
        return date(2020, 2, 9) if "02-09" in days else None

    assert with_years("Who fell in February?", newest) == "Who fell in February 2020?"
    assert with_years("Who fell in June?", newest) == "Who fell in June?"


FIRE = "Three people were killed when a mill burned down in Port Sample."
TOLL = "Five people were killed in the mill fire in Port Sample, the governor said."
TRIAL = "The owner of the mill in Port Sample was sentenced after the fire, a court said."
DAYS = {FIRE: "2026-11-17", TOLL: "2026-11-20", TRIAL: "2027-03-02"}


@pytest.fixture
def stocked(parts):
    for number, (text, published) in enumerate(DAYS.items()):
        one = article(
            text, url=f"https://example.org/{number}", published=day(published), title="Mill fire"
        )
        parts.archive.put(one, parts.chunk(one), layout=parts.layout)
    parts.catch_up()
    return parts


@pytest.fixture
def answerer(stocked):
    return Answerer(stocked.retriever)


DEAD = "How many people were killed in Port Sample"


@pytest.mark.parametrize(
    ("question", "told", "quoted"),
    [
        pytest.param(
            f"{DEAD} last week?", "Last week (16–22 November 2026):\n", {FIRE, TOLL}, id="last week"
        ),
        pytest.param(
            f"{DEAD} since Friday?", "Since Friday (20–24 November 2026):\n", {TOLL}, id="since"
        ),
        pytest.param(
            f"{DEAD} in the first two days?", "In the first two days (17–18 November 2026):\n",
            {FIRE}, id="the first days",
        ),
        pytest.param(
            f"{DEAD} as of 18 November 2026?", "As of 18 November 2026:\n", {FIRE}, id="as of"
        ),
        pytest.param(f"{DEAD} before 18 November 2026?", "", {FIRE, TOLL}, id="told later"),
        pytest.param(f"{DEAD} after 18 November 2026?", "", {TOLL}, id="told before"),
    ],
)  # fmt: skip
def test_an_answer_tells_the_days_that_it_is_of(answerer, question, told, quoted):
    answer = answerer.answer(question, asked_on=TUESDAY)

    assert answer.text.startswith(told)
    assert {quote.text for quote in answer.quotes} == quoted


@pytest.mark.parametrize(
    ("question", "told"),
    [
        pytest.param(
            f"{DEAD} yesterday?",
            "I have no article from yesterday (23 November 2026); the newest is of 2 March 2027.",
            id="none of the days",
        ),
        pytest.param(
            "What happened in May 2016?",
            "I have no article from May 2016; the newest is of 2 March 2027.",
            id="nothing else is asked",
        ),
        pytest.param(
            "Who won the chess prize last week?",
            "The 2 articles from last week (16–22 November 2026) do not say.",
            id="none that answers",
        ),
    ],
)
def test_where_no_article_of_the_days_answers_that_is_said(answerer, question, told):
    answer = answerer.answer(question, asked_on=TUESDAY)

    assert not answer.supported
    assert answer.text == told


def test_where_others_than_those_of_the_days_answer_that_is_said(answerer):
    answer = answerer.answer(f"{DEAD} before 1 March 2020?", asked_on=TUESDAY)

    assert answer.supported
    assert answer.text.startswith("I have no article before 1 March 2020; others say:\n")


def test_the_newest_report_comes_first_where_it_is_asked_for(answerer):
    answer = answerer.answer("What is the latest on the mill fire in Port Sample?")

    assert answer.quotes[0].text == TRIAL


def test_nothing_but_days_asks_what_happened(answerer):
    answer = answerer.answer("Since Friday?", asked_on=TUESDAY)

    assert [quote.text for quote in answer.quotes] == [TOLL]


@pytest.mark.parametrize(
    ("zone", "told"),
    [
        ("UTC", "I have no article from today (24 November 2026)"),
        ("Asia/Bishkek", "Today (24 November 2026):\n"),
    ],
)
def test_reports_are_of_the_days_of_the_zone_that_is_set(parts, zone, told):
    late = Moment(datetime(2026, 11, 23, 20, tzinfo=UTC))
    one = article(FIRE, published=late, title="Mill fire")
    parts.archive.put(one, parts.chunk(one), layout=parts.layout)
    parts.catch_up()

    answerer = Answerer(parts.retriever, Options(zone=ZoneInfo(zone)))

    assert answerer.answer(f"{DEAD} today?", asked_on=TUESDAY).text.startswith(told)
