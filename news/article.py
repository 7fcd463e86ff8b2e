"""What comes in: documents as fetched, articles as printed, chunks as indexed."""

import hashlib
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from news.entry import Entry
from news.moment import Moment
from news.notice import Notice

Came = Literal["url", "file", "jsonl", "warc", "upload", "forward"]


@dataclass(frozen=True, slots=True)
class Origin:
    """How an article came to us, so that it can be fetched again the same way.

    `kind` "url": `at` is the URL; "file": the absolute path; "jsonl": the absolute path of the
    file, `part` the line's key; "warc": the same, `part` the page's URL; "upload" and "forward":
    the name of the bytes kept in the data folder, `part` the chat and message.
    """

    kind: Came
    at: str
    part: str = ""


@dataclass(frozen=True, slots=True)
class Fetched:
    """By what a page is known to be as it was: the server's own marks, and the hash of its bytes
    and their media type.

    `article_id` is the article that was read from it, once it is archived, and `given` what was
    said of it beside its bytes. An empty hash is no page's: it must be read again.
    """

    content_hash: str
    etag: str = ""
    last_modified: str = ""
    article_id: str = ""
    given: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Document:
    """Bytes as fetched. `url` is where they came from, when that was a URL.

    `named_by` is who asked for this one by its name; empty, it came by itself, from a feed.
    """

    content: bytes
    media_type: str
    retrieved: datetime
    origin: Origin
    name: str = ""
    url: str | None = None
    given: dict[str, Any] = field(default_factory=dict)
    """Metadata that came beside the bytes: a JSON line's fields, a forwarded post's channel, what
    a feed says of its entry."""
    named_by: str = ""
    fetched: Fetched | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """A report as printed. `id` comes from the URL, else from how it came, never from its text.

    `is_free` is False behind a paywall and None where nobody says. `wrong_date` tells of dates
    that were stated and cannot be true. `entries` are those of a live blog, as they stand in it,
    and `notices` what the text says of its own mistakes.
    """

    id: str
    title: str
    text: str
    origin: Origin
    retrieved: datetime
    url: str | None = None
    publisher: str | None = None
    published: Moment | None = None
    updated: Moment | None = None
    authors: tuple[str, ...] = ()
    language: str | None = None
    notices: tuple[Notice, ...] = ()
    section: str | None = None
    is_free: bool | None = None
    wrong_date: str = ""
    entries: tuple[Entry, ...] = ()

    @property
    def revision(self) -> str:
        """The name of this text: the same characters have the same name everywhere."""
        return revision_of(self.text)


@dataclass(frozen=True, slots=True)
class Chunk:
    """A slice of one revision: `revision_text[start:end] == text`, in Unicode code points.

    `header` (title, publisher, date) is embedded and indexed with it, and is no part of it.
    """

    id: str
    article_id: str
    revision: str
    text: str
    start: int
    end: int
    header: str

    @property
    def embedded_text(self) -> str:
        """What the embedding model and the word index read."""
        return f"{self.header}\n{self.text}" if self.header else self.text

    @property
    def embedded_hash(self) -> str:
        """The key of the embedded text in the cache of vectors."""
        return hashlib.sha256(self.embedded_text.encode()).hexdigest()[:32]


def revision_of(text: str) -> str:
    """Return the hash that names a text."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def content_hash_of(content: bytes, media_type: str) -> str:
    """Return the hash that names the bytes of a document and what they are read as."""
    return hashlib.sha256(media_type.encode() + b"\n" + content).hexdigest()[:32]


def article_id_of(identity: str) -> str:
    """Return the short id of an article from its identity (its URL, or how it came)."""
    return hashlib.sha256(identity.encode()).hexdigest()[:12]


def chunk_id_of(article_id: str, revision: str, start: int, end: int, layout: str) -> str:
    """Return the id of a chunk; `layout` names the chunker and window that cut it."""
    key = f"{article_id}\n{revision}\n{start}\n{end}\n{layout}"
    return hashlib.sha256(key.encode()).hexdigest()[:24]
