"""Conversations: the turns of each chat, and where the quotes of each answer stand."""

from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import delete, insert, select

from archive.archive import Archive
from archive.rows import iso
from archive.schema import turns
from news.answer import Answer
from news.conversation import Conversation, Turn

_TURNS_REMEMBERED = 6
"""A follow-up rarely reaches further back, and less remembered is less to leak."""

Place = tuple[str, str, int, int]
"""Article id, revision, start, end: the words themselves stay in the archive."""


@dataclass(frozen=True, slots=True)
class KeptTurn:
    """A turn as kept for its buttons: who asked, and the places of its quotes and passages."""

    id: int
    conversation: str
    asker: str
    question: str
    quotes: tuple[Place, ...]
    more: tuple[Place, ...]


class Conversations:
    """The turns of every chat, kept in the archive."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive

    def of(self, key: str) -> Conversation:
        """Return the newest turns of a chat, oldest first."""
        with self._archive.reading("reading a conversation") as connection:
            rows = connection.execute(
                select(turns)
                .where(turns.c.conversation == key)
                .order_by(turns.c.id.desc())
                .limit(_TURNS_REMEMBERED)
            ).all()
        return Conversation(
            tuple(Turn(row.question, row.standalone, row.answer) for row in reversed(rows))
        )

    def add(self, key: str, asker: str, answer: Answer) -> int:
        """Keep a turn and return its id."""
        quoted = [(q.article_id, q.revision, q.start, q.end) for q in answer.quotes]
        more = [(p.article_id, p.revision, p.start, p.end) for p in answer.passages]
        with self._archive.writing("keeping a conversation") as connection:
            added = connection.execute(
                insert(turns).values(
                    conversation=key,
                    asker=asker,
                    question=answer.question,
                    standalone=answer.standalone,
                    answer=answer.text,
                    quotes=quoted,
                    more=more,
                    at=iso(datetime.now(UTC)),
                )
            )
            return int(added.inserted_primary_key[0])  # type: ignore[index]  # one row was added

    def turn(self, turn_id: int) -> KeptTurn | None:
        """Return a turn, or None once it is forgotten."""
        with self._archive.reading("reading a conversation") as connection:
            row = connection.execute(select(turns).where(turns.c.id == turn_id)).first()
        if row is None:
            return None
        return KeptTurn(
            id=row.id,
            conversation=row.conversation,
            asker=row.asker,
            question=row.question,
            quotes=tuple((a, r, s, e) for a, r, s, e in row.quotes),
            more=tuple((a, r, s, e) for a, r, s, e in row.more),
        )

    def last(self, key: str) -> int | None:
        """Return the id of a chat's newest turn, None if there is none."""
        with self._archive.reading("reading a conversation") as connection:
            return connection.scalar(
                select(turns.c.id)
                .where(turns.c.conversation == key)
                .order_by(turns.c.id.desc())
                .limit(1)
            )

    def forget(self, key: str) -> int:
        """Delete every turn of a chat and return how many there were."""
        with self._archive.writing("forgetting a conversation") as connection:
            return connection.execute(delete(turns).where(turns.c.conversation == key)).rowcount
