"""A path, a folder or a URL to the documents there; and back to where an article came from."""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Protocol

from ingest import jsonline, warc
from ingest.files import documents_in_file, documents_in_folder, read_file
from ingest.report import Failure, Item, Removed, Unchanged
from ingest.uploads import document_of_post, document_of_upload, read_kept
from ingest.web import is_url
from news.article import Document, Origin
from news.errors import DatelineError, FetchError, Gone, NotFound
from news.source import shown

__all__ = [
    "Get",
    "GetListed",
    "document_of_post",
    "document_of_upload",
    "documents_of",
    "fetch",
    "refetch",
    "refetch_parts",
]

Get = Callable[[str], Document | Unchanged]
"""Fetches one URL, politely or from a fake."""


class GetListed(Protocol):
    """Fetches one URL; of a page that a source lists, `given` is what the source says of it."""

    def __call__(
        self, url: str, /, *, given: Mapping[str, Any] | None = None
    ) -> Document | Unchanged | Removed: ...


MAX_BYTES = 20_000_000


def fetch(target: str, *, get: Get | None = None, max_bytes: int = MAX_BYTES) -> Iterator[Item]:
    """Yield the documents of a file, a folder or a URL, one by one.

    What fails inside a folder or a JSON lines file is a Failure; a target that fails raises.
    """
    if is_url(target):
        yield (get or _from_the_web(max_bytes))(target)
        return
    if "://" in target:
        raise FetchError(
            f"{shown(target)} cannot be fetched; give a path or an http or https address."
        )
    try:
        path = Path(os.path.abspath(Path(target).expanduser()))
        documents = documents_in_folder if path.is_dir() else documents_in_file
        is_there = path.exists()
    except (OSError, ValueError, RuntimeError) as error:
        # Too long a name, for one; the last is a home that nobody has.
        raise FetchError(
            f"{target[:100]} cannot be looked up ({error}); check the path."
        ) from error
    if not is_there:
        raise NotFound(f"There is no file or folder {target}; check the path.")
    yield from documents(path, retrieved=datetime.now(UTC), max_bytes=max_bytes)


def documents_of(
    targets: Iterable[str], *, get: Get | None = None, max_bytes: int = MAX_BYTES
) -> Iterator[Item]:
    """Yield the documents of all targets; one that fails is a Failure and stops no other."""
    for target in targets:
        try:
            yield from fetch(target, get=get, max_bytes=max_bytes)
        except DatelineError as error:
            yield failure_of(target, origin_of(target), error)


def refetch(
    origin: Origin, *, uploads: Path, get: Get | None = None, max_bytes: int = MAX_BYTES
) -> Document | Unchanged:
    """Return the document an article came from as it is now, got the same way as before."""
    if origin.kind == "url":
        return (get or _from_the_web(max_bytes))(origin.at)
    now = datetime.now(UTC)
    if origin.kind == "file":
        return read_file(Path(origin.at), retrieved=now, max_bytes=max_bytes)
    if origin.kind == "jsonl":
        path = Path(origin.at)
        return jsonline.find_line(path, origin.part, retrieved=now, max_bytes=max_bytes)
    if origin.kind == "warc":
        path = Path(origin.at)
        return warc.find_record(path, origin.part, retrieved=now, max_bytes=max_bytes)
    return read_kept(origin, uploads=uploads, retrieved=now, max_bytes=max_bytes)


def refetch_parts(path: Path, wanted: Mapping[Origin, str], *, max_bytes: int) -> Iterator[Item]:
    """Yield the documents again that came from one file of many; it is read once.

    `wanted` are their names by how they came; one that is there no more is a Failure.
    """
    missing = dict(wanted)
    now = datetime.now(UTC)
    try:
        for document in documents_in_file(path, retrieved=now, max_bytes=max_bytes):
            if document.origin and missing.pop(document.origin, None) is not None:
                yield document
        error: DatelineError = NotFound(
            f"It was not found in {path}, which was changed since it was ingested: ingest the "
            "file again, or remove the article."
        )
    except DatelineError as failed:
        error = failed
    for origin, name in missing.items():
        yield failure_of(name, origin, error)


def origin_of(target: str) -> Origin:
    """Return how a target is tried again."""
    if is_url(target):
        return Origin("url", target)
    return Origin("file", os.path.abspath(Path(target).expanduser()))


def failure_of(name: str, origin: Origin, error: DatelineError) -> Failure:
    """Return what is told of something that could not be fetched."""
    return Failure(shown(name), shown(str(error)), origin, gone=isinstance(error, Gone))


def _from_the_web(max_bytes: int) -> Get:
    from ingest.web.get import Web

    return Web(max_bytes=max_bytes).get
