"""The audit log: who set what right, took out what, and added it again."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Connection, insert, select

from archive.log import ChangeLog
from archive.rows import iso
from archive.schema import audit


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that an admin did: `action` is "fix", "remove", "add again", "hide figure", …

    Of a fix, `field` went from `before` to `after`; both are emptied when the article is removed.
    Of a figure, `field` is its measure and id.
    """

    at: str
    by: str
    action: str
    article_id: str
    field: str = ""
    before: str = ""
    after: str = ""


class Audit:
    """What admins did to the archive."""

    def __init__(self, archive: ChangeLog) -> None:
        self._archive = archive

    def entries(self) -> Iterator[Entry]:
        """Yield every entry, the oldest first."""
        with self._archive.reading("reading the audit log") as connection:
            rows = connection.execute(select(audit).order_by(audit.c.id)).all()
        for row in rows:
            yield Entry(
                row.at, row.by, row.action, row.article_id, row.field, row.before, row.after
            )


def log_audit(
    connection: Connection,
    by: str,
    action: str,
    article_id: str,
    *,
    field: str = "",
    before: str = "",
    after: str = "",
) -> None:
    connection.execute(
        insert(audit).values(
            at=iso(datetime.now(UTC)),
            by=by,
            action=action,
            article_id=article_id,
            field=field,
            before=before,
            after=after,
        )
    )
