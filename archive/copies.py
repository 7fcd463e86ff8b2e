"""Copies: articles that print one story under several mastheads, which confirm it once."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, bindparam, delete, func, insert, select, update

from archive.log import ChangeLog
from archive.rows import parts
from archive.schema import bands, sketches
from news.article import Article
from news.sketch import Sketch, is_copy, marked

_SHARED_BANDS = 2
_COMPARED = 50
"""Of many that share bands, those that share most: one copy of a group is enough to join it."""

_SHARED = (
    select(bands.c.sketch)
    .where(bands.c.key.in_(bindparam("keys", expanding=True)))
    .group_by(bands.c.sketch)
    .having(func.count() >= _SHARED_BANDS)
    .order_by(func.count().desc(), bands.c.sketch)
    .limit(_COMPARED)
    .subquery()
)
# Made once: putting a statement together takes longer than its work.
_NEAR = select(sketches).join(_SHARED, _SHARED.c.sketch == sketches.c.n)
_KNOWN = select(sketches).where(sketches.c.article_id == bindparam("article"))
_ADD_SKETCH, _ADD_BANDS = insert(sketches), insert(bands)


class Copies:
    """Which articles print the same story."""

    def __init__(self, archive: ChangeLog) -> None:
        self._archive = archive

    def of(self, article_id: str) -> list[str]:
        """Return the ids of the other articles that print the same story."""
        with self._archive.reading("looking up copies") as connection:
            group = select(sketches.c.copies).where(sketches.c.article_id == article_id)
            return list(
                connection.scalars(
                    select(sketches.c.article_id)
                    .where(sketches.c.copies == group.scalar_subquery())
                    .where(sketches.c.article_id != article_id)
                    .order_by(sketches.c.n)
                )
            )

    def groups(self, article_ids: Sequence[str]) -> dict[str, str]:
        """Return for each article the name of its group, for one without copies its own id.

        As many different names as there are, so many reports confirm each other.
        """
        found: dict[str, str] = {}
        with self._archive.reading("looking up copies") as connection:
            for part in parts(article_ids):
                query = select(sketches.c.article_id, sketches.c.copies)
                rows = connection.execute(query.where(sketches.c.article_id.in_(part)))
                found |= {row.article_id: row.copies for row in rows}
        return {article_id: found.get(article_id, article_id) for article_id in article_ids}


def join_copies(connection: Connection, article_id: str, sketch: Sketch | None) -> bool:
    """Keep an article's sketch, put it among its copies, and say whether it has any."""
    if sketch is None:
        return False
    known = connection.execute(_KNOWN, {"article": article_id}).first()
    if known is not None and _sketch_of(known) == sketch:
        others = select(func.count()).where(sketches.c.copies == known.copies)
        return (connection.scalar(others) or 0) > 1
    if known is not None:
        leave_copies(connection, article_id)
    keys = list(sketch.bands())
    alike = [row for row in _near(connection, keys) if is_copy(sketch, _sketch_of(row))]
    groups = sorted({row.copies for row in alike})
    group = groups[0] if groups else article_id
    row = {
        "article_id": article_id,
        "minima": sketch.minima,
        "shingles": sketch.shingles,
        "masthead": sketch.masthead,
        "day": sketch.day.isoformat() if sketch.day else None,
        "copies": group,
    }
    added = connection.execute(_ADD_SKETCH, row)
    n = added.inserted_primary_key[0]  # type: ignore[index]  # one row was added
    connection.execute(_ADD_BANDS, [{"key": key, "sketch": n} for key in dict.fromkeys(keys)])
    if len(groups) > 1:
        # What was put as two stories is seen to be one.
        connection.execute(
            update(sketches).where(sketches.c.copies.in_(groups)).values(copies=group)
        )
    return bool(alike)


def rejoin_copies(connection: Connection, article: Article) -> None:
    """Put an article among its copies anew: another publisher or day was found to be right."""
    known = connection.execute(_KNOWN, {"article": article.id}).first()
    if known is not None:
        join_copies(connection, article.id, marked(_sketch_of(known), article))


def leave_copies(connection: Connection, article_id: str) -> None:
    """Forget an article's sketch; its copies stay together as far as they resemble each other."""
    row = connection.execute(
        select(sketches.c.n, sketches.c.copies).where(sketches.c.article_id == article_id)
    ).first()
    if row is None:
        return
    connection.execute(delete(bands).where(bands.c.sketch == row.n))
    connection.execute(delete(sketches).where(sketches.c.n == row.n))
    left = connection.execute(
        select(sketches).where(sketches.c.copies == row.copies).order_by(sketches.c.n)
    ).all()
    for group in _together(left):
        ids = [one.article_id for one in group]
        for part in parts(ids):
            connection.execute(
                update(sketches).where(sketches.c.article_id.in_(part)).values(copies=ids[0])
            )


def _near(connection: Connection, keys: Sequence[int]) -> Iterable[Any]:
    """Return the sketches that share most bands with these."""
    return connection.execute(_NEAR, {"keys": keys}).all()


def _together(rows: Sequence[Any]) -> list[list[Any]]:
    """Return the rows in groups that hang together by resemblance."""
    waiting = list(rows)
    groups = []
    while waiting:
        group = [waiting.pop(0)]
        for one in group:
            ours = _sketch_of(one)
            near = [other for other in waiting if is_copy(ours, _sketch_of(other))]
            waiting = [other for other in waiting if other not in near]
            group += near
        groups.append(group)
    return groups


def _sketch_of(row: Any) -> Sketch:
    return Sketch(
        minima=row.minima,
        shingles=row.shingles,
        masthead=row.masthead,
        day=date.fromisoformat(row.day) if row.day else None,
    )
