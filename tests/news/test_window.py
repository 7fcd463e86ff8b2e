"""Windows: which moments lie in them, in which zone, and how they are told."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from news.moment import Moment
from news.window import Window
from tests.builders import day

FIRST, LAST = date(2026, 11, 16), date(2026, 11, 22)
WEEK = Window(FIRST, LAST)


@pytest.mark.parametrize(
    ("published", "inside"),
    [
        ("2026-11-15", False),
        ("2026-11-16", True),
        ("2026-11-22", True),
        ("2026-11-23", False),
    ],
)
def test_both_ends_belong_to_a_window(published, inside):
    assert WEEK.has(day(published)) is inside


def test_what_is_not_known_lies_in_no_window():
    month = Moment(datetime(2026, 11, 1, tzinfo=UTC), precision="month")

    assert not WEEK.has(None)
    assert not WEEK.has(month)
    assert Window(date(2026, 11, 1), date(2026, 11, 30)).has(month)


def test_an_exact_moment_is_of_the_day_of_the_zone():
    late = Moment(datetime(2026, 11, 15, 20, tzinfo=UTC))

    assert not WEEK.has(late)
    assert Window(FIRST, LAST, ZoneInfo("Asia/Bishkek")).has(late)


def test_a_short_window_is_reported_until_the_day_after_it():
    assert Window(FIRST, FIRST).reported == Window(FIRST, date(2026, 11, 17))
    assert WEEK.reported == WEEK


@pytest.mark.parametrize(
    ("window", "told"),
    [
        (WEEK, "16–22 November 2026"),
        (Window(FIRST, FIRST), "16 November 2026"),
        (Window(date(2026, 10, 30), LAST), "30 October – 22 November 2026"),
        (Window(date(2025, 12, 30), date(2026, 1, 2)), "30 December 2025 – 2 January 2026"),
        (Window(date(2016, 5, 1), date(2016, 5, 31)), "May 2016"),
        (Window(date(2016, 1, 1), date(2016, 12, 31)), "2016"),
        (Window(FIRST), "since 16 November 2026"),
        (Window(None, LAST), "until 22 November 2026"),
    ],
)
def test_a_window_is_told_as_a_person_writes_it(window, told):
    assert window.spoken() == told
