"""Conversations: the turns of each chat, and where the quotes of each answer stand."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from sqlalchemy import delete, func, insert, select, update

from archive.archive import Archive
from archive.rows import iso
from archive.schema import turns
from news.answer import Answer
from news.conversation import Choice, Conversation, Turn

_TURNS_REMEMBERED = 6
"""A follow-up rarely reaches further back, and less remembered is less to leak."""

Place = tuple[str, str, int, int]
"""Article id, revision, start, end: the words themselves stay in the archive."""


@dataclass(frozen=True, slots=True)
class KeptTurn:
    """A turn as kept for its buttons: who asked, the places of its quotes, the stories it fits.

    `message` names the message that asked, in whatever way the surface that keeps turns does.
    """

    id: int
    conversation: str
    asker: str
    question: str
    quotes: tuple[Place, ...]
    more: tuple[Place, ...]
    choices: tuple[Choice, ...] = ()
    message: str | None = None


class Conversations:
    """The turns of every chat, kept in the archive."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive

    def of(self, key: str, *, before: str | None = None) -> Conversation:
        """Return the newest turns of a chat, oldest first; only those before a message's turn.

        What was chosen last among several stories still holds.
        """
        with self._archive.reading("reading a conversation") as connection:
            query = select(turns).where(turns.c.conversation == key)
            if before is not None:
                own = select(func.min(turns.c.id)).where(
                    turns.c.conversation == key, turns.c.message == before
                )
                first = connection.scalar(own)
                query = query.where(turns.c.id < first) if first is not None else query
            rows = connection.execute(
                query.order_by(turns.c.id.desc()).limit(_TURNS_REMEMBERED)
            ).all()
        kept = [Turn(row.question, row.standalone, row.answer) for row in reversed(rows)]
        if kept:
            kept[-1] = replace(kept[-1], quotes=tuple(self._words(rows[0].quotes)))
        return Conversation(
            tuple(kept),
            about=next((tuple(row.about) for row in rows if row.about), ()),
        )

    def add(self, key: str, asker: str, answer: Answer, *, message: str | None = None) -> int:
        """Keep a turn and return its id; the same message asked again keeps its turn's id."""
        row = {
            "conversation": key,
            "asker": asker,
            "question": answer.question,
            "standalone": answer.standalone,
            "answer": answer.text,
            "quotes": [(q.article_id, q.revision, q.start, q.end) for q in answer.quotes],
            "more": [(p.article_id, p.revision, p.start, p.end) for p in answer.passages],
            "at": iso(datetime.now(UTC)),
            "message": message,
            "choices": [[choice.label, list(choice.articles)] for choice in answer.choices],
            "about": list(answer.about),
        }
        with self._archive.writing("keeping a conversation") as connection:
            if message is not None:
                same = (turns.c.conversation == key) & (turns.c.message == message)
                known = connection.scalar(select(turns.c.id).where(same))
                if known is not None:
                    connection.execute(update(turns).where(turns.c.id == known).values(row))
                    return int(known)
            added = connection.execute(insert(turns).values(row))
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
            choices=tuple(Choice(label, tuple(articles)) for label, articles in row.choices),
            message=row.message,
        )

    def _words(self, places: Iterable[Place]) -> Iterator[str]:
        """Yield what stands in the places, but for those whose revision was removed since."""
        for article_id, revision, start, end in places:
            source = self._archive.source(article_id, revision)
            if source is not None:
                yield source.text[start:end]

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
