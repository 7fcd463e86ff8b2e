"""Answers given before whose quoted words no longer stand, so that people can be told."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import Connection, select

from archive.log import ChangeLog
from archive.rows import notices_of
from archive.schema import articles, revisions, turns
from news.notice import is_taken_back
from news.verify import stands

Became = Literal["changed", "retracted", "withdrawn", "removed"]


@dataclass(frozen=True, slots=True)
class ChangedAnswer:
    """A quote of an answer that does not stand any more, and what became of it.

    "changed": the article's current text does not have the words; "retracted": it is taken back in
    the text; "withdrawn": its publisher took the article down; "removed": an admin did, and the
    words are gone from here too.
    """

    turn: int
    conversation: str
    asker: str
    question: str
    at: str
    article_id: str
    title: str
    words: str
    became: Became


def changed_answers(archive: ChangeLog) -> Iterator[ChangedAnswer]:
    """Yield every quote that no longer stands in the current text of its article, oldest first."""
    with archive.reading("looking for answers that changed") as connection:
        kept = connection.execute(select(turns).order_by(turns.c.id)).all()
        current: dict[str, Any] = {}
        for turn in kept:
            for article_id, revision, start, end in turn.quotes:
                if article_id not in current:
                    current[article_id] = _current(connection, article_id)
                now = current[article_id]
                words = _words(connection, article_id, revision, start, end)
                became = _became(now, revision, words)
                if became:
                    yield ChangedAnswer(
                        turn=turn.id,
                        conversation=turn.conversation,
                        asker=turn.asker,
                        question=turn.question,
                        at=turn.at,
                        article_id=article_id,
                        title=now.title if now else "",
                        words=words,
                        became=became,
                    )


def _became(now: Any, revision: str, words: str) -> Became | None:
    if now is None:
        return "removed"
    if now.withdrawn:
        return "withdrawn"
    if is_taken_back(notices_of(now)):
        return "retracted"
    return None if now.revision == revision or stands(words, now.text) else "changed"


def _current(connection: Connection, article_id: str) -> Any:
    return connection.execute(
        select(revisions, articles.c.withdrawn)
        .join(articles, articles.c.id == revisions.c.article_id)
        .where(revisions.c.article_id == article_id)
        .order_by(revisions.c.current.desc(), revisions.c.n.desc())
        .limit(1)
    ).first()


def _words(connection: Connection, article_id: str, revision: str, start: int, end: int) -> str:
    text = connection.scalar(
        select(revisions.c.text)
        .where(revisions.c.article_id == article_id, revisions.c.revision == revision)
        .limit(1)
    )
    return (text or "")[start:end]
