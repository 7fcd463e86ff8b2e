"""Sources: which there are, how they have been doing, what they listed, and who reads them now."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, delete, insert, or_, select, update

from archive.archive import Archive
from archive.rows import iso
from archive.schema import articles, claims, entries, lists, sources
from news.article import Fetched
from news.errors import NotFound, UsageError
from news.source import Health, Seen, Source, Standing

_TIMES = ("next_due", "last_success", "last_failure", "failing_since")
_CLAIM = "sources"


class Sources:
    """The sources of an archive. Safe from several threads and processes; each method is one
    transaction."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive

    # -- which there are -------------------------------------------------------------------

    def configure(self, configured: Iterable[Source], every: float) -> None:
        """Make those of the settings what is listed there now; their health stays.

        Those of the archive are visited every so many seconds.
        """
        wanted = {source.name: source for source in configured}
        with self._archive.writing("noting the sources of the settings") as connection:
            known = {row.name: row for row in connection.execute(select(sources))}
            connection.execute(
                update(sources).where(sources.c.home == "archive").values(every=every)
            )
            for name, row in known.items():
                if row.home == "config" and name not in wanted:
                    connection.execute(delete(sources).where(sources.c.name == name))
            for name, source in wanted.items():
                if name not in known:
                    connection.execute(insert(sources).values(_row(source)))
                elif _source_of(known[name]) != source:
                    _change(connection, known[name], source)

    def add(self, source: Source) -> bool:
        """Keep a source in the archive; False if there is one of this address already.

        Raises UsageError if its name is taken.
        """
        with self._archive.writing(f"adding the source {source.name}") as connection:
            if connection.scalar(select(sources.c.name).where(sources.c.at == source.at)):
                return False
            if connection.scalar(select(sources.c.name).where(sources.c.name == source.name)):
                raise UsageError(
                    f"There is a source named {source.name!r} already: choose another name."
                )
            connection.execute(insert(sources).values(_row(source)))
            return True

    def remove(self, name: str) -> None:
        """Forget a source of the archive; its articles stay."""
        with self._archive.writing(f"removing the source {name}") as connection:
            source = _find(connection, name).source
            if source.home == "config":
                raise UsageError(
                    f"The source {source.name} is written down in the settings: "
                    "take it out of [[ingest.source]] there."
                )
            connection.execute(delete(sources).where(sources.c.name == source.name))

    def listed(self) -> list[Standing]:
        """Return all of them by name."""
        with self._archive.reading("listing the sources") as connection:
            rows = connection.execute(select(sources).order_by(sources.c.name)).all()
        return [_standing_of(row) for row in rows]

    def find(self, name: str) -> Standing:
        """Return a source by its name, the case of letters aside; raise NotFound without one."""
        with self._archive.reading("looking up a source") as connection:
            return _find(connection, name)

    # -- how they are doing ----------------------------------------------------------------

    def keep(self, name: str, health: Health) -> None:
        """Note how a source is doing; one that was removed meanwhile stays so."""
        with self._archive.writing(f"noting the health of the source {name}") as connection:
            connection.execute(
                update(sources).where(sources.c.name == name).values(_health_row(health))
            )

    def mark_told(self, name: str) -> None:
        """Note that the admins know of a source that is paused."""
        with self._archive.writing(f"noting what was told of the source {name}") as connection:
            connection.execute(update(sources).where(sources.c.name == name).values(told=True))

    def due(self, now: datetime) -> Source | None:
        """Return the source that has been due longest; None while none is."""
        with self._archive.reading("looking up what is due") as connection:
            row = connection.execute(
                select(sources)
                .where(
                    sources.c.paused == "",
                    sources.c.every > 0,
                    or_(sources.c.next_due.is_(None), sources.c.next_due <= iso(now)),
                )
                .order_by(sources.c.next_due.is_not(None), sources.c.next_due, sources.c.name)
                .limit(1)
            ).first()
        return _source_of(row) if row else None

    # -- what they listed ------------------------------------------------------------------

    def seen(self, name: str) -> list[Seen]:
        """Return the entries of a source that were read before."""
        with self._archive.reading("reading the entries of a source") as connection:
            rows = connection.execute(select(entries).where(entries.c.source == name)).all()
        return [Seen(row.at, row.key, row.mark, row.likeness, row.tries) for row in rows]

    def see(self, name: str, entry: Seen) -> None:
        """Note that an entry was read."""
        row = asdict(entry)
        with self._archive.writing("noting an entry of a source") as connection:
            same = (entries.c.source == name) & (entries.c.at == entry.at)
            if connection.execute(update(entries).where(same).values(row)).rowcount:
                return
            if connection.scalar(select(sources.c.name).where(sources.c.name == name)):
                connection.execute(insert(entries).values(source=name, **row))

    def articles(self, name: str) -> list[str]:
        """Return the ids of the articles that came from a source, by id."""
        with self._archive.reading("looking up what came from a source") as connection:
            query = (
                select(articles.c.id)
                .join(entries, entries.c.at == articles.c.origin_at)
                .where(entries.c.source == name)
                .distinct()
                .order_by(articles.c.id)
            )
            return list(connection.scalars(query))

    def list_known(self, at: str) -> Fetched | None:
        """Return by what a list is known whose entries were all read."""
        with self._archive.reading("looking up a list") as connection:
            row = connection.execute(select(lists).where(lists.c.at == at).limit(1)).first()
        return Fetched(row.content_hash, row.etag, row.last_modified) if row else None

    def keep_lists(self, name: str, fetched: Mapping[str, Fetched]) -> None:
        """Note by what the lists of a source are known, now that all their entries were read."""
        with self._archive.writing("noting what a source listed") as connection:
            for at, one in fetched.items():
                connection.execute(delete(lists).where(lists.c.source == name, lists.c.at == at))
                connection.execute(
                    insert(lists).values(
                        source=name,
                        at=at,
                        content_hash=one.content_hash,
                        etag=one.etag,
                        last_modified=one.last_modified,
                    )
                )

    def forget_lists(self, name: str) -> None:
        """Let the lists of a source be read again, though they may be as they were."""
        with self._archive.writing("forgetting what a source listed") as connection:
            connection.execute(delete(lists).where(lists.c.source == name))

    # -- who reads them --------------------------------------------------------------------

    def claim(self, holder: str, now: datetime, until: datetime) -> bool:
        """Become or stay the one that reads the sources, until then; False while another is.

        A holder that was killed is forgotten when its time is over.
        """
        with self._archive.writing("claiming the sources") as connection:
            row = connection.execute(select(claims).where(claims.c.name == _CLAIM)).first()
            if row is not None and row.holder != holder and row.until > iso(now):
                return False
            connection.execute(delete(claims).where(claims.c.name == _CLAIM))
            connection.execute(insert(claims).values(name=_CLAIM, holder=holder, until=iso(until)))
            return True

    def holder(self) -> str:
        """Return who reads the sources, or did when it was killed; empty if nobody."""
        with self._archive.reading("looking up who reads the sources") as connection:
            return connection.scalar(select(claims.c.holder).where(claims.c.name == _CLAIM)) or ""

    def release(self, holder: str) -> None:
        """Let another one read the sources."""
        with self._archive.writing("releasing the sources") as connection:
            connection.execute(
                delete(claims).where(claims.c.name == _CLAIM, claims.c.holder == holder)
            )


def _find(connection: Connection, name: str) -> Standing:
    wanted = name.strip().casefold()
    for row in connection.execute(select(sources)):
        if row.name.casefold() == wanted:
            return _standing_of(row)
    raise NotFound(f"There is no source named {name!r}: see the list of sources.")


def _change(connection: Connection, row: Any, source: Source) -> None:
    connection.execute(update(sources).where(sources.c.name == row.name).values(_place(source)))
    if (row.kind, row.at) != (source.kind, source.at):
        # Another place under the same name: nothing that is known of the old one holds.
        connection.execute(delete(entries).where(entries.c.source == row.name))
        connection.execute(delete(lists).where(lists.c.source == row.name))
        connection.execute(
            update(sources).where(sources.c.name == row.name).values(_health_row(Health()))
        )


def _place(source: Source) -> dict[str, Any]:
    return asdict(source)


def _row(source: Source) -> dict[str, Any]:
    return _place(source) | _health_row(Health())


def _health_row(health: Health) -> dict[str, Any]:
    row = asdict(health)
    return row | {name: iso(row[name]) if row[name] else None for name in _TIMES}


def _source_of(row: Any) -> Source:
    return Source(row.name, row.kind, row.at, row.every, row.home)


def _standing_of(row: Any) -> Standing:
    fields = {name: getattr(row, name) for name in Health.__dataclass_fields__}
    for name in _TIMES:
        if fields[name]:
            fields[name] = datetime.fromisoformat(fields[name]).replace(tzinfo=UTC)
    return Standing(_source_of(row), Health(**fields))
