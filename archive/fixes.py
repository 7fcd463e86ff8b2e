"""Fixes: what admins set right about articles, kept over every re-ingest."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from archive.archive import Archive
from archive.audit import log_audit
from archive.copies import rejoin_copies
from archive.rows import (
    ORIGIN,
    article_of,
    iso,
    known_from,
    log_change,
    metadata_row,
    replace_chunks,
)
from archive.schema import articles, fixes, revisions
from news.article import Article, Chunk
from news.errors import NotFound
from news.fix import Fix, FixedField, fixed, shown
from news.moment import Moment

# Made once: it is asked of every article that comes.
_FIXES = select(fixes).where(fixes.c.article_id == bindparam("article")).order_by(fixes.c.field)


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
            rows = connection.execute(_FIXES, {"article": article_id}).all()
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
        article_id = self._archive.find(reference).article.id
        with self._archive.writing(f"setting right the {fix.field} of {article_id}") as connection:
            kept = _revisions(connection, article_id)
            before = getattr(kept[-1][1], fix.field)
            mended = [(n, fixed(article, [fix])) for n, article in kept]
            newest = mended[-1][1]
            _keep_fix(connection, article_id, fix)
            log_audit(
                connection, by, "fix", article_id,
                field=fix.field, before=shown(before), after=shown(fix.value),
            )  # fmt: skip
            _rewrite(connection, mended)
            rejoin_copies(connection, newest)
            for revision, article in {one.revision: one for _, one in mended}.items():
                replace_chunks(connection, article_id, revision, chunk(article), layout)
                log_change(connection, "put", article_id, revision)
        return Corrected(newest, shown(before))


def _revisions(connection: Connection, article_id: str) -> list[tuple[int, Article]]:
    """Return the numbered revisions of an article, the oldest first."""
    rows = connection.execute(
        select(revisions, *ORIGIN)
        .join(articles, articles.c.id == revisions.c.article_id)
        .where(revisions.c.article_id == article_id)
        .order_by(revisions.c.n)
    ).all()
    if not rows:
        raise NotFound(f"The article {article_id} was removed a moment ago.")
    return [(row.n, article_of(row)) for row in rows]


def _keep_fix(connection: Connection, article_id: str, fix: Fix) -> None:
    same = (fixes.c.article_id == article_id) & (fixes.c.field == fix.field)
    connection.execute(delete(fixes).where(same))
    connection.execute(
        insert(fixes).values(article_id=article_id, field=fix.field, value=_stored(fix.value))
    )


def _rewrite(connection: Connection, mended: Sequence[tuple[int, Article]]) -> None:
    """Write the metadata of an article's revisions, the oldest first."""
    for at, (n, article) in enumerate(mended):
        values = metadata_row(article)
        if at == 0:
            # It was known since it was published, so since another day now.
            values["known_from"] = known_from(article, None)
        connection.execute(update(revisions).where(revisions.c.n == n).values(values))


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
