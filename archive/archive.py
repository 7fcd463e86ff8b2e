"""Articles in and out: what was printed, what is visible now, and what was visible on a day."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal

from sqlalchemy import Connection, delete, exists, func, insert, or_, select, update

from archive.log import ChangeLog
from archive.rows import (
    ORIGIN,
    article_of,
    article_row,
    entries_of,
    log_change,
    metadata_row,
    moment_of,
    parts,
    replace_chunks,
    revision_row,
    visible,
)
from archive.schema import articles, chunks, revisions, turns, vectors
from news.article import Article, Chunk, Origin
from news.entry import published_at
from news.errors import ArchiveError, NotFound
from news.moment import Moment
from news.passage import Passage
from news.verify import Source

Outcome = Literal["new", "changed", "updated", "unchanged"]


@dataclass(frozen=True, slots=True)
class Listed:
    """An article in a list: its newest revision without the text."""

    id: str
    revision: str
    title: str
    url: str | None
    publisher: str | None
    published: Moment | None
    visible: bool
    revisions: int
    origin: Origin


@dataclass(frozen=True, slots=True)
class Kept:
    """An article whole, as archived."""

    article: Article
    visible: bool


class Archive(ChangeLog):
    """The one source of truth: SQLAlchemy on SQLite (or PostgreSQL) behind plain methods.

    Safe to use from several threads and processes at once; each method is one transaction.
    """

    @classmethod
    def in_folder(cls, folder: Path) -> "Archive":
        """Open the archive of a data folder, making both if they are not there."""
        _make_folder(folder)
        return cls(f"sqlite:///{folder / 'archive.sqlite'}")

    # -- putting in and taking out ---------------------------------------------------------

    def put(self, article: Article, cut: Sequence[Chunk], *, layout: str) -> Outcome:
        """Keep an article with its chunks and log the change; the same again changes nothing.

        "new": a new article; "changed": a new revision of a known one; "updated": the same text
        under another title, date or publisher; "unchanged": nothing. What is new becomes visible
        when it is indexed; until then the older revision answers.
        """
        with self.writing(f"keeping the article {article.title!r}") as connection:
            newest = connection.execute(
                select(revisions)
                .where(revisions.c.article_id == article.id)
                .order_by(revisions.c.n.desc())
                .limit(1)
            ).first()
            if newest is None:
                connection.execute(insert(articles).values(**article_row(article)))
            else:
                self._note_origin(connection, article)
            if newest is not None and newest.revision == article.revision:
                if metadata_row(article) == {
                    name: getattr(newest, name) for name in metadata_row(article)
                }:
                    return "unchanged"
                connection.execute(
                    update(revisions)
                    .where(revisions.c.n == newest.n)
                    .values(**metadata_row(article))
                )
                outcome: Outcome = "updated"
            else:
                connection.execute(insert(revisions).values(**revision_row(article, newest)))
                outcome = "new" if newest is None else "changed"
            replace_chunks(connection, article.id, article.revision, cut, layout)
            log_change(connection, "put", article.id, article.revision)
            return outcome

    def remove(self, article_id: str) -> None:
        """Take an article out of everything the archive holds, and log it for the indexes."""
        with self.writing(f"removing the article {article_id}") as connection:
            others = chunks.alias()
            own = select(chunks.c.text_hash).where(
                chunks.c.article_id == article_id,
                ~exists().where(
                    others.c.text_hash == chunks.c.text_hash, others.c.article_id != article_id
                ),
            )
            connection.execute(delete(vectors).where(vectors.c.text_hash.in_(own)))
            connection.execute(delete(chunks).where(chunks.c.article_id == article_id))
            connection.execute(delete(revisions).where(revisions.c.article_id == article_id))
            removed = connection.execute(delete(articles).where(articles.c.id == article_id))
            if not removed.rowcount:
                raise NotFound(f"There is no article {article_id}: see the list of articles.")
            for turn in connection.execute(select(turns.c.id, turns.c.quotes)).all():
                # Its words leave the kept answers too.
                if any(quote[0] == article_id for quote in turn.quotes):
                    connection.execute(update(turns).where(turns.c.id == turn.id).values(answer=""))
            log_change(connection, "remove", article_id, "")

    # -- looking ---------------------------------------------------------------------------

    def find(self, reference: str) -> Kept:
        """Return the article of an id, the beginning of one (4 characters or more), or a URL."""
        with self.reading("looking up an article") as connection:
            wanted = reference.strip()
            by_prefix = articles.c.id.startswith(wanted, autoescape=True)
            matching = by_prefix if len(wanted) >= 4 else articles.c.id == wanted
            by_url = articles.c.id.in_(
                select(revisions.c.article_id).where(revisions.c.url == wanted)
            )
            ids = connection.scalars(select(articles.c.id).where(or_(matching, by_url))).all()
            if not ids:
                raise NotFound(f"There is no article {reference!r}: see the list of articles.")
            if len(ids) > 1:
                raise NotFound(
                    f"{reference!r} fits {len(ids)} articles ({', '.join(sorted(ids)[:5])}): "
                    "give more of the id."
                )
            row = connection.execute(
                select(revisions, *ORIGIN)
                .join(articles, articles.c.id == revisions.c.article_id)
                .where(revisions.c.article_id == ids[0])
                .order_by(revisions.c.current.desc(), revisions.c.n.desc())
                .limit(1)
            ).one()
            return Kept(article_of(row), visible=bool(row.current))

    def has(self, article_id: str) -> bool:
        """Say whether there is an article of this id."""
        with self.reading("looking up an article") as connection:
            return (
                connection.scalar(select(articles.c.id).where(articles.c.id == article_id))
                is not None
            )

    def listed(self) -> Iterator[Listed]:
        """Yield every article, the newest published first and the undated last."""
        with self.reading("listing the articles") as connection:
            newest = (
                select(func.max(revisions.c.n).label("n"), func.count().label("kept"))
                .group_by(revisions.c.article_id)
                .subquery()
            )
            rows = connection.execute(
                select(
                    revisions.c.article_id, revisions.c.revision, revisions.c.title,
                    revisions.c.url, revisions.c.publisher, revisions.c.published,
                    revisions.c.published_precision, revisions.c.published_zone_known,
                    revisions.c.published_from, revisions.c.current, newest.c.kept,
                    *ORIGIN,
                )
                .join(newest, newest.c.n == revisions.c.n)
                .join(articles, articles.c.id == revisions.c.article_id)
                .order_by(
                    revisions.c.published.is_(None), revisions.c.published.desc(),
                    revisions.c.title, revisions.c.article_id,
                )
            ).all()  # fmt: skip
        for row in rows:
            yield Listed(
                id=row.article_id,
                revision=row.revision,
                title=row.title,
                url=row.url,
                publisher=row.publisher,
                published=moment_of(row, "published"),
                visible=bool(row.current),
                revisions=row.kept,
                origin=Origin(row.origin_kind, row.origin_at, row.origin_part),
            )

    def counts(self) -> dict[str, int]:
        """Return how many articles, revisions, chunks and turns are kept, and what is waiting."""
        with self.reading("counting") as connection:
            tables = {"articles": articles, "revisions": revisions, "chunks": chunks}
            counted = {
                name: connection.scalar(select(func.count()).select_from(table)) or 0
                for name, table in tables.items()
            }
            counted["turns"] = connection.scalar(select(func.count()).select_from(turns)) or 0
            counted["waiting"] = (
                connection.scalar(
                    select(func.count()).select_from(revisions).where(~revisions.c.indexed)
                )
                or 0
            )
            return counted

    def newest(self) -> Moment | None:
        """Return when the newest visible article was published, None if none is dated."""
        with self.reading("looking up the newest article") as connection:
            row = connection.execute(
                select(revisions)
                .where(revisions.c.current, revisions.c.published.is_not(None))
                .order_by(revisions.c.published.desc())
                .limit(1)
            ).first()
            return moment_of(row, "published") if row else None

    # -- for answers -----------------------------------------------------------------------

    def passages(
        self, scored: Sequence[tuple[str, float]], *, known_on: date | None = None
    ) -> list[Passage]:
        """Return the visible ones of the scored chunk ids as passages, in the given order.

        With `known_on`, what is visible is what stood in articles published by the end of that
        day (UTC), in the revision they then had; undated articles are unknown.
        """
        rows: dict[str, Any] = {}
        ids = [chunk_id for chunk_id, _ in scored]
        with self.reading("reading passages") as connection:
            for part in parts(ids):
                query = (
                    select(
                        chunks.c.id, chunks.c.start, chunks.c.end, revisions.c.article_id,
                        revisions.c.revision, revisions.c.title, revisions.c.publisher,
                        revisions.c.url, revisions.c.published, revisions.c.published_precision,
                        revisions.c.published_zone_known, revisions.c.published_from,
                        revisions.c.entries,
                        func.substr(
                            revisions.c.text, chunks.c.start + 1, chunks.c.end - chunks.c.start
                        ).label("slice"),
                    )
                    .join(
                        revisions,
                        (revisions.c.article_id == chunks.c.article_id)
                        & (revisions.c.revision == chunks.c.revision),
                    )
                    .where(chunks.c.id.in_(part), *visible(known_on))
                )  # fmt: skip
                rows |= {
                    row.id: row
                    for row in connection.execute(query)
                    if not _is_later_entry(row, known_on)
                }
        return [
            Passage(
                chunk_id=chunk_id,
                article_id=row.article_id,
                revision=row.revision,
                text=row.slice,
                start=row.start,
                end=row.end,
                title=row.title,
                publisher=row.publisher,
                published=published_at(row.start, entries_of(row), moment_of(row, "published")),
                url=row.url,
                score=score,
            )
            for chunk_id, score in scored
            if (row := rows.get(chunk_id)) is not None
        ]

    def source(self, article_id: str, revision: str) -> Source | None:
        """Return a whole revision for quoting; None once it is gone."""
        with self.reading("reading an article") as connection:
            row = connection.execute(
                select(revisions)
                .where(revisions.c.article_id == article_id, revisions.c.revision == revision)
                .order_by(revisions.c.n.desc())
                .limit(1)
            ).first()
        if row is None:
            return None
        return Source(
            article_id=article_id,
            revision=revision,
            text=row.text,
            title=row.title,
            publisher=row.publisher,
            published=moment_of(row, "published"),
            url=row.url,
            entries=entries_of(row),
        )

    # -- plumbing --------------------------------------------------------------------------

    def _note_origin(self, connection: Connection, article: Article) -> None:
        connection.execute(
            update(articles)
            .where(articles.c.id == article.id)
            .values(
                origin_kind=article.origin.kind,
                origin_at=article.origin.at,
                origin_part=article.origin.part,
            )
        )


def _is_later_entry(row: Any, known_on: date | None) -> bool:
    """Say whether the chunk stands in an entry of a live blog that came after the day."""
    entry = published_at(row.start, entries_of(row), None)
    return bool(known_on and entry and entry.last_day > known_on)


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ArchiveError(
            f"The data folder {folder} cannot be made ({error.strerror}): "
            "choose another with --data."
        ) from error
