"""Joins: which articles admins said to be of one story or not, kept over every re-ingest."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import delete, insert, or_, select

from archive.archive import Archive
from archive.audit import log_audit
from archive.rows import iso, parts
from archive.schema import articles, joins
from archive.set_right import count_change
from news.errors import NotFound
from news.join import Join


@dataclass(frozen=True, slots=True)
class Request:
    """What an admin said at once: a merge of stories, or a split of one."""

    number: int
    by: str
    at: str
    joins: tuple[Join, ...]

    @property
    def is_merge(self) -> bool:
        return self.joins[-1].together

    @property
    def articles(self) -> tuple[str, ...]:
        """The articles that it is about, in the order in which they were named."""
        return tuple(dict.fromkeys(id for one in self.joins for id in (one.one, one.other)))


class Joins:
    """What admins said of pairs of articles. Each method is one transaction."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive

    def of(self, article_ids: Sequence[str]) -> list[Join]:
        """Return what was said of the articles and others, the oldest first; usually nothing."""
        found: dict[tuple[int, str, str], Join] = {}
        with self._archive.reading("looking up merged stories") as connection:
            for part in parts(article_ids):
                named = or_(joins.c.one.in_(part), joins.c.other.in_(part))
                for row in connection.execute(select(joins).where(named)):
                    found[row.request, row.one, row.other] = _join_of(row)
        return [found[key] for key in sorted(found)]

    def say(
        self,
        *,
        together: Iterable[tuple[str, str]] = (),
        apart: Iterable[tuple[str, str]] = (),
        by: str,
        action: str,
        story: str,
        words: str,
    ) -> int:
        """Keep which pairs of articles belong together and which do not; return the request.

        The audit log has the `action`, the `story` and the `words` on what became of it.
        """
        said = {tuple(sorted(pair)): True for pair in together if len(set(pair)) == 2}
        said |= {tuple(sorted(pair)): False for pair in apart if len(set(pair)) == 2}
        with self._archive.writing(f"keeping what is one story with {story}") as connection:
            named = sorted({id for pair in said for id in pair})
            there = {
                id
                for part in parts(named)
                for id in connection.scalars(select(articles.c.id).where(articles.c.id.in_(part)))
            }
            if len(there) < len(named):
                raise NotFound("One of these articles was removed a moment ago: list them again.")
            request = count_change(connection)
            now = iso(datetime.now(UTC))
            connection.execute(
                insert(joins),
                [
                    {"one": one, "other": other, "together": is_one, "request": request,
                     "by": by, "at": now}
                    for (one, other), is_one in sorted(said.items())
                ],
            )  # fmt: skip
            log_audit(connection, by, action, story, field=f"request {request}", after=words)
        return request

    def undo(self, request: int, *, by: str) -> Request:
        """Forget a request, so that what was said before it holds again; return what it was."""
        said = next((one for one in self.listed() if one.number == request), None)
        if said is None:
            raise NotFound(
                f"No merge or split has the number {request}: see `dateline story list`, or "
                "/stories without a topic."
            )
        with self._archive.writing(f"undoing the request {request}") as connection:
            connection.execute(delete(joins).where(joins.c.request == request))
            action = "undo merge" if said.is_merge else "undo split"
            log_audit(connection, by, action, said.articles[0], field=f"request {request}")
            count_change(connection)
        return said

    def listed(self) -> list[Request]:
        """Return what was said, the oldest first."""
        order = (joins.c.request, joins.c.together.desc(), joins.c.one, joins.c.other)
        with self._archive.reading("reading merged stories") as connection:
            rows = connection.execute(select(joins).order_by(*order)).all()
        by_request: dict[int, list[Any]] = {}
        for row in rows:
            by_request.setdefault(row.request, []).append(row)
        return [
            Request(request, its[0].by, its[0].at, tuple(_join_of(row) for row in its))
            for request, its in by_request.items()
        ]


def _join_of(row: Any) -> Join:
    return Join(row.one, row.other, row.together, row.request)
