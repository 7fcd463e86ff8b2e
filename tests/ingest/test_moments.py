import warnings
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.moments import moment_of

ALMATY = timezone(timedelta(hours=6))


@pytest.mark.parametrize(
    ("value", "iso"),
    [
        pytest.param("2020", "2020", id="a year"),
        pytest.param(2020, "2020", id="a year as a number"),
        pytest.param("2020-02", "2020-02", id="a month"),
        pytest.param("February 2020", "2020-02", id="a month in words"),
        pytest.param("2020-02-09", "2020-02-09", id="a day"),
        pytest.param("20200209", "2020-02-09", id="a day without hyphens"),
        pytest.param(date(2020, 2, 9), "2020-02-09", id="a date"),
        pytest.param("February 9, 2020", "2020-02-09", id="a day in American words"),
        pytest.param("Sunday, 9th of February 2020", "2020-02-09", id="a day in British words"),
        pytest.param("25/12/2020", "2020-12-25", id="digits that can mean one day only"),
        pytest.param("03/04/2020", "2020", id="digits that can mean two days"),
        pytest.param("2020-02-09T12:30:00Z", "2020-02-09T12:30:00Z", id="ISO in UTC"),
        pytest.param("2020-02-09T12:30:00.123+06:00", "2020-02-09T06:30:00Z", id="ISO, a zone"),
        pytest.param("2020-02-09 12:30", "2020-02-09T12:30:00", id="ISO, no zone"),
        pytest.param("Sun, 09 Feb 2020 12:30:00 +0600", "2020-02-09T06:30:00Z", id="RFC 2822"),
        pytest.param("Feb 9, 2020 3:15 pm EST", "2020-02-09T20:15:00Z", id="a zone by name"),
        pytest.param("9 February 2020 at 14:00 QQT", "2020-02-09T14:00:00", id="an unknown zone"),
        pytest.param(datetime(2020, 2, 9, 12, tzinfo=ALMATY), "2020-02-09T06:00:00Z", id="aware"),
        pytest.param(1581206400, "2020-02-09T00:00:00Z", id="seconds since 1970"),
        pytest.param(1581206400000, "2020-02-09T00:00:00Z", id="milliseconds since 1970"),
    ],
)
def test_a_date_is_read_as_exactly_as_it_is_written(value, iso):
    moment = moment_of(value, "given")

    assert moment.isoformat() == iso
    assert moment.origin == "given"


@pytest.mark.parametrize(
    "value",
    [
        *["", "soon", "12:30", "Sunday", "9 February", "February", "9/2/20", "2020-02-31"],
        *["2020-13", "0001-01-01T00:00:00", "Sunday 2020 or so", "the year 2020", "1" * 80],
        *[None, True, [], {}, float("nan"), float("inf"), 1e30, 7],
    ],
)
def test_what_is_no_date_is_none_and_never_today(value):
    assert moment_of(value, "given") is None


def test_a_weekday_and_a_month_are_no_day():
    assert moment_of("Sunday February 2020", "given").precision == "month"


@given(st.text(alphabet="0123456789-/:., TZ+abFebMarchpm", max_size=30) | st.text(max_size=30))
def test_any_text_is_a_moment_or_none_without_a_warning(text):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        moment = moment_of(text, "text")

    assert moment is None or moment.at.tzinfo is UTC
