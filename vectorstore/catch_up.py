"""The one loop that writes the indexes: read the next changes, index them, make them visible.

Idempotent by chunk id: after a kill at any moment it starts again from the last checkpoint and
ends in the same state. Start-up, the end of an ingest, removal and `reindex` all are this loop.
"""

from collections.abc import Callable, Sequence
from typing import Protocol

import numpy as np

from news.article import Chunk
from news.change import Change
from vectorstore.embed import Embedder, Vectors
from vectorstore.indexes import Indexes

_CHUNKS_AT_ONCE = 512
"""What is embedded between two checkpoints: about half a minute of work on a slow laptop."""


class Log(Protocol):
    """What the loop needs of the archive."""

    def changes(self, after: int, *, most: int = ...) -> list[Change]: ...
    def last_change(self) -> int: ...
    def indexed(self) -> int: ...
    def chunks_of(self, article_id: str, revision: str, *, layout: str) -> list[Chunk]: ...
    def stale_chunks(self, article_id: str, revision: str) -> list[str]: ...
    def mark_indexed(self, done: Sequence[Change]) -> None: ...
    def vectors(self, model: str, text_hashes: Sequence[str]) -> dict[str, bytes]: ...
    def keep_vectors(self, model: str, by_hash: dict[str, bytes]) -> None: ...


def catch_up(
    log: Log,
    indexes: Indexes,
    *,
    progress: Callable[[int, int], None] | None = None,
) -> int:
    """Index every change after the indexes' checkpoint and return how many there were.

    `indexes` must hold the writer's lock. `progress(done, total)` counts changes.
    """
    assert indexes.writes
    # A process that ended between the two checkpoints indexed what nobody can see yet.
    first = min(indexes.seq(), log.indexed())
    done = 0
    while changes := log.changes(first + done):
        for part in _parts(log, indexes, changes):
            _index(log, indexes, part)
            indexes.commit(part[-1][0].seq)
            log.mark_indexed([change for change, _ in part])
            done = part[-1][0].seq - first
            if progress:
                progress(done, log.last_change() - first)
    return done


Pending = list[tuple[Change, list[Chunk]]]


def _parts(log: Log, indexes: Indexes, changes: Sequence[Change]) -> "list[Pending]":
    """Return the changes with their chunks, in runs that are checkpointed together."""
    parts: list[Pending] = [[]]
    size = 0
    for change in changes:
        chunks = (
            log.chunks_of(change.article_id, change.revision, layout=indexes.layout)
            if change.kind == "put"
            else []
        )
        if size and size + len(chunks) > _CHUNKS_AT_ONCE:
            parts.append([])
            size = 0
        parts[-1].append((change, chunks))
        size += len(chunks)
    return parts


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
            indexes.remove_chunks(log.stale_chunks(change.article_id, change.revision))
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
