"""A newsroom's reading of one source: a real archive, a real web site on this machine."""

from datetime import UTC, datetime, timedelta

import pytest

from archive import Fetches, Sources
from ingest.ledger import Ledger
from ingest.pipeline import ingest
from ingest.visit import visit
from ingest.web.get import Web
from news.article import Origin
from news.source import Source
from tests.builders import chunks

START = datetime(2021, 4, 1, tzinfo=UTC)


class Reader:
    """Visits a source as the program does, at a time that the test moves on."""

    def __init__(self, archive, site):
        self.archive = archive
        self.site = site
        self.sources = Sources(archive)
        self.fetches = Fetches(archive)
        self.now = START
        self.web = Web(
            pause=0,
            tries=1,
            allow_hosts=["127.0.0.1"],
            known=lambda url: (
                self.fetches.known(Origin("url", url)) or self.sources.list_known(url)
            ),
        )

    def has(self, kind, at, name="Sample", every=900.0):
        source = Source(name, kind, at, every)
        self.sources.configure([source], every)
        return source

    def visit(self, name="Sample", cancelled=lambda: False, **given):
        """Visit a source and return what came of it, in words."""
        source = self.sources.find(name).source
        visited = visit(
            source,
            sources=self.sources,
            get=self.web.get,
            ingest=lambda items, note: self.ingest(items, note, cancelled),
            max_bytes=1_000_000,
            now=lambda: self.now,
            is_removed=self.archive.is_removed,
            **given,
        )
        self.now += timedelta(seconds=source.every)
        return str(visited.error) if visited.error else visited.report.summary()

    def ingest(self, items, note=None, cancelled=lambda: False):
        ledger = Ledger(self.fetches)
        report = ingest(
            ledger.watched(items),
            put=lambda document, article, cut: self.archive.put(article, cut, layout="test"),
            chunk=chunks,
            progress=note,
            cancelled=cancelled,
            known=self.fetches.known,
            done=ledger.done,
        )
        ledger.close(report)
        return report

    def health(self, name="Sample"):
        return self.sources.find(name).health

    def titles(self):
        return sorted(one.title for one in self.archive.listed())


@pytest.fixture
def reader(archive, site):
    return Reader(archive, site)


def story(title, text="The harbour of Port Sample was opened again on Monday.", head=""):
    """Return a page with an article in it."""
    return (
        f"<html><head><title>{title}</title>{head}</head><body><article><h1>{title}</h1>"
        f"<p>{text}</p><p>Ships that had waited for days began to move in the afternoon, and the "
        "harbour master said that all of them would be gone by Friday.</p></article></body></html>"
    )


class Newspaper:
    """A site with a feed, written entry by entry."""

    def __init__(self, site):
        self.site = site
        self.entries = []
        self.feed = f"{site.url}/rss"
        self.publish()

    def add(self, name, *, title=None, guid=None, date="Mon, 29 Mar 2021 12:00:00 GMT", top=True):
        """Put an article on the site and an entry at the top of its feed."""
        title = title or f"Story {name}"
        self.site.put(f"/{name}", story(title), etag=f'"{name}-1"')
        entry = {"link": f"{self.site.url}/{name}", "guid": guid, "title": title, "date": date}
        self.entries.insert(0 if top else len(self.entries), entry)
        self.publish()
        return entry

    def publish(self):
        items = "".join(
            f"<item><title>{one['title']}</title><link>{one['link']}</link>"
            + (f"<guid isPermaLink='false'>{one['guid']}</guid>" if one["guid"] else "")
            + (f"<pubDate>{one['date']}</pubDate>" if one["date"] else "")
            + "</item>"
            for one in self.entries
        )
        body = f"<rss version='2.0'><channel><title>Sample Radio</title>{items}</channel></rss>"
        etag = f'"{hash(body)}"'
        self.site.put("/rss", body, content_type="application/rss+xml", etag=etag)


@pytest.fixture
def newspaper(site):
    return Newspaper(site)


@pytest.fixture
def make_story():
    return story
