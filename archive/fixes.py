"""Fixes: what admins set right about articles, kept over every re-ingest."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from archive.archive import Archive
from archive.audit import log_audit
from archive.copies import rejoin_copies
from archive.rows import iso, known_from, log_change, metadata_row, replace_chunks
from archive.schema import fixes, revisions
from news.article import Article, Chunk
from news.fix import Fix, FixedField, fixed, shown
from news.moment import Moment


@dataclass(frozen=True, slots=True)
class Corrected:
    """An article as it is after a fix, and what the field was before, in words."""

    article: Article
    before: str


class Fixes:
    """What was set right, by article and field."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive

    def of(self, article_id: str) -> list[Fix]:
        """Return what was set right about an article."""
        with self._archive.reading("looking up what was set right") as connection:
            rows = connection.execute(
                select(fixes).where(fixes.c.article_id == article_id).order_by(fixes.c.field)
            ).all()
        return [Fix(row.field, _value(row.field, row.value)) for row in rows]

    def mend(self, article: Article) -> Article:
        """Return an article as read with what was set right about it."""
        return fixed(article, self.of(article.id))

    def fix(
        self,
        reference: str,
        fix: Fix,
        *,
        by: str,
        chunk: Callable[[Article], Sequence[Chunk]],
        layout: str,
    ) -> Corrected:
        """Set a field right in every revision of an article, now and for what is read later.

        Their chunks are made anew with `chunk`, since title, publisher and day head each of them.
        """
        kept = self._archive.revisions_of(reference)
        newest = kept[-1]
        before = getattr(newest, fix.field)
        mended = [fixed(article, [fix]) for article in kept]
        cut = {article.revision: chunk(article) for article in mended}
        with self._archive.writing(f"setting right the {fix.field} of {newest.id}") as connection:
            _keep_fix(connection, newest.id, fix)
            log_audit(
                connection, by, "fix", newest.id,
                field=fix.field, before=shown(before), after=shown(fix.value),
            )  # fmt: skip
            _rewrite(connection, mended)
            rejoin_copies(connection, mended[-1])
            for revision, chunks in cut.items():
                replace_chunks(connection, newest.id, revision, chunks, layout)
                log_change(connection, "put", newest.id, revision)
        return Corrected(mended[-1], shown(before))


def _keep_fix(connection: Connection, article_id: str, fix: Fix) -> None:
    same = (fixes.c.article_id == article_id) & (fixes.c.field == fix.field)
    connection.execute(delete(fixes).where(same))
    connection.execute(
        insert(fixes).values(article_id=article_id, field=fix.field, value=_stored(fix.value))
    )


def _rewrite(connection: Connection, mended: Sequence[Article]) -> None:
    """Write the metadata of an article's revisions, the oldest first."""
    rows = connection.execute(
        select(revisions.c.n).where(revisions.c.article_id == mended[0].id).order_by(revisions.c.n)
    ).all()
    for row, article in zip(rows, mended, strict=True):
        values = metadata_row(article)
        if row.n == rows[0].n:
            # It was known since it was published, so since another day now.
            values["known_from"] = known_from(article, None)
        connection.execute(update(revisions).where(revisions.c.n == row.n).values(values))


def _stored(value: str | Moment | None) -> Any:
    if isinstance(value, Moment):
        return {
            "at": iso(value.at),
            "precision": value.precision,
            "zone_known": value.zone_known,
        }
    return value


def _value(field: FixedField, stored: Any) -> str | Moment | None:
    if field != "published" or stored is None:
        return None if stored is None else str(stored)
    at = datetime.fromisoformat(stored["at"]).replace(tzinfo=UTC)
    return Moment(at, stored["precision"], stored["zone_known"], origin="admin")
