"""Corrections: figures that admins hid or set right, kept over every re-ingest and re-reading."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Connection, delete, insert, select

from archive.archive import Archive
from archive.audit import log_audit
from archive.facts import FactShelf
from archive.rows import iso
from archive.schema import articles, corrections
from archive.set_right import Kept, changes_of, count_change, kept_of
from news.correction import Correction, Number, in_digits
from news.errors import NotFound, UsageError
from news.figure import Measure, Stated, stated

_LEAST = 6
"""Characters of a figure's id that name it."""


@dataclass(frozen=True, slots=True)
class CorrectionNow:
    """A correction, of which words it was made, and whether the article still has them.

    `applies` is False where the words, or what is read in them, are others now: nothing is lost,
    and it applies again if they come back.
    """

    article_id: str
    measure: Measure
    of: str
    group: str
    words: str
    correction: Correction
    applies: bool


class Corrections:
    """What admins set right about figures. Each method is one transaction."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive

    def position(self) -> int:
        """Return a number that grows with each correction, merge and split; one row is read."""
        with self._archive.reading("looking up what was set right") as connection:
            return changes_of(connection)

    def set(self, reference: str, number: Number | None, *, by: str, why: str = "") -> Stated:
        """Set a figure right, or without a number hide it; return it as it is from now on.

        Raises NotFound where no figure has the id, or the beginning of one.
        """
        one = self._find(reference)
        figure = one.figure
        was = figure.corrected.was if figure.corrected else (figure.low, figure.high)
        if number == was and not figure.corrected:
            raise UsageError(f"The figure {one.id} says {in_digits(was)} already.")
        before = figure.corrected.number if figure.corrected else was
        with self._archive.writing(f"setting right the figure {one.id}") as connection:
            if not _has(connection, figure.article_id):
                raise NotFound(f"The article {figure.article_id} was removed a moment ago.")
            connection.execute(delete(corrections).where(corrections.c.id == one.id))
            connection.execute(
                insert(corrections).values(
                    id=one.id,
                    article_id=figure.article_id,
                    measure=figure.measure,
                    of=figure.of,
                    group_name=figure.group,
                    words=" ".join(one.words[0].split()),
                    was_low=was[0],
                    was_high=was[1],
                    low=number[0] if number else None,
                    high=number[1] if number else None,
                    why=why,
                    by=by,
                    at=iso(datetime.now(UTC)),
                )
            )
            action = "correct figure" if number else "hide figure"
            _log(connection, by, action, one.id, figure.article_id, figure.measure,
                 _words(before), _words(number, why))  # fmt: skip
        return self._find(one.id)

    def restore(self, reference: str, *, by: str) -> CorrectionNow:
        """Take a correction back, and return it; raise NotFound where there is none."""
        fit = [one for one in self.listed() if one.correction.id.startswith(reference.strip())]
        if len(reference.strip()) < _LEAST or len(fit) != 1:
            raise NotFound(
                f"No correction has the id {reference!r}: see `dateline figure list` or "
                "/corrections."
            )
        [taken] = fit
        correction = taken.correction
        with self._archive.writing(f"restoring the figure {correction.id}") as connection:
            connection.execute(delete(corrections).where(corrections.c.id == correction.id))
            _log(connection, by, "restore figure", correction.id, taken.article_id, taken.measure,
                 _words(correction.number, correction.why), _words(correction.was))  # fmt: skip
        return taken

    def listed(self) -> list[CorrectionNow]:
        """Return every correction, the oldest first, also those whose words are gone."""
        with self._archive.reading("reading what was set right") as connection:
            order = (corrections.c.at, corrections.c.id)
            rows = connection.execute(select(corrections).order_by(*order)).all()
        kept = [kept_of(row) for row in rows]
        ids = list(dict.fromkeys(one.key[0] for one in kept))
        figures = FactShelf(self._archive).figures(ids, hidden=True)
        applied = {one.corrected.id for one in figures if one.corrected}
        return [_now(one, one.correction.id in applied) for one in kept]

    def _find(self, reference: str) -> Stated:
        """Return the figure of an id, or of the beginning of one, with its words."""
        wanted = reference.strip().lower()
        article = wanted.partition("-")[0]
        fit: dict[str, Stated] = {}
        if len(wanted) >= _LEAST:
            for one in self._figures_of(article):
                if one.id.startswith(wanted):
                    fit.setdefault(one.id, one)
        if not fit:
            raise NotFound(f"There is no figure {reference!r}: see `dateline figures` or /figures.")
        if len(fit) > 1:
            raise NotFound(f"{reference!r} fits {len(fit)} figures: give more of the id.")
        return next(iter(fit.values()))

    def _figures_of(self, prefix: str) -> Sequence[Stated]:
        with self._archive.reading("looking up a figure") as connection:
            own = articles.c.id.startswith(prefix, autoescape=True)
            ids = connection.scalars(select(articles.c.id).where(own)).all()
        sources = {one.article_id: one for one in self._archive.sources(ids)}
        return [
            stated(figure, source.text, source.published_at(figure.quotes[0].start), source.notice)
            for figure in FactShelf(self._archive).figures(ids, hidden=True)
            if (source := sources.get(figure.article_id))
        ]


def _now(kept: Kept, applies: bool) -> CorrectionNow:
    article_id, measure, of, group, words = kept.key
    return CorrectionNow(article_id, measure, of, group, words, kept.correction, applies)


def _has(connection: Connection, article_id: str) -> bool:
    return connection.scalar(select(articles.c.id).where(articles.c.id == article_id)) is not None


def _words(number: Number | None, why: str = "") -> str:
    told = in_digits(number) if number else "hidden"
    return f"{told}: {why}" if why else told


def _log(
    connection: Connection,
    by: str,
    action: str,
    figure: str,
    article_id: str,
    measure: str,
    before: str,
    after: str,
) -> None:
    field = f"{measure} {figure}"
    log_audit(connection, by, action, article_id, field=field, before=before, after=after)
    count_change(connection)
