import json
from datetime import UTC, datetime

import pytest

from ingest.chunk import chunk
from ingest.extract import extract
from news.article import Document, Origin
from news.entry import Entry, published_at
from news.moment import Moment

NOW = datetime(2021, 4, 1, tzinfo=UTC)
FIRST = "Tugs have freed the stern of the ship, and the bow will follow with the tide."
SECOND = "The ship is afloat and moves north under its own power, two tugs ahead of it."
LEAD = "The ship that blocks the canal is to be freed today, and we follow the tugs hour by hour."


def article_of(body, linked=None, retrieved=NOW):
    script = f'<script type="application/ld+json">{json.dumps(linked)}</script>' if linked else ""
    page = (
        f"<html><head><title>Canal live</title>{script}</head><body><h1>Canal live</h1>"
        f"<p>{LEAD}</p>{body}</body></html>"
    )
    name = "/n/live.html"
    return extract(Document(page.encode(), "text/html", retrieved, Origin("file", name), name=name))


def live(*updates):
    return {"@type": ["LiveBlogPosting"], "headline": "Canal live", "liveBlogUpdate": list(updates)}


def update(body, day, **more):
    return {"@type": "BlogPosting", "articleBody": body, "datePublished": day, **more}


def shown(body, clock, stamp):
    return (
        f'<div class="live-update"><time datetime="{stamp}">{clock}</time><div>{body}</div></div>'
    )


def told(article):
    return [
        (entry.published.isoformat(), article.text[entry.start : entry.end])
        for entry in article.entries
    ]


def test_linked_entries_keep_their_times_in_the_order_of_the_page():
    article = article_of(
        f"<p>{SECOND}</p><p>{FIRST}</p>",
        live(
            update(f"<p>{SECOND}</p>", "2021-03-29T15:05:00+02:00", headline="Afloat"),
            update(FIRST, "2021-03-29T05:42:00+02:00"),
        ),
    )

    assert told(article) == [
        ("2021-03-29T13:05:00Z", f"Afloat\n{SECOND}"),
        ("2021-03-29T03:42:00Z", FIRST),
    ]
    assert article.text == f"{LEAD}\n\nAfloat\n{SECOND}\n\n{FIRST}"


def test_entries_that_are_only_shown_keep_their_stamps():
    article = article_of(
        shown(f"<h3>Afloat</h3><p>{SECOND}</p>", "15:05", "2021-03-29T15:05:00+02:00")
        + shown(f"<p>{FIRST}</p>", "05:42", "2021-03-29T05:42:00+02:00")
    )

    assert told(article) == [
        ("2021-03-29T13:05:00Z", f"Afloat\n{SECOND}"),
        ("2021-03-29T03:42:00Z", FIRST),
    ]


def linked_blog(first, last):
    return {"@type": "LiveBlogPosting", "datePublished": first, "dateModified": last}


@pytest.mark.parametrize(
    ("stamps", "linked", "times"),
    [
        pytest.param(
            ["15:05", "5.42 am"],
            linked_blog("2021-03-29T01:00:00+06:00", "2021-03-29T20:00:00+06:00"),
            ["2021-03-29T15:05:00", "2021-03-29T05:42:00"],
            id="a blog of one day by its own clock",
        ),
        pytest.param(
            ["15:05", "05:42"],
            linked_blog("2021-03-29T05:00:00Z", "2021-03-30T01:00:00Z"),
            [],
            id="a blog of two days",
        ),
        pytest.param(["15:05", "05:42"], linked_blog("2021-03-29", None), [], id="no end told"),
        pytest.param(
            ["2021-03-29T15:05:00Z", "12:30", "2021-03-29T05:42:00Z"],
            None,
            ["2021-03-29T15:05:00Z", "2021-03-29T12:30:00", "2021-03-29T05:42:00Z"],
            id="between two of a day",
        ),
        pytest.param(
            ["2021-03-29T15:05:00Z", "23:30", "2021-03-28T05:42:00Z"],
            None,
            ["2021-03-29T15:05:00Z", "2021-03-28T05:42:00Z"],
            id="between two days",
        ),
        pytest.param(
            ["2021-03-29T15:05:00Z", "2021-03-29T05:42:00Z", "04:10"],
            None,
            ["2021-03-29T15:05:00Z", "2021-03-29T05:42:00Z"],
            id="after the last that is dated",
        ),
        pytest.param(
            ["25:05", "13.70"],
            linked_blog("2021-03-29T05:00:00Z", "2021-03-29T09:00:00Z"),
            [],
            id="no clock",
        ),
    ],
)
def test_a_clock_takes_the_day_only_where_it_is_certain(stamps, linked, times):
    bodies = (f"<p>{number}. {FIRST}</p>" for number in range(1, 4))
    body = "".join(
        shown(words, stamp, stamp if "T" in stamp else "")
        for words, stamp in zip(bodies, stamps, strict=False)
    )

    article = article_of(body, linked)

    assert [entry.published.isoformat() for entry in article.entries] == times
    assert article.text.count(FIRST) == len(stamps)


@pytest.mark.parametrize(
    ("body", "linked"),
    [
        pytest.param("", live(update(FIRST, "2021-03-29T05:42:00Z")), id="one entry is no blog"),
        pytest.param(
            "", live(update("Hm.", "2021-03-29"), update("Ah.", "2021-03-29")), id="hardly a word"
        ),
        pytest.param("", live(update(FIRST, None), update(SECOND, "soon")), id="no times"),
        pytest.param("", live(7, "x", [], {"articleBody": 3}), id="something else"),
        pytest.param(
            "".join(
                f'<div class="teaser"><time datetime="2021-03-29T0{hour}:00:00Z">{hour}</time>'
                f"<p>{FIRST}</p></div>"
                for hour in range(4)
            ),
            None,
            id="teasers with their times",
        ),
    ],
)
def test_another_page_has_no_entries(body, linked):
    article = article_of(f"<article><p>{LEAD}</p><p>{SECOND} {FIRST}</p></article>{body}", linked)

    assert article.entries == ()


def test_an_entry_from_the_future_is_none():
    article = article_of(
        "",
        live(
            *(update(FIRST, f"2021-03-2{day}T05:00:00Z") for day in (7, 8)),
            update(SECOND, "2031-01-01T00:00:00Z"),
        ),
    )

    assert [day for day, _ in told(article)] == ["2021-03-27T05:00:00Z", "2021-03-28T05:00:00Z"]


def test_a_chunk_holds_words_of_one_entry_under_its_own_day():
    article = article_of(
        "",
        live(update(SECOND, "2021-03-29T15:05:00Z"), update(FIRST, "2021-03-28T05:42:00Z")),
    )

    chunks = chunk(
        article, length=lambda texts: [len(t.split()) for t in texts], window=256, layout="x"
    )

    assert [(one.header.rsplit("| ", 1)[-1], one.text) for one in chunks[1:]] == [
        ("29 March 2021", SECOND),
        ("28 March 2021", FIRST),
    ]
    assert all(article.text[one.start : one.end] == one.text for one in chunks)


def test_what_stands_in_no_entry_has_the_time_of_the_article():
    early, late = (Moment(datetime(2021, 3, day, tzinfo=UTC)) for day in (28, 29))
    entries = (Entry(10, 20, late),)

    found = [published_at(at, entries, early) for at in (9, 10, 19, 20)]

    assert found == [early, late, late, early]
