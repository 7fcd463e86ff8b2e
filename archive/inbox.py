"""The bot's inbox: what Telegram delivered, until it is done; and what replied to what."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from sqlalchemy import delete, insert, select, update

from archive.archive import Archive
from archive.rows import iso
from archive.schema import inbox, replies

MOST_TRIES = 5
"""An update that was being answered when the process died so often is given up: it may be why."""

_KEPT = timedelta(days=3)
"""Telegram delivers again for a day, and lets people edit what they wrote for two."""


class Inbox:
    """Updates by their number, each received once and kept until it is done.

    Safe to use from several threads; each method is one transaction.
    """

    def __init__(self, archive: Archive) -> None:
        self._archive = archive

    def receive(self, update_id: int, body: str) -> bool:
        """Keep an update; False if it came before. Once this returned, a kill cannot lose it."""
        with self._archive.writing("keeping a message from Telegram") as connection:
            known = select(inbox.c.update_id).where(inbox.c.update_id == update_id)
            if connection.scalar(known) is not None:
                return False
            connection.execute(
                insert(inbox).values(
                    update_id=update_id, body=body, tries=0, at=iso(datetime.now(UTC))
                )
            )
        return True

    def waiting(self) -> tuple[list[tuple[int, str]], list[tuple[int, str]]]:
        """Return what is not done, oldest first; and what is given up, which is done hereby."""
        with self._archive.writing("reading what is waiting") as connection:
            rows = connection.execute(
                select(inbox).where(inbox.c.body.is_not(None)).order_by(inbox.c.update_id)
            ).all()
            connection.execute(update(inbox).where(inbox.c.tries >= MOST_TRIES).values(body=None))
        again = [(row.update_id, row.body) for row in rows if row.tries < MOST_TRIES]
        return again, [(row.update_id, row.body) for row in rows if row.tries >= MOST_TRIES]

    def begin(self, update_id: int) -> None:
        """Count a try: what a process died of must not kill every later one."""
        with self._archive.writing("opening a message from Telegram") as connection:
            connection.execute(
                update(inbox).where(inbox.c.update_id == update_id).values(tries=inbox.c.tries + 1)
            )

    def done(self, update_id: int) -> None:
        """Forget what an update said; its number is kept, so that the same one is known."""
        with self._archive.writing("closing a message from Telegram") as connection:
            connection.execute(
                update(inbox).where(inbox.c.update_id == update_id).values(body=None)
            )

    def count(self) -> int:
        """Return how many updates are not done."""
        with self._archive.reading("counting what is waiting") as connection:
            query = select(inbox.c.update_id).where(inbox.c.body.is_not(None))
            return len(connection.execute(query).all())

    def prune(self) -> None:
        """Forget the numbers of what was done, and the replies, when they are of no more use."""
        before = iso(datetime.now(UTC) - _KEPT)
        with self._archive.writing("forgetting old messages") as connection:
            connection.execute(delete(inbox).where(inbox.c.body.is_(None), inbox.c.at < before))
            connection.execute(delete(replies).where(replies.c.at < before))

    # -- replies ---------------------------------------------------------------------------

    def replies(self, to: str) -> list[int]:
        """Return the ids of the messages that replied to something, in their order."""
        with self._archive.reading("looking up replies") as connection:
            found = connection.scalar(select(replies.c.messages).where(replies.c.to == to))
            return list(found or [])

    def keep_replies(self, to: str, messages: Sequence[int]) -> None:
        """Keep which messages replied, in place of what was kept before."""
        row = {"messages": list(messages), "at": iso(datetime.now(UTC))}
        with self._archive.writing("keeping replies") as connection:
            if not connection.execute(
                update(replies).where(replies.c.to == to).values(row)
            ).rowcount:
                connection.execute(insert(replies).values(to=to, **row))
