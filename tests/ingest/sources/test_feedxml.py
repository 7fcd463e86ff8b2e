"""Whatever bytes come, a feed is read or there is none."""

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.sources.feedxml import Feed, parse_feed

DATA = Path(__file__).parent.parent.parent / "data" / "sources"
FEEDS = [(DATA / name).read_bytes() for name in ("feed.xml", "atom.xml", "rdf.xml")]
BASE = "https://radio.example/rss"


@st.composite
def damaged(draw):
    """A feed with a piece cut out, and some bytes in its place."""
    feed = draw(st.sampled_from(FEEDS))
    start = draw(st.integers(0, len(feed)))
    end = draw(st.integers(start, min(len(feed), start + 200)))
    return feed[:start] + draw(st.binary(max_size=20)) + feed[end:]


@given(st.one_of(st.binary(max_size=200), damaged()))
@settings(max_examples=200, deadline=None)
def test_any_bytes_are_a_feed_or_none(content):
    found = parse_feed(content, BASE)

    assert found is None or (isinstance(found, Feed) and all(one.link for one in found.entries))


def test_a_deep_feed_is_no_deep_recursion():
    content = b"<rss><channel><item><link>/a</link><title>" + b"<b>" * 50_000

    found = parse_feed(content, BASE)

    assert found is None or len(found.entries) <= 1
