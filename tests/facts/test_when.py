"""Dates as sentences name them, read from the day of writing."""

from datetime import date

import pytest

from facts.when import dates_named


def _named(text, told, before=None):
    told = date.fromisoformat(told) if told else None
    before = date.fromisoformat(before) if before else None
    return [
        f"{text[one.start : one.end]} = {one.date.isoformat()}"
        for one in dates_named(text, told, before)
    ]


@pytest.mark.parametrize(
    ("text", "told", "named"),
    [
        ("The bridge fell on 8 February.", "2020-02-09", ["8 February = 2020-02-08"]),
        ("The bridge fell on Feb. 8, 2019.", "2020-02-09", ["Feb. 8, 2019 = 2019-02-08"]),
        ("It was granted on Feb. 10, 1891.", "2023-10-30", ["Feb. 10, 1891 = 1891-02-10"]),
        ("It fell on 8 Feb 1530 GMT.", "2020-02-09", ["8 Feb = 2020-02-08"]),
        ("It burned on December 31.", "2021-01-02", ["December 31 = 2020-12-31"]),
        ("He was born on 29 February.", "2021-03-01", ["29 February = 2020-02-29"]),
        ("It stood in the log of 2020-02-08.", "2020-02-09", ["2020-02-08 = 2020-02-08"]),
        ("It fell late on Friday.", "2020-02-09", ["Friday = 2020-02-07"]),
        ("It fell on Sunday.", "2020-02-09", ["Sunday = 2020-02-09"]),
        ("It fell last Sunday.", "2020-02-09", ["last Sunday = 2020-02-02"]),
        ("It fell on Friday, February 7.", "2020-02-09", ["February 7 = 2020-02-07"]),
        ("It fell yesterday.", "2020-02-09", ["yesterday = 2020-02-08"]),
        ("It fell three days ago.", "2020-02-09", ["three days ago = 2020-02-06"]),
        ("It had stood at ten four days earlier.", "2020-02-13",
         ["four days earlier = 2020-02-09"]),
        ("They left two months ago.", "2020-02-09", ["two months ago = 2019-12"]),
        ("They left last month.", "2020-01-09", ["last month = 2019-12"]),
        ("They left last year.", "2020-01-09", ["last year = 2019"]),
        ("They met in May 2016.", "2020-02-09", ["May 2016 = 2016-05"]),
        ("They met in December.", "2020-02-09", ["in December = 2019-12"]),
        ("They met last May.", "2020-02-09", ["last May = 2019-05"]),
        ("They met in May and June of 2018.", "2020-02-09",
         ["in May = 2018-05", "June of 2018 = 2018-06"]),
        ("The rains begin in May.", "2020-02-09", ["in May = 2020-05"]),
        ("It was built in 2014.", "2020-02-09", ["in 2014 = 2014"]),
        ("Мост упал 8 февраля.", "2020-02-09", ["8 февраля = 2020-02-08"]),
        ("Мост упал в пятницу.", "2020-02-09", ["пятницу = 2020-02-07"]),
        ("Мост построили в мае 2016 года.", "2020-02-09", ["мае 2016 = 2016-05"]),
        ("Мост упал вчера.", "2020-02-09", ["вчера = 2020-02-08"]),
    ],
)  # fmt: skip
def test_a_date_is_read_from_the_day_of_writing(text, told, named):
    assert _named(text, told) == named


@pytest.mark.parametrize(
    ("text", "told", "named"),
    [
        ("They fought on February 8-9.", "2020-02-12", ["2020-02-08", "2020-02-09"]),
        ("They fought from 3 to 5 March 2011.", "2020-02-12", ["2011-03-03", "2011-03-05"]),
        ("It rose on Monday and fell on Friday.", "2020-02-09", ["2020-02-03", "2020-02-07"]),
    ],
)
def test_each_of_several_dates_is_read(text, told, named):
    assert [one.date.isoformat() for one in dates_named(text, date.fromisoformat(told))] == named


@pytest.mark.parametrize(
    ("text", "told", "named"),
    [
        ("Parliament will vote on Monday.", "2020-02-07", ["Monday = 2020-02-10"]),
        ("On Monday, parliament will vote.", "2020-02-07", ["Monday = 2020-02-10"]),
        ("They vote next Friday.", "2020-02-07", ["next Friday = 2020-02-14"]),
        ("The vote is due on March 2.", "2020-02-10", ["March 2 = 2020-03-02"]),
        ("The January 30 vote divides them.", "2005-01-15", ["January 30 = 2005-01-30"]),
        ("He said that he would go on Monday.", "2020-02-07", ["Monday = 2020-02-10"]),
        ("They will mourn those who died on Monday.", "2020-02-07", ["Monday = 2020-02-03"]),
        ("Winners will be announced January 25.", "2023-10-22", ["January 25 = 2024-01-25"]),
        ("They must leave by Monday.", "2020-02-07", ["Monday = 2020-02-10"]),
        ("Police had held ten people by Monday.", "2020-02-07", ["Monday = 2020-02-03"]),
        ("The ship held up by rocks passed on April 3.", "2021-04-04", ["April 3 = 2021-04-03"]),
        ("They meet tomorrow.", "2020-02-28", ["tomorrow = 2020-02-29"]),
    ],
)  # fmt: skip
def test_the_future_is_meant_where_the_clause_says_so(text, told, named):
    assert _named(text, told) == named


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("It fell the next day.", ["the next day = 2020-02-06"]),
        ("It fell two days earlier.", ["two days earlier = 2020-02-03"]),
        ("They came a day later.", ["a day later = 2020-02-06"]),
        ("On Friday it rained, and the next day it fell.",
         ["Friday = 2020-02-07", "the next day = 2020-02-08"]),
    ],
)  # fmt: skip
def test_a_day_is_counted_from_the_one_spoken_of_before(text, named):
    assert _named(text, "2020-02-09", before="2020-02-05") == named


@pytest.mark.parametrize(
    ("text", "told"),
    [
        pytest.param("It fell on Friday.", None, id="a weekday in an article without a date"),
        pytest.param("It fell on 8 February.", None, id="no year anywhere"),
        pytest.param("It fell yesterday.", None, id="yesterday of an unknown day"),
        pytest.param("It fell the next day.", "2020-02-09", id="no day spoken of before"),
        pytest.param("The deadliest day since Sept. 11.", "2016-07-09", id="known by its day"),
        pytest.param("He had said so hours earlier.", "2020-02-09", id="hours before who knows"),
        pytest.param("It may 5 times fall.", "2020-02-09", id="the verb may"),
        pytest.param("They march 3 miles.", "2020-02-09", id="the verb march"),
        pytest.param("In May 20 people died.", "2020-02-09", id="a count after a month"),
        pytest.param("On February 30 it fell.", "2020-03-09", id="no such day"),
        pytest.param("It costs 2,014 tenge.", "2020-02-09", id="a number like a year"),
        pytest.param("They meet every Friday.", "2020-02-09", id="a habit"),
        pytest.param("Over the last month it rained.", "2020-02-09", id="a span of time"),
        pytest.param("They meet on Fridays.", "2020-02-09", id="many Fridays"),
    ],
)
def test_no_day_is_invented(text, told):
    assert [one for one in _named(text, told) if one != "In May = 2019-05"] == []


@pytest.mark.parametrize("told", [date.min, date.max], ids=str)
def test_the_ends_of_the_calendar_are_no_days_of_writing(told):
    assert dates_named("It fell yesterday, two years after May 3, and will tomorrow.", told) == []
