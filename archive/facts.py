"""Figures and events: what was read out of the articles, kept beside the text it was read from."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import and_, bindparam, delete, exists, insert, select

from archive.archive import Archive
from archive.rows import moment_of, moment_row, parts, set_state, visible
from archive.schema import articles, events, figures, revisions, state
from archive.set_right import articles_with_corrections, with_corrections
from news.event import Event
from news.figure import Figure, Span

_STATE = "facts"
_MODEL_STATE, _TRIES_STATE = "facts_by_model", "facts_by_model_tries"


@dataclass(frozen=True, slots=True)
class Facts:
    """What one revision tells."""

    article_id: str
    revision: str
    figures: tuple[Figure, ...] = ()
    events: tuple[Event, ...] = ()


class FactShelf:
    """The facts of an archive. Each method is one transaction."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive

    def position(self, rules: str) -> int:
        """Return up to which change the articles were read by these rules; 0 if by others."""
        with self._archive.reading("looking up what was read") as connection:
            kept = connection.scalar(select(state.c.value).where(state.c.key == _STATE)) or ""
        by, _, seq = kept.rpartition(":")
        return int(seq) if by == rules else 0

    def keep(self, read: Sequence[Facts], *, rules: str, seq: int) -> None:
        """Keep what was read in the place of what was there, and that it goes up to a change.

        What a language model had added goes where these rules read the same number there.
        """
        with self._archive.writing("keeping figures and events") as connection:
            for one in read:
                there = {"article": one.article_id, "text": one.revision}
                for forget in _FORGET:
                    connection.execute(forget, there)
                # An article that was removed meanwhile takes nothing any more.
                own = select(articles.c.id).where(articles.c.id == one.article_id)
                if connection.scalar(own) is None:
                    continue
                if one.figures:
                    connection.execute(_ADD_FIGURES, [_figure_row(each) for each in one.figures])
                    connection.execute(_FORGET_KNOWN, there)
                if one.events:
                    connection.execute(_ADD_EVENTS, [_event_row(each) for each in one.events])
            set_state(connection, _STATE, f"{rules}:{seq}")

    def position_of_model(self) -> int:
        """Return up to which change a language model has read the articles."""
        with self._archive.reading("looking up what was read") as connection:
            kept = connection.scalar(select(state.c.value).where(state.c.key == _MODEL_STATE))
        return int(kept or 0)

    def tried(self, seq: int) -> int:
        """Count a try of a language model that came to nothing; return how many the change had."""
        with self._archive.writing("counting the tries of a language model") as connection:
            kept = connection.scalar(select(state.c.value).where(state.c.key == _TRIES_STATE)) or ""
            at, _, tries = kept.partition(":")
            count = int(tries) + 1 if at == str(seq) else 1
            set_state(connection, _TRIES_STATE, f"{seq}:{count}")
        return count

    def complete(self, read: Sequence[Facts], *, seq: int) -> None:
        """Keep the figures that a language model adds, and up to which change it has read.

        They stand in the place of what a model added to that text before; those of the rules stay.
        """
        with self._archive.writing("keeping figures of a language model") as connection:
            for one in read:
                there = {"article": one.article_id, "text": one.revision}
                connection.execute(_FORGET_ADDED, there)
                own = select(articles.c.id).where(articles.c.id == one.article_id)
                if one.figures and connection.scalar(own) is not None:
                    connection.execute(_ADD_FIGURES, [_figure_row(each) for each in one.figures])
            set_state(connection, _MODEL_STATE, str(seq))

    def figures(
        self,
        article_ids: Sequence[str],
        *,
        known_on: date | None = None,
        hidden: bool = False,
    ) -> list[Figure]:
        """Return the figures of the visible texts of articles, in the order they were read.

        They are as admins set them right; those that are hidden come only if they are asked for.
        """
        with self._archive.reading("reading figures") as connection:
            rows = [
                row
                for part in parts(article_ids)
                for row in connection.execute(
                    select(figures)
                    .join(revisions, _OF_FIGURE)
                    .where(figures.c.article_id.in_(part), *visible(known_on))
                    .order_by(figures.c.id)
                )
            ]
            return with_corrections(connection, [_figure_of(row) for row in rows], hidden=hidden)

    def set_right(
        self, article_ids: Sequence[str], *, known_on: date | None = None
    ) -> list[Figure]:
        """Return the figures of articles that admins set right or hid; usually none."""
        with self._archive.reading("looking up what was set right") as connection:
            named = articles_with_corrections(connection, article_ids)
        figures = self.figures(named, known_on=known_on, hidden=True) if named else []
        return [one for one in figures if one.corrected]

    def events(
        self,
        article_ids: Sequence[str] | None,
        *,
        first: date | None = None,
        last: date | None = None,
        known_on: date | None = None,
    ) -> list[Event]:
        """Return what the visible texts of articles say happened, from `first` to `last`.

        Without articles, of all of them.
        """
        limits = [*visible(known_on)]
        if first:
            limits.append(events.c.date >= first.isoformat())
        if last:
            limits.append(events.c.date < f"{last.isoformat()}U")  # any time of that day
        query = (
            select(events)
            .join(revisions, _OF_EVENT)
            .where(*limits)
            .order_by(events.c.date, events.c.id)
        )
        some = (
            [query]
            if article_ids is None
            else [query.where(events.c.article_id.in_(part)) for part in parts(article_ids)]
        )
        with self._archive.reading("reading events") as connection:
            return [_event_of(row) for one in some for row in connection.execute(one)]


_OF_FIGURE, _OF_EVENT = (
    and_(table.c.article_id == revisions.c.article_id, table.c.revision == revisions.c.revision)
    for table in (figures, events)
)
_OF_TEXT = (
    figures.c.article_id == bindparam("article"),
    figures.c.revision == bindparam("text"),
)
_FORGET_ADDED = delete(figures).where(*_OF_TEXT, figures.c.read_by != "")
_RULED = figures.alias()
_FORGET_KNOWN = delete(figures).where(
    *_OF_TEXT,
    figures.c.read_by != "",
    exists().where(
        _RULED.c.article_id == bindparam("article"),
        _RULED.c.revision == bindparam("text"),
        _RULED.c.read_by == "",
        _RULED.c.low.is_not_distinct_from(figures.c.low),
        _RULED.c.high.is_not_distinct_from(figures.c.high),
        _RULED.c.phrase_start < figures.c.phrase_end,
        figures.c.phrase_start < _RULED.c.phrase_end,
    ),
)
_FORGET = [
    delete(figures).where(*_OF_TEXT, figures.c.read_by == ""),
    delete(events).where(
        events.c.article_id == bindparam("article"), events.c.revision == bindparam("text")
    ),
]
_ADD_FIGURES, _ADD_EVENTS = insert(figures), insert(events)


def _figure_row(figure: Figure) -> dict[str, Any]:
    return {
        "article_id": figure.article_id,
        "revision": figure.revision,
        "measure": figure.measure,
        "low": figure.low,
        "high": figure.high,
        "qualifier": figure.qualifier,
        "of": figure.of,
        "group_name": figure.group,
        "part_of": figure.part_of,
        "is_added": figure.is_added,
        "derived": figure.derived,
        "place": figure.place,
        "scope": figure.scope,
        **moment_row("as_of", figure.as_of),
        "reported_by": figure.reported_by,
        "read_by": figure.read_by,
        "quotes": [list(span) for span in figure.quotes],
        "phrase_start": figure.phrase.start,
        "phrase_end": figure.phrase.end,
    }


def _figure_of(row: Any) -> Figure:
    return Figure(
        article_id=row.article_id,
        revision=row.revision,
        measure=row.measure,
        low=row.low,
        high=row.high,
        quotes=tuple(Span(*span) for span in row.quotes),
        phrase=Span(row.phrase_start, row.phrase_end),
        qualifier=row.qualifier,
        of=row.of,
        group=row.group_name,
        part_of=row.part_of,
        is_added=row.is_added,
        derived=row.derived,
        place=row.place,
        scope=row.scope,
        as_of=moment_of(row, "as_of"),
        reported_by=row.reported_by,
        read_by=row.read_by,
    )


def _event_row(event: Event) -> dict[str, Any]:
    return {
        "article_id": event.article_id,
        "revision": event.revision,
        **moment_row("date", event.date),
        "start": event.quote.start,
        "end": event.quote.end,
        "named": event.named,
        "place": event.place,
        "weight": event.weight,
    }


def _event_of(row: Any) -> Event:
    moment = moment_of(row, "date")
    assert moment is not None  # the column takes no NULL
    return Event(
        article_id=row.article_id,
        revision=row.revision,
        date=moment,
        quote=Span(row.start, row.end),
        named=row.named,
        place=row.place,
        weight=row.weight,
    )
