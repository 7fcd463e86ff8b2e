"""WARC files, as web archives and crawlers write them: one document a page that was kept in one.

warcio takes records and headers apart; what bounds size and memory is here.
"""

import gzip
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO

from ingest.hostile import reading, unreadable
from ingest.media import WARC, media_type_of_response
from ingest.moments import moment_of
from ingest.report import Failure
from ingest.web import is_url
from ingest.web.unpack import TooLarge, UnknownPacking, unpacked
from news.article import Document, Origin
from news.errors import ExtractError, FetchError, NotFound

_KIND = "a WARC file"
_MOST_RATIO = 200  # bytes unpacked for one packed; pages come to 20, bombs to 1,000
_MOST_HEADERS = 1 << 20  # bytes of the headers of one record
_PART = 1 << 16
_HELD = ("response", "resource", "conversion")
_GZIP = b"\x1f\x8b"


def is_warc(path: Path) -> bool:
    """Return whether the file is named as a WARC file."""
    return path.name.lower().endswith(WARC)


def read_records(
    path: Path, *, retrieved: datetime, max_bytes: int
) -> Iterator[Document | Failure]:
    """Yield one document a page; its URL is the page's, and it was retrieved when it was recorded.

    Records that hold no page (images, requests, redirects) are passed over; one that is too large
    or packed in an unknown way is a Failure among them. Raises ExtractError where the file breaks
    off or is no WARC file.
    """
    whole = Document(b"", "application/warc", retrieved, Origin("warc", str(path)), name=str(path))
    try:
        with path.open("rb") as file:
            for record in _records(file, whole, max_bytes):
                found = _document(record, path, retrieved, max_bytes)
                if found is not None:
                    yield found
    except FileNotFoundError as error:
        raise NotFound(f"There is no file {path}; check the path.") from error
    except OSError as error:
        raise FetchError(
            f"Reading {path} failed ({error.strerror or error}); check that it may be read."
        ) from error


def find_record(path: Path, url: str, *, retrieved: datetime, max_bytes: int) -> Document:
    """Return the last record of a URL in the file."""
    last = None
    for document in read_records(path, retrieved=retrieved, max_bytes=max_bytes):
        if isinstance(document, Document) and document.origin.part == url:
            last = document
    if last is None:
        raise NotFound(
            f"No page {url} was found in {path}; "
            "the file was changed since it was ingested: ingest it again or remove the article."
        )
    return last


def _records(file: BinaryIO, whole: Document, most: int) -> Iterator[Any]:
    """Yield the records; what is left of one when the next is asked for is passed over."""
    from warcio.archiveiterator import WARCIterator

    stream = _Bounded(file, whole, most)
    records = WARCIterator(stream)
    while True:
        with reading(whole, _KIND):
            stream.headers = _MOST_HEADERS
            record = next(records, None)
            stream.headers = None
            if record is not None and not (_said(record, "Content-Length")).isdecimal():
                raise unreadable(whole, _KIND, "a record does not say its length")
        if record is None:
            return
        yield record
        with reading(whole, _KIND):
            while record.raw_stream.read(_PART):
                pass
            if record.raw_stream.limit:
                raise unreadable(whole, _KIND, "it breaks off within a record")


def _document(record: Any, path: Path, retrieved: datetime, most: int) -> Document | Failure | None:
    url = _said(record, "WARC-Target-URI").strip("<>")
    is_answer = record.http_headers is not None
    if record.rec_type not in _HELD or not is_url(url):
        return None
    if is_answer and record.http_headers.get_statuscode() != "200":
        return None
    name = f"{path}, {url}"
    try:
        content = _content(record, most)
    except TooLarge:
        return Failure(name, f"{name} is larger than {most:,} bytes; allow larger files.")
    except UnknownPacking as error:
        return Failure(name, f"{name} cannot be unpacked ({error}); fetch the page itself.")
    content_type = (
        record.http_headers.get_header("Content-Type") or ""
        if is_answer
        else _said(record, "Content-Type")
    )
    media_type = media_type_of_response(content_type, url.partition("?")[0], content)
    if media_type is None or not content.strip():
        return None
    recorded = moment_of(_said(record, "WARC-Date"), "given")
    at = min(recorded.at, retrieved) if recorded else retrieved
    return Document(content, media_type, at, Origin("warc", str(path), url), name=name, url=url)


def _content(record: Any, most: int) -> bytes:
    """Return the page in a record as it is meant; raise TooLarge or UnknownPacking."""
    from warcio.bufferedreaders import ChunkedDataReader
    from warcio.limitreader import LimitReader

    # warcio takes a chunk as a whole, so no more than may be is given to it.
    sent: Any = LimitReader(record.raw_stream, most + _PART)
    body, packed = sent, ""
    if record.http_headers is not None:
        packed = (record.http_headers.get_header("Content-Encoding") or "").strip().lower()
        if (record.http_headers.get_header("Transfer-Encoding") or "").lower() == "chunked":
            body = ChunkedDataReader(sent)
    try:
        content = unpacked(iter(lambda: body.read(_PART), b""), packed, most)
    except UnknownPacking as error:
        raise UnknownPacking(f"it is packed as {packed}: {error}") from error
    if not sent.limit:
        raise TooLarge
    return content


def _said(record: Any, name: str) -> str:
    return (record.rec_headers.get_header(name) or "").strip()


class _Bounded:
    """The unpacked bytes of a file; it stops where they are too many for those packed, and while
    `headers` is a number, after so many of them."""

    def __init__(self, file: BinaryIO, whole: Document, free: int) -> None:
        self._file = file
        self._whole = whole
        self._free = free
        self._is_packed = file.read(2) == _GZIP
        file.seek(0)
        self._bytes: Any = gzip.GzipFile(fileobj=file) if self._is_packed else file
        self._given = 0
        self.headers: int | None = None

    def tell(self) -> int:
        return self._given

    def read(self, size: int) -> bytes:
        try:
            part: bytes = self._bytes.read(size)
        except EOFError as error:
            # warcio takes this for the end of the file.
            raise unreadable(self._whole, _KIND, "it breaks off within a record") from error
        if not self._given and part.startswith(_GZIP):
            raise unreadable(self._whole, _KIND, "it is packed twice")
        self._given += len(part)
        if self._is_packed and self._given > self._free + _MOST_RATIO * self._file.tell():
            raise ExtractError(
                f"{self._whole.name} unpacks to more than {_MOST_RATIO} times its size; "
                "nothing more was read from it."
            )
        if self.headers is not None:
            self.headers -= len(part)
            if self.headers < 0:
                raise unreadable(self._whole, _KIND, "a record has headers without end")
        return part
