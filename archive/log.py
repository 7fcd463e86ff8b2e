"""The change log's side of the archive: what the indexes must learn, and what they have learnt."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from sqlalchemy import Connection, and_, bindparam, delete, exists, func, insert, select

from archive.connect import BUSY_SECONDS, archive_errors, connect
from archive.rows import (
    ORIGIN,
    article_of,
    generation,
    insert_chunks,
    parts,
    set_state,
    swap_revision,
)
from archive.schema import articles, changes, chunks, revisions, state, vectors
from news.article import Article, Chunk
from news.change import Change

# Made once: putting a statement together takes longer than its work.
_THE_CHUNKS = and_(
    chunks.c.article_id == bindparam("article"),
    chunks.c.revision == bindparam("text"),
    chunks.c.layout == bindparam("cut"),
)
_CHUNKS = select(chunks).where(_THE_CHUNKS, ~chunks.c.stale).order_by(chunks.c.start)
_STALE_CHUNKS = select(chunks.c.id).where(_THE_CHUNKS, chunks.c.stale)
_DROP_STALE = delete(chunks).where(_THE_CHUNKS, chunks.c.stale)
_TEXT = (
    select(revisions.c.text)
    .where(
        revisions.c.article_id == bindparam("article"), revisions.c.revision == bindparam("text")
    )
    .limit(1)
)


class ChangeLog:
    """A database of articles, as those see it who make indexes from it."""

    def __init__(self, url: str, *, busy_seconds: float = BUSY_SECONDS) -> None:
        self._engine = connect(url, busy_seconds=busy_seconds)
        self._writing = self._engine.execution_options(writes=True)

    def close(self) -> None:
        self._engine.dispose()

    @contextmanager
    def writing(self, doing: str) -> Iterator[Connection]:
        with archive_errors(doing), self._writing.begin() as connection:
            yield connection

    @contextmanager
    def reading(self, doing: str) -> Iterator[Connection]:
        with archive_errors(doing), self._engine.connect() as connection:
            yield connection

    def changes(self, after: int, *, most: int = 200) -> list[Change]:
        """Return the next changes after a sequence number, oldest first."""
        with self.reading("reading the change log") as connection:
            rows = connection.execute(
                select(changes).where(changes.c.seq > after).order_by(changes.c.seq).limit(most)
            )
            return [Change(row.seq, row.kind, row.article_id, row.revision) for row in rows]

    def last_change(self) -> int:
        """Return the newest sequence number, 0 in an empty archive."""
        with self.reading("reading the change log") as connection:
            return connection.scalar(select(func.max(changes.c.seq))) or 0

    def chunks_of(self, article_id: str, revision: str, *, layout: str) -> list[Chunk]:
        """Return the chunks of a revision in their order; empty once it is gone."""
        wanted = {"article": article_id, "text": revision, "cut": layout}
        with self.reading("reading chunks") as connection:
            text = connection.scalar(_TEXT, wanted)
            rows = connection.execute(_CHUNKS, wanted).all()
        return [
            Chunk(
                id=row.id,
                article_id=article_id,
                revision=revision,
                text=(text or "")[row.start : row.end],
                start=row.start,
                end=row.end,
                header=row.header,
            )
            for row in rows
        ]

    def stale_chunks(self, change: Change, *, layout: str) -> list[str]:
        """Return the ids of chunks of a revision in the layout that newer ones replace."""
        with self.reading("reading chunks") as connection:
            return list(connection.scalars(_STALE_CHUNKS, _of(change, layout)))

    def drop_stale(self, done: Sequence[Change], *, layout: str) -> None:
        """Forget the replaced chunks of a layout, now that its indexes have forgotten them."""
        if done:
            with self.writing("dropping old chunks") as connection:
                connection.execute(_DROP_STALE, [_of(change, layout) for change in done])

    def mark_indexed(self, done: Sequence[Change]) -> None:
        """Make visible what is now indexed: old and new revision swap in this transaction."""
        with self.writing("making new articles visible") as connection:
            for change in done:
                if change.kind == "put":
                    swap_revision(connection, change.article_id, change.revision)
            if done:
                value = connection.scalar(select(state.c.value).where(state.c.key == "indexed"))
                # A rebuild goes through old changes again: what was visible stays so.
                set_state(connection, "indexed", str(max(done[-1].seq, int(value or 0))))
                set_state(connection, "generation", str(generation(connection) + 1))

    def generation(self) -> int:
        """Return a number that grows whenever the indexes were written: readers then reopen."""
        with self.reading("reading the state") as connection:
            return generation(connection)

    def indexed(self) -> int:
        """Return the sequence number up to which changes are visible."""
        with self.reading("reading the state") as connection:
            value = connection.scalar(select(state.c.value).where(state.c.key == "indexed"))
            return int(value or 0)

    def revision(self, article_id: str, revision: str) -> Article | None:
        """Return a kept revision as an article; None once it is gone."""
        with self.reading("reading an article") as connection:
            row = connection.execute(
                select(revisions, *ORIGIN)
                .join(articles, articles.c.id == revisions.c.article_id)
                .where(revisions.c.article_id == article_id, revisions.c.revision == revision)
                .order_by(revisions.c.n.desc())
                .limit(1)
            ).first()
        return article_of(row) if row else None

    def add_chunks(self, cut: Sequence[Chunk], *, layout: str) -> None:
        """Keep an article's chunks in another layout beside those that are there.

        Nothing is kept of an article that was removed meanwhile.
        """
        own = select(articles.c.id).where(articles.c.id.in_({chunk.article_id for chunk in cut}))
        with self.writing("keeping chunks") as connection:
            if connection.scalar(own) is None:
                return
            for part in parts([chunk.id for chunk in cut]):
                connection.execute(delete(chunks).where(chunks.c.id.in_(part)))
            insert_chunks(connection, cut, layout)

    def drop_layouts_but(self, layout: str) -> None:
        """Forget the chunks of every other layout; readers then reopen the indexes.

        Cached vectors go with the last chunk of their text, so that removing an article later
        leaves none behind.
        """
        with self.writing("dropping old chunks") as connection:
            connection.execute(delete(chunks).where(chunks.c.layout != layout))
            text_is_kept = exists().where(chunks.c.text_hash == vectors.c.text_hash)
            connection.execute(delete(vectors).where(~text_is_kept))
            set_state(connection, "generation", str(generation(connection) + 1))

    def vectors(self, model: str, text_hashes: Sequence[str]) -> dict[str, bytes]:
        """Return the cached vectors (little-endian float32) of texts by their hash."""
        found: dict[str, bytes] = {}
        with self.reading("reading cached vectors") as connection:
            for part in parts(text_hashes):
                query = select(vectors.c.text_hash, vectors.c.vector).where(
                    vectors.c.model == model, vectors.c.text_hash.in_(part)
                )
                found |= {row.text_hash: row.vector for row in connection.execute(query)}
        return found

    def keep_vectors(self, model: str, by_hash: dict[str, bytes]) -> None:
        """Cache vectors, so that a rebuild costs no model time."""
        if not by_hash:
            return
        known = self.vectors(model, list(by_hash))
        rows = [
            {"model": model, "text_hash": key, "vector": vector}
            for key, vector in by_hash.items()
            if key not in known
        ]
        if rows:
            with self.writing("keeping vectors") as connection:
                connection.execute(insert(vectors), rows)


def _of(change: Change, layout: str) -> dict[str, str]:
    return {"article": change.article_id, "text": change.revision, "cut": layout}
