"""What each kind of source lists, against golden files."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ingest.report import Unchanged
from ingest.sources import SOURCES
from news.article import Document, Origin
from news.errors import DatelineError, FetchError

DATA = Path(__file__).parent.parent.parent / "data" / "sources"
NOW = datetime(2021, 4, 1, tzinfo=UTC)


def page(url, content):
    return Document(content, "text/xml", NOW, Origin("url", url), name=url, url=url)


def listed(kind, at, get):
    """Return what a source lists: every entry, none of them read."""
    entries = []

    def new(found):
        entries.extend(found)
        return iter(())

    list(SOURCES[kind](get, new, at, max_bytes=1_000_000))
    return entries


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        pytest.param("feed", "feed.xml", id="RSS"),
        pytest.param("feed", "atom.xml", id="Atom"),
        pytest.param("feed", "rdf.xml", id="RSS 1.0"),
        pytest.param("sitemap", "sitemap.xml", id="a sitemap"),
        pytest.param("urls", "urls.txt", id="a list of addresses"),
    ],
)
def test_a_source_lists_what_is_there(kind, name):
    content = (DATA / name).read_bytes()
    golden = json.loads((DATA / name).with_suffix(".json").read_text(encoding="utf-8"))

    entries = listed(kind, "https://radio.example/rss", lambda url: page(url, content))

    found = [{"at": one.at, "key": one.key, "given": one.given} for one in entries]
    assert found == golden


def test_there_is_a_golden_test_for_each_kind_that_lists():
    assert set(SOURCES) == {"feed", "sitemap", "urls", "folder"}


def test_an_index_of_sitemaps_is_read_the_newest_first():
    index = b"""<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
        <sitemap><loc>https://a.example/old.xml</loc><lastmod>2020-01-01</lastmod></sitemap>
        <sitemap><loc>https://a.example/new.xml</loc><lastmod>2021-01-01</lastmod></sitemap>
        <sitemap><loc>https://a.example/same.xml</loc></sitemap>
    </sitemapindex>"""
    part = b"<urlset><url><loc>https://a.example/%s</loc></url></urlset>"
    asked = []

    def get(url):
        asked.append(url)
        if url.endswith("same.xml"):
            return Unchanged(Origin("url", url), "")
        return page(url, index if url.endswith("index.xml") else part % url[-7:-4].encode())

    entries = listed("sitemap", "https://a.example/index.xml", get)

    assert [one.at for one in entries] == ["https://a.example/new", "https://a.example/old"]
    assert [url.rsplit("/", 1)[1] for url in asked] == [
        "index.xml", "new.xml", "old.xml", "same.xml",
    ]  # fmt: skip


def test_a_packed_sitemap_is_unpacked_within_its_cap():
    import gzip

    whole = (DATA / "sitemap.xml").read_bytes()
    bomb = gzip.compress(b"<urlset>" + b" " * 5_000_000)

    found = listed(
        "sitemap", "https://a.example/a.xml.gz", lambda url: page(url, gzip.compress(whole))
    )

    assert len(found) == 3
    with pytest.raises(DatelineError, match="cannot be unpacked to 1,000,000 bytes"):
        listed("sitemap", "https://a.example/a.xml.gz", lambda url: page(url, bomb))


def test_a_folder_lists_its_files_by_their_state(tmp_path):
    for name in ("b.txt", "a/c.html", ".hidden.txt", "image.png"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("words", encoding="utf-8")

    before = listed("folder", str(tmp_path), None)
    (tmp_path / "b.txt").write_text("more words", encoding="utf-8")
    after = listed("folder", str(tmp_path), None)

    assert [Path(one.at).name for one in before] == ["b.txt", "c.html"]
    assert [one.mark != two.mark for one, two in zip(before, after, strict=True)] == [True, False]


@pytest.mark.parametrize(
    ("kind", "content", "says"),
    [
        pytest.param("feed", b"<html><body>No feed</body></html>", "is not an RSS", id="a page"),
        pytest.param(
            "feed",
            b'<html><head><link rel="alternate" type="application/rss+xml" href="/feed"></head>',
            "the page names https://a.example/feed as its feed",
            id="a page that names its feed",
        ),
        pytest.param("feed", b"", "is not an RSS", id="nothing"),
        pytest.param("feed", b"\0\1\2", "is not an RSS", id="bytes"),
        pytest.param("sitemap", b"<rss/>", "is no sitemap", id="a feed for a sitemap"),
        pytest.param("urls", b"words that are none", "no http or https address", id="words"),
    ],
)
def test_what_is_no_such_list_is_a_sentence(kind, content, says):
    with pytest.raises(DatelineError, match=says) as caught:
        listed(kind, "https://a.example/list", lambda url: page(url, content))

    assert "https://a.example/list" in str(caught.value)


def test_a_source_that_is_as_it_was_lists_nothing():
    same = Unchanged(Origin("url", "https://a.example/"), "")

    for kind in ("feed", "sitemap"):
        assert listed(kind, "https://a.example/", lambda url: same) == []


def test_a_part_of_a_list_that_fails_fails_the_source():
    index = b"<sitemapindex><sitemap><loc>https://a.example/1.xml</loc></sitemap></sitemapindex>"

    def get(url):
        if url.endswith("1.xml"):
            raise FetchError("no")
        return page(url, index)

    with pytest.raises(FetchError):
        listed("sitemap", "https://a.example/", get)


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(
            b"<rss><channel><item><title>A</title><link>https://a.example/1</link></item>"
            b"<item><title>B</title><link>https://a.exam", id="cut off"
        ),
        pytest.param(
            b'<rss><channel><item><title>A & B</title><link>https://a.example/1</link></item>',
            id="a bare ampersand",
        ),
        pytest.param(
            b'\xef\xbb\xbf \n<rss><channel><item><link>https://a.example/1</link></item></channel></rss>',
            id="space before it",
        ),
    ],
)  # fmt: skip
def test_a_feed_with_faults_is_read_as_far_as_it_can_be(content):
    entries = listed("feed", "https://a.example/rss", lambda url: page(url, content))

    assert [one.at for one in entries] == ["https://a.example/1"]


def test_entities_of_a_feed_are_neither_multiplied_nor_read_from_files(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("the secret", encoding="utf-8")
    content = b"""<!DOCTYPE rss [
        <!ENTITY a "ha ha ha ha ha ha ha ha "><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">
        <!ENTITY file SYSTEM "%s">]>
        <rss><channel><item><title>Caf&eacute;&nbsp;now &b; &file;</title>
        <link>https://a.example/1</link></item></channel></rss>""" % secret.as_uri().encode()

    [entry] = listed("feed", "https://a.example/rss", lambda url: page(url, content))

    assert entry.given["title"].startswith("Café now")
    assert "ha ha" not in str(entry)
    assert "the secret" not in str(entry)
