"""Feeds as readers exchange them."""

import pytest

from ingest.opml import free_name, read_opml, write_opml
from news.errors import ExtractError
from news.source import Source, shown

EXPORT = b"""<?xml version="1.0"?>
<opml version="1.0"><head><title>Mine</title></head><body>
  <outline text="Local">
    <outline type="rss" text="Sample Radio" xmlUrl="https://radio.example/rss"/>
    <outline text="Sample Radio" xmlurl="https://radio.example/sport"/>
  </outline>
  <outline title="The Paper" text="paper" xmlUrl="https://paper.example/feed?a=1&amp;b=2"/>
  <outline text="Twice" xmlUrl="https://radio.example/rss"/>
  <outline text="No feed" htmlUrl="https://a.example/"/>
  <outline text="A file" xmlUrl="file:///etc/passwd"/>
  <outline xmlUrl="https://bare.example/rss"/>
</body></opml>"""


def test_the_feeds_of_an_export_are_read_wherever_they_stand():
    found = read_opml(EXPORT, "mine.opml")

    assert [(one.name, one.at) for one in found] == [
        ("Sample Radio", "https://radio.example/rss"),
        ("Sample Radio 2", "https://radio.example/sport"),
        ("The Paper", "https://paper.example/feed?a=1&b=2"),
        ("https://bare.example/rss", "https://bare.example/rss"),
    ]
    assert {(one.kind, one.home) for one in found} == {("feed", "archive")}


def test_what_is_written_is_read_again():
    feeds = read_opml(EXPORT, "mine.opml")
    folder = Source("Incoming", "folder", "/n/incoming")

    assert read_opml(write_opml([folder, *feeds]).encode(), "again.opml") == feeds


@pytest.mark.parametrize("content", [b"", b"<rss/>", b"words"])
def test_what_is_no_opml_is_a_sentence(content):
    with pytest.raises(ExtractError, match=r"mine\.opml is no OPML"):
        read_opml(content, "mine.opml")


def test_a_name_that_is_taken_gets_a_number():
    assert free_name("Radio", ["radio", "Radio 2"]) == "Radio 3"
    assert free_name("Radio", []) == "Radio"


def test_no_password_is_written_into_an_export():
    written = write_opml([Source("A", "feed", "https://desk:p@ss@a.example/rss?to=b@c.example")])

    assert "https://a.example/rss?to=b@c.example" in written
    assert "desk" not in written


@pytest.mark.parametrize(
    "address",
    ["https://a.example/@desk/1", "https://a.example?to=desk@b.example", "/home/desk@b/feeds"],
)
def test_another_address_is_shown_as_it_is(address):
    assert shown(address) == address
