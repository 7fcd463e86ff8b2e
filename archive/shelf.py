"""Articles in and out of the archive: put, gone from the web, removed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal

from sqlalchemy import (
    Connection,
    bindparam,
    delete,
    exists,
    func,
    insert,
    or_,
    select,
    update,
)

from archive.audit import log_audit
from archive.copies import join_copies, leave_copies
from archive.log import ChangeLog
from archive.rows import (
    article_row,
    insert_chunks,
    iso,
    known_from,
    log_change,
    metadata_row,
    replace_chunks,
    revision_row,
)
from archive.schema import (
    articles,
    audit,
    chunks,
    corrections,
    events,
    figures,
    fixes,
    joins,
    revisions,
    tombstones,
    turns,
    vectors,
)
from news.article import Article, Chunk
from news.errors import NotFound
from news.sketch import Sketch

# Made once: putting a statement together takes longer than its work.
_TOMBSTONE = select(tombstones.c.article_id).where(tombstones.c.article_id == bindparam("article"))
_NEWEST = (
    select(revisions)
    .where(revisions.c.article_id == bindparam("article"))
    .order_by(revisions.c.n.desc())
    .limit(1)
)
_ADD_ARTICLE, _ADD_REVISION = insert(articles), insert(revisions)

Outcome = Literal["new", "changed", "updated", "unchanged", "duplicate", "removed"]


@dataclass(frozen=True, slots=True)
class Arrival:
    """What is known of how an article came this time, beside the article itself.

    `named_by` is who asked for this article by name, empty when it came by itself.
    """

    sketch: Sketch | None = None
    named_by: str = ""


class Shelf(ChangeLog):
    """The side of the archive that is written to. Each method is one transaction."""

    def put(
        self,
        article: Article,
        cut: Sequence[Chunk],
        *,
        layout: str,
        arrival: Arrival = Arrival(),  # noqa: B008  # frozen
    ) -> Outcome:
        """Keep an article with its chunks and log the change; the same again changes nothing.

        "new": a new article; "duplicate": a new one that prints what another one does; "changed":
        a new revision of a known one; "updated": the same text under another title, date or
        publisher; "unchanged": nothing; "removed": an admin took it out, and nobody asked for it
        by name. What is new becomes visible when it is indexed; until then the older one answers.
        """
        with self.writing(f"keeping the article {article.title!r}") as connection:
            if not _may_come(connection, article, arrival.named_by):
                return "removed"
            outcome = keep(connection, article, cut, layout)
            is_copy = bool(arrival.sketch) and join_copies(connection, article.id, arrival.sketch)
            return "duplicate" if outcome == "new" and is_copy else outcome

    def withdraw(self, article_id: str, at: datetime) -> bool:
        """Mark that its publisher no longer has the article; False if it is marked already."""
        with self.writing(f"marking the article {article_id} as withdrawn") as connection:
            marked = connection.execute(
                update(articles)
                .where(articles.c.id == article_id, articles.c.withdrawn.is_(None))
                .values(withdrawn=iso(at))
            )
            return bool(marked.rowcount)

    def is_removed(self, article_id: str) -> bool:
        """Say whether an admin took the article out, so that no feed brings it back."""
        with self.reading("looking up removed articles") as connection:
            return connection.scalar(_TOMBSTONE, {"article": article_id}) is not None

    def remove(self, article_id: str, *, by: str = "") -> None:
        """Take an article out of everything the archive holds, and log it for the indexes.

        Only its identity stays, so that it does not come back by itself.
        """
        with self.writing(f"removing the article {article_id}") as connection:
            url = connection.scalar(
                select(revisions.c.url).where(revisions.c.article_id == article_id).limit(1)
            )
            _forget_vectors(connection, article_id)
            leave_copies(connection, article_id)
            for table in (chunks, figures, events, corrections, revisions, fixes):
                connection.execute(delete(table).where(table.c.article_id == article_id))
            named = or_(joins.c.one == article_id, joins.c.other == article_id)
            connection.execute(delete(joins).where(named))
            removed = connection.execute(delete(articles).where(articles.c.id == article_id))
            if not removed.rowcount:
                raise NotFound(f"There is no article {article_id}: see the list of articles.")
            _forget_words(connection, article_id)
            now = iso(datetime.now(UTC))
            connection.execute(
                insert(tombstones).values(article_id=article_id, url=url, at=now, by=by)
            )
            log_audit(connection, by, "remove", article_id)
            log_change(connection, "remove", article_id, "")


def keep(connection: Connection, article: Article, cut: Sequence[Chunk], layout: str) -> Outcome:
    """Keep an article as its newest revision, or the one it has under new metadata."""
    newest = connection.execute(_NEWEST, {"article": article.id}).first()
    if newest is None:
        connection.execute(_ADD_ARTICLE, article_row(article))
    else:
        _note_origin(connection, article)
    outcome: Outcome
    if newest is not None and newest.revision == article.revision:
        fresh = metadata_row(article)
        if fresh == {name: getattr(newest, name) for name in fresh}:
            return "unchanged"
        if _is_first(connection, newest):
            fresh["known_from"] = known_from(article, None)
        connection.execute(update(revisions).where(revisions.c.n == newest.n).values(**fresh))
        outcome = "updated"
    else:
        connection.execute(_ADD_REVISION, revision_row(article, newest))
        outcome = "new" if newest is None else "changed"
    if newest is None:
        insert_chunks(connection, cut, layout)
    else:
        replace_chunks(connection, article.id, article.revision, cut, layout)
    log_change(connection, "put", article.id, article.revision)
    return outcome


def _is_first(connection: Connection, row: Any) -> bool:
    first = select(func.min(revisions.c.n)).where(revisions.c.article_id == row.article_id)
    return bool(connection.scalar(first) == row.n)


def _note_origin(connection: Connection, article: Article) -> None:
    origin = article.origin
    changed: dict[str, Any] = {
        "origin_kind": origin.kind,
        "origin_at": origin.at,
        "origin_part": origin.part,
    }
    if origin.kind == "url":
        # Its publisher has it, again or still.
        changed["withdrawn"] = None
    connection.execute(update(articles).where(articles.c.id == article.id).values(**changed))


def _may_come(connection: Connection, article: Article, named_by: str) -> bool:
    """Say whether the article may be put; being asked for by name lifts its removal."""
    if connection.scalar(_TOMBSTONE, {"article": article.id}) is None:
        return True
    if not named_by:
        return False
    connection.execute(delete(tombstones).where(tombstones.c.article_id == article.id))
    log_audit(connection, named_by, "add again", article.id)
    return True


def _forget_vectors(connection: Connection, article_id: str) -> None:
    """Drop the cached vectors of words that only this article has."""
    others = chunks.alias()
    own = select(chunks.c.text_hash).where(
        chunks.c.article_id == article_id,
        ~exists().where(
            others.c.text_hash == chunks.c.text_hash, others.c.article_id != article_id
        ),
    )
    connection.execute(delete(vectors).where(vectors.c.text_hash.in_(own)))


def _forget_words(connection: Connection, article_id: str) -> None:
    """Take its words out of the kept answers, and its title out of the audit log."""
    for turn in connection.execute(select(turns.c.id, turns.c.quotes)).all():
        if any(quote[0] == article_id for quote in turn.quotes):
            connection.execute(update(turns).where(turns.c.id == turn.id).values(answer=""))
    connection.execute(
        update(audit).where(audit.c.article_id == article_id).values(before="", after="")
    )
