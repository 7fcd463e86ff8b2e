"""WARC files, as web archives and crawlers write them: one document a page that was kept in one."""

import gzip
import io
import zlib
from collections.abc import Iterator
from datetime import datetime
from http.client import HTTPException, HTTPResponse
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

from ingest.hostile import reading, unreadable
from ingest.media import WARC, media_type_of_response
from ingest.moments import moment_of
from ingest.report import Failure
from news.article import Document, Origin
from news.errors import ExtractError, FetchError, NotFound

_KIND = "a WARC file"
_MOST_RATIO = 200  # bytes unpacked for one packed; pages come to 20, bombs to 1,000
_MOST_HEADERS = 200
_LONGEST_HEADER = 65_536
_PART = 65_536
_HELD = ("response", "resource", "conversion")


class _Record(NamedTuple):
    headers: dict[str, str]
    block: bytes


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
            stream = _unpacked(file, path, max_bytes)
            while True:
                with reading(whole, _KIND):
                    record = _next_record(stream, whole, max_bytes)
                if record is None:
                    break
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


def _next_record(stream: BinaryIO, whole: Document, most: int) -> _Record | None:
    """Return the next record, of a long block only its start, or None at the end of the file."""
    line = stream.readline(_LONGEST_HEADER)
    while line in (b"\r\n", b"\n"):
        line = stream.readline(_LONGEST_HEADER)
    if not line:
        return None
    if not line.startswith(b"WARC/"):
        raise unreadable(whole, _KIND, "a record does not begin as it should")
    headers: dict[str, str] = {}
    while (line := stream.readline(_LONGEST_HEADER)).strip():
        name, _, value = line.decode("utf-8", errors="replace").partition(":")
        headers[name.strip().lower()] = value.strip()
        if len(headers) > _MOST_HEADERS:
            raise unreadable(whole, _KIND, "a record has headers without end")
    length = headers.get("content-length", "")
    if not length.isdecimal():
        raise unreadable(whole, _KIND, "a record does not say its length")
    # One byte more than allowed, and the headers of HTTP, tell that a page is too large.
    block = stream.read(min(int(length), most + _LONGEST_HEADER))
    left = int(length) - len(block)
    while left > 0 and (part := stream.read(min(left, _PART))):
        left -= len(part)
    if left > 0:
        raise unreadable(whole, _KIND, "it breaks off within a record")
    return _Record(headers, block)


def _document(
    record: _Record, path: Path, retrieved: datetime, most: int
) -> Document | Failure | None:
    headers = record.headers
    url = headers.get("warc-target-uri", "").strip("<>")
    if headers.get("warc-type") not in _HELD or not url.lower().startswith(("http://", "https://")):
        return None
    name = f"{path}, {url}"
    content_type, content = headers.get("content-type", ""), record.block
    try:
        if content_type.lower().startswith("application/http"):
            answer = _answered(content, most)
            if answer is None:
                return None
            content_type, content = answer
    except (HTTPException, ValueError, zlib.error, OSError) as error:
        return Failure(name, f"{name} cannot be unpacked ({error}); fetch the page itself.")
    if len(content) > most:
        return Failure(name, f"{name} is larger than {most:,} bytes; allow larger files.")
    media_type = media_type_of_response(content_type, url.partition("?")[0], content)
    if media_type is None or not content.strip():
        return None
    recorded = moment_of(headers.get("warc-date"), "given")
    at = min(recorded.at, retrieved) if recorded else retrieved
    return Document(content, media_type, at, Origin("warc", str(path), url), name=name, url=url)


def _answered(block: bytes, most: int) -> tuple[str, bytes] | None:
    """Return the Content-Type and the unpacked body of an HTTP response, None if it was no page."""
    response = HTTPResponse(_Socket(block))  # type: ignore[arg-type]  # it only makes a file of it
    response.begin()
    if response.status != 200:
        return None
    try:
        body = response.read()
    except HTTPException:
        # Some crawlers take the chunks apart and leave the header that says there are some.
        body = block.partition(b"\r\n\r\n")[2]
    packed = (response.headers.get("Content-Encoding") or "identity").strip().lower()
    if packed in ("gzip", "x-gzip", "deflate"):
        window = -zlib.MAX_WBITS if packed == "deflate" and body[:1] != b"\x78" else 47
        body = zlib.decompressobj(window).decompress(body, most + 1)
    elif packed != "identity":
        raise ValueError(f"it is packed as {packed}")
    return response.headers.get("Content-Type") or "", body


class _Socket:
    """What `http.client` reads a response from."""

    def __init__(self, content: bytes) -> None:
        self._content = content

    def makefile(self, *_: Any) -> BinaryIO:
        return io.BytesIO(self._content)


def _unpacked(file: BinaryIO, path: Path, free: int) -> BinaryIO:
    is_packed = file.read(2) == b"\x1f\x8b"
    file.seek(0)
    return io.BufferedReader(_Unpacked(file, path, free)) if is_packed else file


class _Unpacked(io.RawIOBase):
    """The unpacked bytes of a gzipped file; it stops where they are too many for those packed."""

    def __init__(self, file: BinaryIO, path: Path, free: int) -> None:
        self._file = file
        self._path = path
        self._free = free
        self._gzip = gzip.GzipFile(fileobj=file)
        self._given = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        part = self._gzip.read(len(buffer))
        buffer[: len(part)] = part
        self._given += len(part)
        if self._given > self._free + _MOST_RATIO * self._file.tell():
            raise ExtractError(
                f"{self._path} unpacks to more than {_MOST_RATIO} times its size; "
                "nothing more was read from it."
            )
        return len(part)
