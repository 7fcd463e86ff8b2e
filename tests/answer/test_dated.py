"""Days without a year: the newest that is reported on is meant, and the answer says which."""

from datetime import date

import pytest

from answer.chain import Answerer
from answer.dated import with_years, years_added
from tests.builders import article, day

BRIDGE = "Two people were killed in Port Sample on 8 February when an old bridge collapsed."
CINEMA = "Nine people were killed in Port Sample on 8 February when a cinema burned down."
QUESTION = "How many people were killed in Port Sample on 8 February?"


def _newest_of(*reported):
    """Return what an archive with reports of these days would say."""

    def newest(days):
        return max((one for one in reported if f"{one:%m-%d}" in days), default=None)

    return newest


@pytest.mark.parametrize(
    ("question", "reported", "dated"),
    [
        pytest.param(
            "Who fell on 8 February?", [date(2019, 2, 8), date(2020, 2, 8)],
            "Who fell on 8 February 2020?", id="the newest year",
        ),
        pytest.param(
            "Who fell on February 8?", [date(2020, 2, 11)],
            "Who fell on February 8 2020?", id="reported three days after",
        ),
        pytest.param(
            "Who fell on February 8?", [date(2020, 2, 12)],
            "Who fell on February 8?", id="reported too late",
        ),
        pytest.param(
            "Who fell on 31 December?", [date(2021, 1, 2)],
            "Who fell on 31 December 2020?", id="reported the next year",
        ),
        pytest.param(
            "Кто упал 8 февраля?", [date(2020, 2, 9)],
            "Кто упал 8 февраля 2020?", id="Russian",
        ),
        pytest.param(
            "Who fell on 3 March or 5 May?", [date(2019, 5, 5), date(2020, 3, 3)],
            "Who fell on 3 March 2020 or 5 May 2019?", id="each by itself",
        ),
        pytest.param(
            "Who fell on 8 February 2018?", [date(2020, 2, 8)],
            "Who fell on 8 February 2018?", id="a year is given",
        ),
        pytest.param(
            "Who fell in 2019, on 8 February?", [date(2020, 2, 8)],
            "Who fell in 2019, on 8 February?", id="a year is given elsewhere",
        ),
        pytest.param(
            "Who fell on 31 February?", [date(2020, 3, 1)],
            "Who fell on 31 February?", id="no such day",
        ),
    ],
)  # fmt: skip
def test_a_day_without_a_year_is_the_newest_with_reports(question, reported, dated):
    assert with_years(question, _newest_of(*reported)) == dated


@pytest.mark.parametrize(
    ("question", "dated", "days"),
    [
        ("Who fell on 8 February?", "Who fell on 8 February 2020?", ["8 February 2020"]),
        ("Who fell on 8 February 2020?", "Who fell on 8 February 2020?", []),
        ("Who fell on 8 February?", "Who fell on 8 February?", []),
    ],
)
def test_the_days_that_were_given_a_year_are_told(question, dated, days):
    assert years_added(question, dated) == days


@pytest.fixture
def two_years(parts):
    for text, published in ((BRIDGE, "2019-02-09"), (CINEMA, "2021-02-09")):
        one = article(
            text, url=f"https://example.org/{published}", published=day(published), title="Rain"
        )
        parts.archive.put(one, parts.chunk(one), layout=parts.layout)
    parts.catch_up()
    return Answerer(parts.retriever)


@pytest.mark.parametrize(
    ("asked", "quoted", "year"),
    [
        pytest.param({}, CINEMA, 2021, id="today"),
        pytest.param({"asked_on": date(2020, 6, 1)}, BRIDGE, 2019, id="from an earlier day"),
        pytest.param({"known_on": date(2020, 6, 1)}, BRIDGE, 2019, id="as it was known"),
    ],
)
def test_of_two_years_the_newest_by_the_day_it_is_asked_answers_with_its_year(
    two_years, asked, quoted, year
):
    answer = two_years.answer(QUESTION, **asked)

    assert [quote.text for quote in answer.quotes] == [quoted]
    assert answer.standalone == QUESTION.replace("February", f"February {year}")
    assert str(year) in answer.text


def test_a_refusal_says_which_day_was_understood(two_years):
    answer = two_years.answer("Who won the chess prize on 8 February?", asked_on=date(2020, 6, 1))

    assert not answer.supported
    assert answer.text.startswith("Understood as 8 February 2019.\n")
