"""Whatever bytes come, a feed is read or a sentence says why not."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.feedtext import read
from ingest.sources.feed import entries_of
from news.article import Document, Origin
from news.errors import DatelineError

DATA = Path(__file__).parent.parent / "data" / "sources"
FEEDS = [(DATA / name).read_bytes() for name in ("feed.xml", "atom.xml", "rdf.xml")]
BASE = "https://radio.example/rss"
NOW = datetime(2021, 4, 1, tzinfo=UTC)
MANY = 400_000


def page(content):
    return Document(content, "text/xml", NOW, Origin("url", BASE), name=BASE, url=BASE)


def item(words):
    head = "<rss version='2.0' xmlns:dc='http://purl.org/dc/elements/1.1/'><channel><item>"
    return f"{head}<link>/a</link>{words}</item></channel></rss>".encode()


@st.composite
def damaged(draw):
    """A feed with a piece cut out, and some bytes in its place."""
    feed = draw(st.sampled_from(FEEDS))
    start = draw(st.integers(0, len(feed)))
    end = draw(st.integers(start, min(len(feed), start + 200)))
    return feed[:start] + draw(st.binary(max_size=20)) + feed[end:]


@given(st.one_of(st.binary(max_size=200), damaged()))
@settings(max_examples=200, deadline=None)
def test_any_bytes_are_a_feed_or_a_sentence(content):
    try:
        told = [entry.at for entry in entries_of(page(content))]
    except DatelineError as error:
        told = [str(error)]

    assert all(told)


@pytest.mark.parametrize(
    "said",
    [
        pytest.param("Mon, 29 Mar 2021 15:05:00 +0200", id="with a zone"),
        pytest.param("2021-03-29T15:05:00", id="without one"),
        pytest.param("2021-03-29", id="a day"),
        pytest.param("2021-július-13T9:15-05:00", id="what feedparser takes for November"),
        pytest.param("--03-29", id="no year"),
    ],
)
def test_a_date_is_told_as_it_is_written(said):
    [entry] = read(item(f"<pubDate>{said}</pubDate>"))["entries"]

    assert entry["published"] == said


@pytest.mark.parametrize(
    ("said", "names"),
    [
        pytest.param("<author>bo@radio.example (Bo Reed)</author>", ["Bo Reed"], id="in brackets"),
        pytest.param("<author>bo@radio.org (Bo Reed)</author>", ["Bo Reed"], id="after a name"),
        pytest.param("<author>bo@radio.example</author>", [], id="an address alone"),
        pytest.param("<author>Ada Lane (Post)</author>", ["Ada Lane (Post)"], id="a paper"),
        pytest.param(
            "<dc:creator>Ada Lane</dc:creator><dc:creator>Bo Reed</dc:creator>",
            ["Ada Lane", "Bo Reed"],
            id="two",
        ),
    ],
)
def test_an_address_is_no_author(said, names):
    [entry] = read(item(said))["entries"]

    assert entry["authors"] == names


def test_entities_without_end_are_a_sentence():
    content = b"<!DOCTYPE rss [" + b"<!ENTITY a '" * 400_000

    with pytest.raises(DatelineError, match="is not an RSS or Atom feed"):
        entries_of(page(content))


def test_a_deep_feed_is_no_deep_recursion():
    content = b"<rss><channel><item><link>/a</link><title>" + b"<b>" * 20_000

    assert [one.at for one in entries_of(page(content))] == ["https://radio.example/a"]


def test_a_large_feed_is_read_whole():
    items = "".join(f"<item><title>{n}</title><link>/{n}</link></item>" for n in range(2_000))
    content = f"<rss version='2.0'><channel>{items}</channel></rss>".encode()

    assert [one.at for one in entries_of(page(content))] == [
        f"https://radio.example/{n}" for n in range(2_000)
    ]
