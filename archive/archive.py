"""Articles in and out: what was printed, what is visible now, and what was visible on a day."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Row, Select, case, func, or_, select

from archive.connect import BUSY_SECONDS
from archive.rows import (
    ORIGIN,
    article_of,
    entries_of,
    generation,
    iso,
    moment_of,
    notices_of,
    parts,
    visible,
)
from archive.schema import articles, changes, chunks, revisions, sketches, tombstones, turns
from archive.shelf import Shelf
from news.article import Article, Origin
from news.entry import published_at
from news.errors import ArchiveError, NotFound
from news.moment import Moment
from news.notice import sentence_of
from news.passage import Passage
from news.verify import Source
from news.window import Window

_MANY = select(func.count(revisions.c.article_id.distinct()))
_LAST_CHANGE = select(func.max(changes.c.seq))


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
    withdrawn: str | None = None
    """Since when its publisher no longer has it."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How many articles answer, when the newest of them was published, and how many wait.

    Those that wait to be indexed are new, or known ones with a newer text.
    """

    articles: int
    newest: Moment | None
    waiting: int


@dataclass(frozen=True, slots=True)
class Kept:
    """An article whole, as archived."""

    article: Article
    visible: bool
    withdrawn: str | None = None


class Archive(Shelf):
    """The one source of truth: SQLAlchemy on SQLite (or PostgreSQL) behind plain methods.

    Safe to use from several threads and processes at once; each method is one transaction.
    """

    _counted: tuple[tuple[int, int, date | None], int, int] | None = None
    """How many articles answer and how many wait, and when: every revision is looked at for it."""

    @classmethod
    def in_folder(cls, folder: Path, *, busy_seconds: float = BUSY_SECONDS) -> "Archive":
        """Open the archive of a data folder, making both if they are not there."""
        _make_folder(folder)
        return cls(f"sqlite:///{folder / 'archive.sqlite'}", busy_seconds=busy_seconds)

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
            by_origin = (articles.c.origin_at == wanted) & (articles.c.origin_kind == "url")
            ids = connection.scalars(
                select(articles.c.id).where(or_(matching, by_url, by_origin))
            ).all()
            if not ids:
                raise NotFound(f"There is no article {reference!r}: see the list of articles.")
            if len(ids) > 1:
                raise NotFound(
                    f"{reference!r} fits {len(ids)} articles ({', '.join(sorted(ids)[:5])}): "
                    "give more of the id."
                )
            row = connection.execute(
                select(revisions, *ORIGIN, articles.c.withdrawn)
                .join(articles, articles.c.id == revisions.c.article_id)
                .where(revisions.c.article_id == ids[0])
                .order_by(revisions.c.current.desc(), revisions.c.n.desc())
                .limit(1)
            ).one()
            return Kept(article_of(row), visible=bool(row.current), withdrawn=row.withdrawn)

    def revisions_of(self, reference: str) -> list[Article]:
        """Return every revision of an article as it then was, the oldest first."""
        article_id = self.find(reference).article.id
        with self.reading("reading the revisions of an article") as connection:
            rows = connection.execute(
                select(revisions, *ORIGIN)
                .join(articles, articles.c.id == revisions.c.article_id)
                .where(revisions.c.article_id == article_id)
                .order_by(revisions.c.n)
            ).all()
        return [article_of(row) for row in rows]

    def has(self, article_id: str) -> bool:
        """Say whether there is an article of this id."""
        with self.reading("looking up an article") as connection:
            return (
                connection.scalar(select(articles.c.id).where(articles.c.id == article_id))
                is not None
            )

    def id_at(self, article_id: str, page: str, page_of: Callable[[str], str]) -> str:
        """Return the id of the article at a page: this one, unless only another one was kept there.

        Older ones have an id made from their whole URL, which `page_of` reduces to the page.
        """
        # A page's longer spellings follow it in order: "?" before "@", "&" before "'".
        first, end = (f"{page}&", f"{page}'") if "?" in page else (f"{page}?", f"{page}@")
        with self.reading("looking up an article by its URL") as connection:
            if connection.scalar(select(articles.c.id).where(articles.c.id == article_id)):
                return article_id
            for table in (revisions, tombstones):
                for row in connection.execute(
                    select(table.c.article_id, table.c.url)
                    .where(table.c.url >= first, table.c.url < end)
                    .order_by(table.c.article_id)
                ):
                    if page_of(row.url) == page:
                        return str(row.article_id)
        return article_id

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
                    *ORIGIN, articles.c.withdrawn,
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
                withdrawn=row.withdrawn,
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
            return _newest(connection, None)

    def newest_day(
        self, days: Sequence[str], *, by: date, known_on: date | None = None
    ) -> date | None:
        """Return the newest of the days, up to `by`, on which a visible article was published.

        These are of any year, each written like "02-08"; articles whose day is unknown are not
        looked at.
        """
        day = revisions.c.published_last_day
        query = (
            select(day)
            .where(
                func.substr(day, 6).in_(days),
                day <= by.isoformat(),
                revisions.c.published_precision.in_(("second", "day")),
                *visible(known_on),
            )
            .order_by(day.desc())
            .limit(1)
        )
        with self.reading("looking up a day's articles") as connection:
            found = connection.scalar(query)
        return date.fromisoformat(found) if found else None

    def count_in(self, window: Window, *, known_on: date | None = None) -> int:
        """Return how many visible articles were surely published in the window."""
        many = select(func.count(revisions.c.article_id.distinct()))
        with self.reading("counting the articles of some days") as connection:
            return connection.scalar(many.where(*_inside(window), *visible(known_on))) or 0

    def first_chunks(self, window: Window, most: int, *, known_on: date | None = None) -> list[str]:
        """Return the ids of the first chunks of the window's newest visible articles.

        They are cut in every way that is kept, also in one that is not indexed.
        """
        query = (
            select(chunks.c.id)
            .join(
                revisions,
                (revisions.c.article_id == chunks.c.article_id)
                & (revisions.c.revision == chunks.c.revision),
            )
            .where(chunks.c.start == 0, *_inside(window), *visible(known_on))
            .order_by(revisions.c.published_last_day.desc(), chunks.c.id)
            .limit(most)
        )
        with self.reading("looking up the articles of some days") as connection:
            return list(connection.scalars(query))

    def standing(self, known_on: date | None = None) -> Standing:
        """Return the state of the archive as an answer has it, now or as it was known on a day."""
        with self.reading("looking up the state of the archive") as connection:
            # Looked up before it is counted: what comes between is counted again.
            now = (generation(connection), connection.scalar(_LAST_CHANGE) or 0, known_on)
            counted = self._counted
            if counted is None or counted[0] != now:
                shown = connection.scalar(_MANY.where(*visible(known_on))) or 0
                waiting = connection.scalar(_MANY.where(~revisions.c.indexed)) or 0
                self._counted = counted = (now, shown, waiting)
            _, shown, waiting = counted
            return Standing(shown, _newest(connection, known_on), waiting)

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
                        revisions.c.notices, articles.c.withdrawn, revisions.c.entries,
                        func.substr(
                            revisions.c.text, chunks.c.start + 1, chunks.c.end - chunks.c.start
                        ).label("slice"),
                    )
                    .join(
                        revisions,
                        (revisions.c.article_id == chunks.c.article_id)
                        & (revisions.c.revision == chunks.c.revision),
                    )
                    .join(articles, articles.c.id == chunks.c.article_id)
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
                notice=sentence_of(notices_of(row), row.withdrawn),
            )
            for chunk_id, score in scored
            if (row := rows.get(chunk_id)) is not None
        ]

    def source(self, article_id: str, revision: str) -> Source | None:
        """Return a whole revision for quoting; None once it is gone."""
        with self.reading("reading an article") as connection:
            row = connection.execute(
                _sources()
                .where(revisions.c.article_id == article_id, revisions.c.revision == revision)
                .order_by(revisions.c.n.desc())
                .limit(1)
            ).first()
        return _source_of(row) if row is not None else None

    def sources_in(self, revision_of: Mapping[str, str]) -> dict[str, Source]:
        """Return the articles in the revisions given for them, without those that are gone."""
        rows: dict[tuple[str, str], Row[Any]] = {}
        with self.reading("reading articles") as connection:
            for part in parts(list(revision_of)):
                texts = [revision_of[one] for one in part]
                query = (
                    _sources()
                    .where(revisions.c.article_id.in_(part), revisions.c.revision.in_(texts))
                    .order_by(revisions.c.n)
                )
                rows |= {(row.article_id, row.revision): row for row in connection.execute(query)}
        return {one[0]: _source_of(rows[one]) for one in revision_of.items() if one in rows}

    def sources(self, article_ids: Sequence[str], *, known_on: date | None = None) -> list[Source]:
        """Return those of the articles that may be quoted, now or on a day, in the given order."""
        rows: dict[str, Row[Any]] = {}
        with self.reading("reading articles") as connection:
            for part in parts(article_ids):
                query = _sources().where(revisions.c.article_id.in_(part), *visible(known_on))
                rows |= {row.article_id: row for row in connection.execute(query)}
        return [_source_of(rows[one]) for one in article_ids if one in rows]


def _newest(connection: Connection, known_on: date | None) -> Moment | None:
    row = connection.execute(
        select(revisions)
        .where(*visible(known_on), revisions.c.published.is_not(None))
        .order_by(revisions.c.published.desc())
        .limit(1)
    ).first()
    return moment_of(row, "published") if row else None


def _inside(window: Window) -> list[Any]:
    """Return the conditions under which a revision's article was published in the window."""
    at, last_day = revisions.c.published, revisions.c.published_last_day
    exact = (revisions.c.published_precision == "second") & revisions.c.published_zone_known
    conditions: list[Any] = [last_day.is_not(None)]
    if window.first and window.start:
        # A day of a zone reaches into the day before it or after it in UTC.
        conditions.append(last_day >= (window.first - timedelta(days=1)).isoformat())
        conditions.append(
            case((exact, at >= iso(window.start)), else_=at >= window.first.isoformat())
        )
    if window.last and window.end:
        conditions.append(last_day <= (window.last + timedelta(days=1)).isoformat())
        conditions.append(
            case((exact, at < iso(window.end)), else_=last_day <= window.last.isoformat())
        )
    return conditions


def _sources() -> Select[Any]:
    return (
        select(revisions, articles.c.withdrawn, sketches.c.copies)
        .join(articles, articles.c.id == revisions.c.article_id)
        .join(sketches, sketches.c.article_id == revisions.c.article_id, isouter=True)
    )


def _source_of(row: Row[Any]) -> Source:
    return Source(
        article_id=row.article_id,
        revision=row.revision,
        text=row.text,
        title=row.title,
        publisher=row.publisher,
        published=moment_of(row, "published"),
        url=row.url,
        notice=sentence_of(notices_of(row), row.withdrawn),
        group=row.copies or row.article_id,
        entries=entries_of(row),
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
