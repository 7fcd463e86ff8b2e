"""The one loop that writes the indexes: read the next changes, index them, make them visible.

Idempotent by chunk id: after a kill at any moment it starts again from the last checkpoint and
ends in the same state. Start-up, the end of an ingest, removal and `reindex` all are this loop.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Protocol

import numpy as np

from news.article import Article, Chunk
from news.change import Change
from vectorstore.embed import Embedder, Vectors
from vectorstore.indexes import Indexes

_CHUNKS_AT_ONCE = 512
"""What is embedded between two checkpoints: about half a minute of work on a slow laptop."""


Cut = Callable[[Article], list[Chunk]]
"""Cuts an article for the indexes' own layout and window."""


class Log(Protocol):
    """What the loop needs of the archive."""

    def changes(self, after: int, *, most: int = ...) -> list[Change]: ...
    def last_change(self) -> int: ...
    def chunks_of(self, article_id: str, revision: str, *, layout: str) -> list[Chunk]: ...
    def revision(self, article_id: str, revision: str) -> Article | None: ...
    def add_chunks(self, cut: Sequence[Chunk], *, layout: str) -> None: ...
    def stale_chunks(self, change: Change, *, layout: str) -> list[str]: ...
    def drop_stale(self, done: Sequence[Change], *, layout: str) -> None: ...
    def indexed(self) -> int: ...
    def mark_indexed(self, done: Sequence[Change]) -> None: ...
    def vectors(self, model: str, text_hashes: Sequence[str]) -> dict[str, bytes]: ...
    def keep_vectors(self, model: str, by_hash: dict[str, bytes]) -> None: ...


def catch_up(
    log: Log,
    indexes: Indexes,
    *,
    cut: Cut | None = None,
    answers: bool = True,
    progress: Callable[[int, int], None] | None = None,
    stopped: Callable[[], bool] = lambda: False,
) -> int:
    """Index every change after the indexes' checkpoint and return how many there were.

    `indexes` must hold the writer's lock. What has no chunks of their layout yet is cut by `cut`.
    With `answers` False they are being built, and what may be seen is left as it is. `progress`
    is told (done, total) in changes, and `stopped` asked between two checkpoints.
    """
    assert indexes.writes
    first = indexes.seq()
    if answers:
        show(log, first)
    done = 0
    while not stopped() and (changes := log.changes(first + done)):
        for part in _parts(log, indexes, changes, cut):
            _index(log, indexes, part)
            indexes.commit(part[-1][0].seq)
            parted = [change for change, _ in part]
            log.drop_stale(parted, layout=indexes.layout)
            if answers:
                log.mark_indexed(parted)
            done = part[-1][0].seq - first
            if progress:
                progress(done, log.last_change() - first)
            if stopped():
                break
    return done


def show(log: Log, seq: int) -> None:
    """Make visible whatever is indexed up to a change and is not visible yet.

    There is some after a kill between the checkpoint and this, and after a switch.
    """
    while missed := [change for change in log.changes(log.indexed()) if change.seq <= seq]:
        log.mark_indexed(missed)


Pending = list[tuple[Change, list[Chunk]]]


def _parts(
    log: Log, indexes: Indexes, changes: Sequence[Change], cut: Cut | None
) -> "Iterator[Pending]":
    """Yield the changes with their chunks, in runs that are checkpointed together."""
    layout = indexes.layout
    part: Pending = []
    size = 0
    for change in changes:
        chunks = _chunks(log, change, layout, cut) if change.kind == "put" else []
        if size and size + len(chunks) > _CHUNKS_AT_ONCE:
            yield part
            part, size = [], 0
        part.append((change, chunks))
        size += len(chunks)
    yield part


def _chunks(log: Log, change: Change, layout: str, cut: Cut | None) -> list[Chunk]:
    """Return the chunks of a revision in the layout, cut now where that was not done yet."""
    chunks = log.chunks_of(change.article_id, change.revision, layout=layout)
    if chunks or cut is None:
        return chunks
    article = log.revision(change.article_id, change.revision)
    if article is None:
        return []
    log.add_chunks(cut(article), layout=layout)
    return log.chunks_of(change.article_id, change.revision, layout=layout)


def _index(log: Log, indexes: Indexes, part: Pending) -> None:
    """Bring the indexes to where they are after the last of these changes."""
    put: dict[str, Chunk] = {}
    for change, chunks in part:
        if change.kind == "remove":
            put = {
                key: chunk for key, chunk in put.items() if chunk.article_id != change.article_id
            }
            indexes.remove_article(change.article_id)
        else:
            put |= {chunk.id: chunk for chunk in chunks}
            indexes.remove_chunks(log.stale_chunks(change, layout=indexes.layout))
    if put:
        chunks = list(put.values())
        indexes.put(chunks, _vectors(log, indexes.embedder, chunks))


def _vectors(log: Log, embedder: Embedder, chunks: Sequence[Chunk]) -> Vectors:
    """Return a vector for each chunk, from the cache where it holds one."""
    keys = [chunk.embedded_hash for chunk in chunks]
    known = log.vectors(embedder.name, list(dict.fromkeys(keys)))
    missing = {key: chunk for key, chunk in zip(keys, chunks, strict=True) if key not in known}
    if missing:
        fresh = embedder.embed([chunk.embedded_text for chunk in missing.values()])
        made = {
            key: vector.astype("<f4").tobytes() for key, vector in zip(missing, fresh, strict=True)
        }
        log.keep_vectors(embedder.name, made)
        known |= made
    return np.stack([np.frombuffer(known[key], dtype="<f4") for key in keys]).astype(np.float32)
