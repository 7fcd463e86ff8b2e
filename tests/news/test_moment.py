"""Moments: never more exact than what was printed."""

from datetime import UTC, date, datetime

import pytest

from news.moment import MONTHS, Moment, day_mentions, moment_of_day

FEBRUARY = datetime(2020, 2, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("precision", "iso", "spoken", "last"),
    [
        ("year", "2020", "2020", date(2020, 12, 31)),
        ("month", "2020-02", "February 2020", date(2020, 2, 29)),
        ("day", "2020-02-01", "1 February 2020", date(2020, 2, 1)),
        ("second", "2020-02-01T00:00:00Z", "1 February 2020", date(2020, 2, 1)),
    ],
)
def test_a_moment_is_written_as_exactly_as_it_is_known(precision, iso, spoken, last):
    moment = Moment(FEBRUARY, precision=precision)

    assert moment.isoformat() == iso
    assert moment.spoken() == spoken
    assert moment.last_day == last


def test_a_time_of_an_unknown_zone_carries_no_zone():
    assert Moment(FEBRUARY, zone_known=False).isoformat() == "2020-02-01T00:00:00"


def test_a_naive_time_is_refused():
    with pytest.raises(ValueError, match="aware"):
        Moment(datetime(2020, 2, 1))  # noqa: DTZ001  # that is what is refused


def test_a_day_has_no_known_zone():
    assert moment_of_day(date(2020, 2, 9)).zone_known is False


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("on February 9, 2020", [(2020, 2, 9)]),
        ("on 9 February 2020", [(2020, 2, 9)]),
        ("on Feb. 9", [(None, 2, 9)]),
        ("by the 9th of March", [(None, 3, 9)]),
        ("2020-02-09", [(2020, 2, 9)]),
        ("9 февраля 2020 года", [(2020, 2, 9)]),
        ("утром 9 мая", [(None, 5, 9)]),
        ("February 8 and February 9", [(None, 2, 8), (None, 2, 9)]),
    ],
)
def test_days_are_found_in_text(text, expected):
    assert [(one.year, one.month, one.day) for one in day_mentions(text)] == expected


@pytest.mark.parametrize("name", MONTHS)
def test_every_name_of_a_month_is_known_in_any_case(name):
    for written in (f"on 9 {name.upper()} 2020", f"on {name.capitalize()} 9, 2020"):
        assert [one.on() for one in day_mentions(written)] == [date(2020, MONTHS[name], 9)]


@pytest.mark.parametrize("text", ["in February", "40 people may 99", "2020-13-40", "no day at all"])
def test_what_is_no_day_is_not_found(text):
    assert day_mentions(text) == []


def test_a_day_that_does_not_exist_has_no_date():
    assert day_mentions("February 30, 2020")[0].on() is None
