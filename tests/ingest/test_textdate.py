from datetime import date

import pytest

from ingest.textdate import date_line, published_in

TODAY = date(2021, 4, 1)
FILLER = "Words that say nothing of any day follow one another here. " * 12


@pytest.mark.parametrize(
    ("line", "iso", "is_update"),
    [
        pytest.param("March 29, 2021", "2021-03-29", False, id="a date"),
        pytest.param("Published: 29 March 2021", "2021-03-29", False, id="published"),
        pytest.param("Posted on 2021-03-29", "2021-03-29", False, id="posted on"),
        pytest.param("Last updated March 29, 2021", "2021-03-29", True, id="updated"),
        pytest.param("29 March 2021 17:30 GMT", "2021-03-29T17:30:00Z", False, id="with a time"),
    ],
)
def test_a_line_of_a_date_dates_the_text(line, iso, is_update):
    found = date_line(line)

    assert found.moment.isoformat() == iso
    assert found.is_update is is_update


@pytest.mark.parametrize("line", ["2021", "March 2021", "On March 29, 2021, ships moved", "Share"])
def test_a_line_that_says_more_or_less_is_no_date_line(line):
    assert date_line(line) is None


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        pytest.param("The ship moved on March 29, 2021.", "2021-03-29", id="near the start"),
        pytest.param(
            "It began on March 23, 2021 and ended on March 29, 2021.", "2021-03-29", id="the latest"
        ),
        pytest.param(
            "SUEZ, Egypt, March 28, 2021 (Example) -- Not by March 29, 2021, it was said.",
            "2021-03-28",
            id="a dateline before a later date",
        ),
        pytest.param(
            "Ship freed Posted: Monday, March 29, 2021 1:50 PM Updated: March 30, 2021",
            "2021-03-29",
            id="after Posted",
        ),
        pytest.param(
            FILLER + "It moved on March 29, 2021. It was March 29.", "2021-03-29", id="twice"
        ),
    ],
)
def test_a_text_gives_its_own_day(text, iso):
    moment = published_in(text, TODAY)

    assert moment.isoformat() == iso
    assert moment.origin == "text"


@pytest.mark.parametrize(
    ("text", "url", "is_fresh", "iso"),
    [
        pytest.param("SUEZ, March 29 (Wire) — Ships move.", "", True, "2021-03-29", id="fetched"),
        pytest.param("СУЭЦ, 29 марта — Суда идут.", "", True, "2021-03-29", id="in Russian"),
        pytest.param("SUEZ, March 29 (Wire) — Ships move.", "", False, None, id="an old file"),
        pytest.param("SUEZ, Jan 9 (Wire) — Ships move.", "", True, None, id="long ago"),
        pytest.param(
            "SUEZ, March 29 — Ships move.", "https://a.b/2019/03/29/x", True, "2019-03-29",
            id="the year of the address",
        ),
        pytest.param(
            "SUEZ, March 29 — The ship came on March 2, 2019.", "", False, "2019-03-29",
            id="the year of the month",
        ),
        pytest.param("The ship moved on March 29 — at last.", "", True, None, id="no dateline"),
    ],
)  # fmt: skip
def test_a_dateline_without_a_year_is_dated_where_something_tells_the_year(
    text, url, is_fresh, iso
):
    moment = published_in(text, TODAY, url=url, is_fresh=is_fresh)

    assert (moment and moment.isoformat()) == iso


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("The ship moved on March 29.", id="no year"),
        pytest.param("It will open on May 1, 2021.", id="later than it was fetched"),
        pytest.param(FILLER + "It opened on November 17, 1969.", id="history told in passing"),
        pytest.param("On February 31, 2021 nothing happened.", id="no such day"),
        pytest.param("", id="nothing"),
    ],
)
def test_a_text_without_its_own_day_has_none(text):
    assert published_in(text, TODAY) is None
