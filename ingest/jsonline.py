"""JSON lines: one article a line, as named fields; read lazily, so that a file may be large."""

import codecs
import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from ingest.found import Found, found_of
from ingest.media import FIELDS
from ingest.report import Failure
from news.article import Document, Origin
from news.errors import ExtractError, FetchError, NotFound

_LINES_TRIED = 20


def read_lines(path: Path, *, retrieved: datetime, max_bytes: int) -> Iterator[Document | Failure]:
    """Yield one document a line; a line that holds no article is a Failure among them."""
    for number, line in _lines(path, max_bytes):
        name = f"{path}, line {number}"
        try:
            fields = _fields_of(line, name, max_bytes)
        except ExtractError as error:
            yield Failure(name, str(error), Origin("jsonl", str(path), f"#{number}"))
            continue
        origin = Origin("jsonl", str(path), _key(fields, number))
        yield Document(line, FIELDS, retrieved, origin, name=name, given=fields)


def find_line(path: Path, key: str, *, retrieved: datetime, max_bytes: int) -> Document:
    """Return the line again that had the key when it was read first."""
    for document in read_lines(path, retrieved=retrieved, max_bytes=max_bytes):
        if isinstance(document, Document) and document.origin.part == key:
            return document
    raise NotFound(
        f"No line with the key {key!r} was found in {path}; "
        "the file was changed since it was ingested: ingest it again or remove the article."
    )


def has_articles(path: Path, *, max_bytes: int) -> bool:
    """Return whether the first lines of the file include one with a text."""
    for number, line in _lines(path, max_bytes):
        if number > _LINES_TRIED:
            break
        try:
            _fields_of(line, str(path), max_bytes)
        except ExtractError:
            continue
        return True
    return False


def find(document: Document) -> Found:
    """Return the article in named fields."""
    return found_of(document.given["text"], document.given, "given")


def _lines(path: Path, limit: int) -> Iterator[tuple[int, bytes]]:
    """Yield the lines that are not blank, with their numbers; of a longer line only its start."""
    number = 1
    try:
        with path.open("rb") as file:
            while line := file.readline(limit + 1):
                start = line.removeprefix(codecs.BOM_UTF8) if number == 1 else line
                while line and not line.endswith(b"\n"):
                    line = file.readline(limit + 1)
                if start.strip():
                    yield number, start
                number += 1
    except OSError as error:
        raise FetchError(
            f"Reading {path} failed ({error.strerror or error}); check that it may be read."
        ) from error


def _fields_of(line: bytes, name: str, max_bytes: int) -> dict[str, Any]:
    if len(line) > max_bytes:
        raise ExtractError(f"{name} is longer than {max_bytes:,} bytes; shorten it.")
    try:
        fields = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise ExtractError(f"{name} is not JSON ({error}); correct the line.") from error
    if not isinstance(fields, dict):
        raise ExtractError(f"{name} is not a JSON object; write the fields in {{ }}.")
    if not isinstance(fields.get("text"), str) or not fields["text"].strip():
        raise ExtractError(f'{name} has no "text"; give the words of the article in that field.')
    return fields


def _key(fields: dict[str, Any], number: int) -> str:
    for name in ("id", "url"):
        value = fields.get(name)
        if isinstance(value, str | int) and not isinstance(value, bool) and value != "":
            return str(value)
    return f"#{number}"
