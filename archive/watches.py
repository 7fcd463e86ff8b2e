"""Watches: which chat is told of which topic, and what it was told, so that nothing comes twice."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import delete, func, insert, or_, select, update

from archive.archive import Archive
from archive.rows import iso, parts
from archive.schema import watches
from news.errors import UsageError
from news.watch import Position, Told, Watch


@dataclass(frozen=True, slots=True)
class NewWatch:
    """What a person asks to be told of, in which chat and when."""

    chat: str
    topic: str
    by: str
    thread: int | None = None
    hour: int | None = None
    due: datetime | None = None


class Watches:
    """The watches of every chat, kept in the archive. Each method is one transaction."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive

    def add(self, new: NewWatch, told: Told, seen: Position, *, most: int) -> bool:
        """Keep a watch, from now on; False if the chat has it, which then gets this hour.

        Raises UsageError if the chat has as many as it may.
        """
        when = {"hour": new.hour, "due": _iso(new.due), "thread": new.thread}
        with self._archive.writing("keeping a watch") as connection:
            rows = connection.execute(_of_chat(new.chat)).all()
            for row in rows:
                if _same(row.topic, new.topic):
                    connection.execute(update(watches).where(watches.c.id == row.id).values(**when))
                    return False
            if len(rows) >= most:
                raise UsageError(
                    f"I look after at most {most} topics in a chat: end one with /unwatch first, "
                    "/watches lists them."
                )
            connection.execute(
                insert(watches).values(
                    chat=new.chat,
                    topic=new.topic,
                    by=new.by,
                    added=iso(datetime.now(UTC)),
                    seen=str(seen),
                    told=told.as_json(),
                    unsure=None,
                    **when,
                )
            )
        return True

    def of(self, chat: str) -> list[Watch]:
        """Return the watches of a chat, the oldest first."""
        with self._archive.reading("listing watches") as connection:
            return [_watch_of(row) for row in connection.execute(_of_chat(chat))]

    def get(self, watch_id: int) -> Watch | None:
        """Return a watch; None once it was ended."""
        with self._archive.reading("reading a watch") as connection:
            row = connection.execute(select(watches).where(watches.c.id == watch_id)).first()
        return _watch_of(row) if row else None

    def behind(self, position: Position, now: datetime) -> list[int]:
        """Return the ids of the watches to look at: at once where something came, or due now."""
        at_once = watches.c.hour.is_(None) & (watches.c.seen != str(position))
        query = select(watches.c.id).where(or_(at_once, watches.c.due <= iso(now)))
        with self._archive.reading("looking for watches") as connection:
            return list(connection.scalars(query.order_by(watches.c.id)))

    def saw(self, watch_ids: Sequence[int], position: Position) -> None:
        """Note that nothing of these watches changed up to a position."""
        with self._archive.writing("noting what was looked at") as connection:
            for part in parts(watch_ids):
                connection.execute(
                    update(watches).where(watches.c.id.in_(part)).values(seen=str(position))
                )

    def keep(
        self,
        watch: Watch,
        told: Told,
        seen: Position,
        *,
        due: datetime | None,
        unsure: Told | None = None,
    ) -> bool:
        """Keep what was told of a watch, and when its next digest is; False if it was ended.

        With `unsure`, what came after that is being told now, and `sent` must follow.
        """
        return self._set(
            watch.id,
            told=told.as_json(),
            seen=str(seen),
            due=_iso(due),
            unsure=unsure.as_json() if unsure else None,
        )

    def sent(self, watch_id: int) -> None:
        """Note that what was being told has arrived."""
        self._set(watch_id, unsure=None)

    def leave_thread(self, watch_id: int) -> None:
        """Tell of a watch in the chat itself: the part of it where it was asked for is gone."""
        self._set(watch_id, thread=None)

    def end(self, watch_ids: Sequence[int]) -> None:
        """Delete watches."""
        with self._archive.writing("ending a watch") as connection:
            connection.execute(delete(watches).where(watches.c.id.in_(watch_ids)))

    def forget(self, chat: str, by: str) -> int:
        """Delete a person's watches in a chat and return how many there were."""
        with self._archive.writing("forgetting watches") as connection:
            own = (watches.c.chat == chat) & (watches.c.by == by)
            return connection.execute(delete(watches).where(own)).rowcount

    def drop(self, chat: str) -> int:
        """Delete every watch of a chat that takes no messages, and return how many there were."""
        with self._archive.writing("dropping watches") as connection:
            return connection.execute(delete(watches).where(watches.c.chat == chat)).rowcount

    def move(self, chat: str, to: str) -> None:
        """Give the watches of a chat to the one that it became, each topic once."""
        with self._archive.writing("moving watches") as connection:
            there = [row.topic for row in connection.execute(_of_chat(to))]
            for row in connection.execute(_of_chat(chat)).all():
                if any(_same(row.topic, topic) for topic in there):
                    connection.execute(delete(watches).where(watches.c.id == row.id))
            connection.execute(update(watches).where(watches.c.chat == chat).values(chat=to))

    def count(self) -> int:
        """Return how many watches there are."""
        with self._archive.reading("counting watches") as connection:
            return connection.scalar(select(func.count()).select_from(watches)) or 0

    def _set(self, watch_id: int, **values: Any) -> bool:
        with self._archive.writing("keeping what was told") as connection:
            kept = connection.execute(
                update(watches).where(watches.c.id == watch_id).values(**values)
            )
            return bool(kept.rowcount)


def _of_chat(chat: str) -> Any:
    return select(watches).where(watches.c.chat == chat).order_by(watches.c.id)


def _same(one: str, other: str) -> bool:
    return one.casefold() == other.casefold()


def _iso(at: datetime | None) -> str | None:
    return iso(at) if at else None


def _watch_of(row: Any) -> Watch:
    return Watch(
        id=row.id,
        chat=row.chat,
        thread=row.thread,
        topic=row.topic,
        by=row.by,
        hour=row.hour,
        due=datetime.fromisoformat(row.due).replace(tzinfo=UTC) if row.due else None,
        seen=Position.of(row.seen),
        told=Told.of_json(row.told),
        unsure=Told.of_json(row.unsure) if row.unsure else None,
    )
