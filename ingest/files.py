"""Files and folders on this machine."""

import os
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from ingest import jsonline, warc
from ingest.decode import decode
from ingest.frontmatter import split_front_matter
from ingest.media import JSON_LINES, MARKDOWN, READABLE, SUFFIXES
from ingest.report import Failure
from news.article import Document, Origin
from news.errors import ExtractError, FetchError, NotFound


def documents_in_file(
    path: Path, *, retrieved: datetime, max_bytes: int
) -> Iterator[Document | Failure]:
    """Yield the document in a file, one a line of JSON lines, or one a page of a WARC file."""
    _check_is_file(path)
    if warc.is_warc(path):
        yield from _some(
            warc.read_records(path, retrieved=retrieved, max_bytes=max_bytes),
            f"{path} holds no page that was fetched whole; give another file.",
        )
        return
    if path.suffix.lower() != JSON_LINES:
        yield read_file(path, retrieved=retrieved, max_bytes=max_bytes)
        return
    yield from _some(
        jsonline.read_lines(path, retrieved=retrieved, max_bytes=max_bytes),
        f"{path} is empty; write one JSON object a line into it.",
    )


def documents_in_folder(
    folder: Path, *, retrieved: datetime, max_bytes: int
) -> Iterator[Document | Failure]:
    """Yield the documents of a folder and those below it, in the order of their paths.

    Hidden files, other kinds of files, Markdown without front matter (a README) and JSON lines
    without texts are passed over; a file that cannot be read is a failure, and the next is read.
    """
    is_empty = True
    for path in walk(folder):
        try:
            if not is_for_articles(path, max_bytes):
                continue
            for document in documents_in_file(path, retrieved=retrieved, max_bytes=max_bytes):
                is_empty = False
                yield document
        except (FetchError, ExtractError, NotFound) as error:
            is_empty = False
            yield Failure(str(path), str(error), Origin("file", str(path)))
    if is_empty:
        raise NotFound(
            f"No article was found in the folder {folder}; put files ending in {READABLE} into it "
            "(Markdown needs front matter there)."
        )


def read_file(path: Path, *, retrieved: datetime, max_bytes: int) -> Document:
    """Return the document in a file of a known suffix."""
    media_type = SUFFIXES.get(path.suffix.lower())
    if media_type is None:
        raise FetchError(f"{path} is of a kind that cannot be read; give one of {READABLE}.")
    content = read_bytes(path, max_bytes)
    return Document(content, media_type, retrieved, Origin("file", str(path)), name=str(path))


def read_bytes(path: Path, max_bytes: int) -> bytes:
    """Return the bytes of a file that is there, may be read and is not too large."""
    _check_is_file(path)
    try:
        with path.open("rb") as file:
            content = file.read(max_bytes + 1)
    except FileNotFoundError as error:
        raise NotFound(f"There is no file {path}; check the path.") from error
    except OSError as error:
        raise FetchError(
            f"Reading {path} failed ({error.strerror or error}); check that it may be read."
        ) from error
    if len(content) > max_bytes:
        raise FetchError(
            f"{path} is larger than {max_bytes:,} bytes; split it, or allow more with [ingest] "
            "max_bytes."
        )
    return content


def _check_is_file(path: Path) -> None:
    if path.exists() and not path.is_file():
        # Reading a pipe or a device may never end.
        raise FetchError(f"{path} is no file but a folder, a pipe or a device; give a file.")


def _some(documents: Iterator[Document | Failure], if_none: str) -> Iterator[Document | Failure]:
    is_empty = True
    for document in documents:
        yield document
        is_empty = False
    if is_empty:
        raise ExtractError(if_none)


def walk(folder: Path) -> Iterator[Path]:
    """Yield the files of a folder and those below it that may hold articles, by their paths."""
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = Path(place, name)
            if path.exists() and not path.is_file():
                continue
            is_known = path.suffix.lower() in {*SUFFIXES, JSON_LINES} or warc.is_warc(path)
            if is_known and not name.startswith("."):
                yield path


def is_for_articles(path: Path, max_bytes: int) -> bool:
    """Say whether a file of a folder is one, by a look at it."""
    if path.suffix.lower() == JSON_LINES:
        return jsonline.has_articles(path, max_bytes=max_bytes)
    if SUFFIXES.get(path.suffix.lower()) != MARKDOWN:
        return True
    text = decode(read_bytes(path, max_bytes))
    try:
        return bool(split_front_matter(text, str(path))[0])
    except ExtractError:
        # It has front matter, though a bad one: reading it says so.
        return True
