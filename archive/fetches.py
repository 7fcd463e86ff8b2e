"""How articles came: by what their pages are known to be as they were, and what failed to come."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import ColumnElement, Table, and_, bindparam, delete, insert, select, update

from archive.archive import Archive
from archive.rows import iso
from archive.schema import articles, failures, fetched
from news.article import Fetched, Origin

# Made once: putting a statement together takes longer than its work.
_KNOWN = (
    select(fetched, articles.c.withdrawn)
    .join(articles, articles.c.id == fetched.c.article_id)
    .where(
        articles.c.origin_at == bindparam("at"),
        articles.c.origin_part == bindparam("part"),
        articles.c.origin_kind == bindparam("kind"),
    )
    .limit(1)
)
_NOTE = insert(fetched)
_NOTE_AGAIN = update(fetched).where(fetched.c.article_id == bindparam("article"))
_IS_THERE = select(articles.c.id).where(articles.c.id == bindparam("article"))


@dataclass(frozen=True, slots=True)
class Failed:
    """Something that could not be ingested: how it came, why not, how often and when last."""

    origin: Origin
    name: str
    reason: str
    times: int
    at: datetime


class Fetches:
    """What is known of the bytes that articles were read from. Safe to use from several threads.

    `reader` names how articles are read from bytes: what another one read is read again.
    """

    def __init__(self, archive: Archive, *, reader: str = "") -> None:
        self._archive = archive
        self._reader = reader

    def known(self, origin: Origin) -> Fetched | None:
        """Return by what the bytes there are known, if the article's text came from them last.

        Those of one that was marked as withdrawn are no longer known: where it is back, it is put.
        """
        with self._archive.reading("looking up how an article came") as connection:
            row = connection.execute(
                _KNOWN, {"kind": origin.kind, "at": origin.at, "part": origin.part}
            ).first()
        if row is None:
            return None
        if row.reader != self._reader or row.withdrawn:
            return Fetched("", article_id=row.article_id, given=row.given)
        return Fetched(row.content_hash, row.etag, row.last_modified, row.article_id, row.given)

    def keep(self, article_id: str, one: Fetched) -> None:
        """Note by what the bytes of an article are known, now that it is archived."""
        row = {
            "content_hash": one.content_hash,
            "etag": one.etag,
            "last_modified": one.last_modified,
            "reader": self._reader,
            "given": one.given,
        }
        with self._archive.writing("noting how an article came") as connection:
            if connection.execute(_NOTE_AGAIN, {"article": article_id, **row}).rowcount:
                return
            if connection.scalar(_IS_THERE, {"article": article_id}):
                connection.execute(_NOTE, {"article_id": article_id, **row})

    # -- what failed -----------------------------------------------------------------------

    def fail(self, failed: Iterable[tuple[Origin, str, str]]) -> None:
        """Note what failed: how it came, its name, and the reason."""
        now = iso(datetime.now(UTC))
        with self._archive.writing("noting what failed") as connection:
            for origin, name, reason in failed:
                same = _is(failures, origin)
                times = connection.scalar(select(failures.c.times).where(same)) or 0
                connection.execute(delete(failures).where(same))
                connection.execute(
                    insert(failures).values(
                        origin_kind=origin.kind,
                        origin_at=origin.at,
                        origin_part=origin.part,
                        name=name,
                        reason=reason,
                        times=times + 1,
                        at=now,
                    )
                )

    def clear(self, origins: Iterable[Origin]) -> None:
        """Forget failures: it came after all, or is no longer wanted."""
        with self._archive.writing("forgetting what failed") as connection:
            for origin in origins:
                connection.execute(delete(failures).where(_is(failures, origin)))

    def failed(self) -> list[Failed]:
        """Return what failed and was not mended since, the newest first."""
        with self._archive.reading("listing what failed") as connection:
            rows = connection.execute(
                select(failures).order_by(failures.c.at.desc(), failures.c.name)
            ).all()
        return [
            Failed(
                Origin(row.origin_kind, row.origin_at, row.origin_part),
                row.name,
                row.reason,
                row.times,
                datetime.fromisoformat(row.at).replace(tzinfo=UTC),
            )
            for row in rows
        ]


def _is(table: Table, origin: Origin) -> ColumnElement[Any]:
    return and_(
        table.c.origin_at == origin.at,
        table.c.origin_part == origin.part,
        table.c.origin_kind == origin.kind,
    )
