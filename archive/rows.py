"""Nouns to rows and rows to nouns, and the few statements that several methods share."""

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from typing import Any, TypeVar

from sqlalchemy import Connection, and_, bindparam, delete, insert, or_, select, update

from archive.schema import articles, changes, chunks, revisions, state
from news.article import Article, Chunk, Origin
from news.change import ChangeKind
from news.entry import Entry
from news.moment import Moment, end_of_day
from news.notice import Notice

_T = TypeVar("_T")

ORIGIN = (articles.c.origin_kind, articles.c.origin_at, articles.c.origin_part)

_SQL_VARIABLES = 500
"""Values of one IN list: safely below every database's limit."""

# Made once: putting a statement together takes longer than its work.
_SAME_TEXT = and_(
    chunks.c.article_id == bindparam("article"), chunks.c.revision == bindparam("text")
)
_MARK_STALE = update(chunks).where(_SAME_TEXT).values(stale=True)
_FORGET_SAME = delete(chunks).where(_SAME_TEXT, chunks.c.id.in_(bindparam("ids", expanding=True)))
_ADD_CHUNKS = insert(chunks)
_ADD_CHANGE = insert(changes)
_SPANS_OF_KNOWLEDGE = (
    select(
        revisions.c.n, revisions.c.revision, revisions.c.known_from, revisions.c.known_to,
        revisions.c.indexed, revisions.c.current,
    )
    .where(revisions.c.article_id == bindparam("article"))
    .order_by(revisions.c.n)
)  # fmt: skip
_SET_SPAN = (
    update(revisions)
    .where(revisions.c.n == bindparam("number"))
    .values(
        known_to=bindparam("until"),
        indexed=bindparam("is_indexed"),
        current=bindparam("is_current"),
    )
)


def iso(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S")


def moment_of(row: Any, name: str) -> Moment | None:
    at = getattr(row, name)
    if at is None:
        return None
    return Moment(
        at=datetime.fromisoformat(at).replace(tzinfo=UTC),
        precision=getattr(row, f"{name}_precision"),
        zone_known=bool(getattr(row, f"{name}_zone_known")),
        origin=getattr(row, f"{name}_from"),
    )


def moment_row(name: str, moment: Moment | None) -> dict[str, Any]:
    return {
        name: iso(moment.at) if moment else None,
        f"{name}_precision": moment.precision if moment else None,
        f"{name}_zone_known": moment.zone_known if moment else None,
        f"{name}_from": moment.origin if moment else None,
    }


def entry_rows(entries: Sequence[Entry]) -> list[list[Any]] | None:
    return [
        [entry.start, entry.end, *moment_row("at", entry.published).values()] for entry in entries
    ] or None


def entries_of(row: Any) -> tuple[Entry, ...]:
    return tuple(
        Entry(
            start,
            end,
            Moment(datetime.fromisoformat(at).replace(tzinfo=UTC), precision, zone_known, origin),
        )
        for start, end, at, precision, zone_known, origin in row.entries or ()
    )


def article_row(article: Article) -> dict[str, Any]:
    return {
        "id": article.id,
        "origin_kind": article.origin.kind,
        "origin_at": article.origin.at,
        "origin_part": article.origin.part,
        "added": iso(article.retrieved),
    }


def metadata_row(article: Article) -> dict[str, Any]:
    return {
        "title": article.title,
        "url": article.url,
        "publisher": article.publisher,
        **moment_row("published", article.published),
        "published_last_day": (
            article.published.last_day.isoformat() if article.published else None
        ),
        **moment_row("updated", article.updated),
        "authors": list(article.authors),
        "language": article.language,
        "notices": [[notice.kind, notice.text] for notice in article.notices],
        "section": article.section,
        "is_free": article.is_free,
        "wrong_date": article.wrong_date,
        "entries": entry_rows(article.entries),
    }


def known_from(article: Article, before: Any | None) -> str:
    """Return since when people could know this text, `before` being the revision before it."""
    if before is not None:
        # A later text became known when it was updated, if that is told, else when it reached us.
        known = iso(article.updated.at if article.updated else article.retrieved)
        return str(max(known, before.known_from))
    if article.published:
        return f"{article.published.last_day.isoformat()}T00:00:00"
    return iso(article.retrieved)


def revision_row(article: Article, before: Any | None) -> dict[str, Any]:
    return {
        "article_id": article.id,
        "revision": article.revision,
        "text": article.text,
        **metadata_row(article),
        "retrieved": iso(article.retrieved),
        "known_from": known_from(article, before),
        "known_to": None,
        "indexed": False,
        "current": False,
    }


def article_of(row: Any) -> Article:
    return Article(
        id=row.article_id,
        title=row.title,
        text=row.text,
        origin=Origin(row.origin_kind, row.origin_at, row.origin_part),
        retrieved=datetime.fromisoformat(row.retrieved).replace(tzinfo=UTC),
        url=row.url,
        publisher=row.publisher,
        published=moment_of(row, "published"),
        updated=moment_of(row, "updated"),
        authors=tuple(row.authors),
        language=row.language,
        notices=notices_of(row),
        section=row.section,
        is_free=row.is_free,
        wrong_date=row.wrong_date,
        entries=entries_of(row),
    )


def notices_of(row: Any) -> tuple[Notice, ...]:
    return tuple(Notice(kind, words) for kind, words in row.notices)


def visible(known_on: date | None) -> list[Any]:
    if known_on is None:
        return [revisions.c.current]
    after = iso(end_of_day(known_on))
    return [
        revisions.c.indexed,
        revisions.c.published_last_day <= known_on.isoformat(),
        revisions.c.known_from < after,
        or_(revisions.c.known_to.is_(None), revisions.c.known_to >= after),
    ]


def replace_chunks(
    connection: Connection, article_id: str, revision: str, cut: Sequence[Chunk], layout: str
) -> None:
    same = {"article": article_id, "text": revision}
    connection.execute(_FORGET_SAME, {**same, "ids": [chunk.id for chunk in cut]})
    # Of every layout: where an older index still answers, its chunks are cut again for it.
    connection.execute(_MARK_STALE, same)
    insert_chunks(connection, cut, layout)


def insert_chunks(connection: Connection, cut: Sequence[Chunk], layout: str) -> None:
    if cut:
        connection.execute(
            _ADD_CHUNKS,
            [
                {
                    "id": chunk.id,
                    "article_id": chunk.article_id,
                    "revision": chunk.revision,
                    "layout": layout,
                    "start": chunk.start,
                    "end": chunk.end,
                    "header": chunk.header,
                    "text_hash": chunk.embedded_hash,
                    "stale": False,
                }
                for chunk in cut
            ],
        )


def log_change(connection: Connection, kind: ChangeKind, article_id: str, revision: str) -> None:
    row = {"kind": kind, "article_id": article_id, "revision": revision}
    connection.execute(_ADD_CHANGE, {**row, "at": iso(datetime.now(UTC))})


def swap_revision(connection: Connection, article_id: str, revision: str) -> None:
    """Make the indexed revision the current one, unless a newer text is current already."""
    spans = connection.execute(_SPANS_OF_KNOWLEDGE, {"article": article_id}).all()
    shown = next((one for one in reversed(spans) if one.revision == revision), None)
    if shown is None:
        return
    is_newest = not any(one.current for one in spans if one.n > shown.n)
    connection.execute(
        _SET_SPAN,
        [
            {
                "number": one.n,
                "until": one.known_to or (shown.known_from if one is not shown else None),
                "is_indexed": one.indexed or one is shown,
                "is_current": one is shown and is_newest or one.current and not is_newest,
            }
            for one in spans
            if one is shown or (is_newest and one.n < shown.n)
        ],
    )


def generation(connection: Connection) -> int:
    value = connection.scalar(select(state.c.value).where(state.c.key == "generation"))
    return int(value or 0)


def set_state(connection: Connection, key: str, value: str) -> None:
    updated = connection.execute(update(state).where(state.c.key == key).values(value=value))
    if not updated.rowcount:
        connection.execute(insert(state).values(key=key, value=value))


def parts(values: Sequence[_T]) -> Iterable[Sequence[_T]]:
    for start in range(0, len(values), _SQL_VARIABLES):
        yield values[start : start + _SQL_VARIABLES]
