"""What admins set right about figures, laid over the figures as they were read."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, select, tuple_

from archive.rows import parts, set_state
from archive.schema import corrections, revisions, state
from news.correction import Correction
from news.figure import Figure, Measure

_STATE = "set right"

Key = tuple[str, Measure, str, str, str]
"""What a correction is told by: the article, what is counted, and the words that count it."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A correction, and of which figure it is."""

    key: Key
    correction: Correction


def kept_of(row: Any) -> Kept:
    key = (row.article_id, row.measure, row.of, row.group_name, row.words)
    number = None if row.low is None and row.high is None else (row.low, row.high)
    was = (row.was_low, row.was_high)
    return Kept(key, Correction(row.id, row.by, row.at, was, number, row.why))


def key_of(figure: Figure, text: str) -> Key:
    """Return what a correction of the figure would be told by; white space does not count."""
    start, end = figure.quotes[0]
    words = " ".join(text[start:end].split())
    return figure.article_id, figure.measure, figure.of, figure.group, words


def with_corrections(
    connection: Connection, figures: Sequence[Figure], *, hidden: bool = False
) -> list[Figure]:
    """Return the figures as they were set right, with those that are hidden only if asked for."""
    about = {one.article_id for one in figures}
    kept = [
        kept_of(row)
        for part in parts(sorted(about))
        for row in connection.execute(select(corrections).where(corrections.c.article_id.in_(part)))
    ]
    if not kept:
        return list(figures)
    corrected = {one.key[0] for one in kept}
    texts = _texts(connection, [one for one in figures if one.article_id in corrected])
    return [
        one
        for one in applied(figures, kept, lambda figure: texts.get(_text_of(figure)))
        if hidden or one.corrected is None or not one.corrected.is_hidden
    ]


def articles_with_corrections(connection: Connection, article_ids: Sequence[str]) -> list[str]:
    own = corrections.c.article_id
    return [
        one
        for part in parts(article_ids)
        for one in connection.scalars(select(own).where(own.in_(part)).distinct())
    ]


def applied(
    figures: Sequence[Figure], kept: Iterable[Kept], text_of: Callable[[Figure], str | None]
) -> list[Figure]:
    """Return the figures, each with the correction that is of its words.

    Where the same words tell several numbers, a correction is of the number that it was made for.
    """
    by_key: dict[Key, list[int]] = defaultdict(list)
    for at, figure in enumerate(figures):
        text = text_of(figure)
        if text is not None:
            by_key[key_of(figure, text)].append(at)
    found = list(figures)
    for one in kept:
        fit = by_key.get(one.key, [])
        same = [at for at in fit if (figures[at].low, figures[at].high) == one.correction.was]
        for at in same or (fit if len(fit) == 1 else ()):
            found[at] = _corrected(figures[at], one.correction)
    return found


def count_change(connection: Connection) -> int:
    """Count that something was set right, so that whoever looks can tell; return the new count."""
    count = changes_of(connection) + 1
    set_state(connection, _STATE, str(count))
    return count


def changes_of(connection: Connection) -> int:
    return int(connection.scalar(select(state.c.value).where(state.c.key == _STATE)) or 0)


def _corrected(figure: Figure, correction: Correction) -> Figure:
    if correction.number is None:
        return replace(figure, corrected=correction)
    low, high = correction.number
    return replace(figure, low=low, high=high, qualifier="", corrected=correction)


def _text_of(figure: Figure) -> tuple[str, str]:
    return figure.article_id, figure.revision


def _texts(connection: Connection, figures: Sequence[Figure]) -> dict[tuple[str, str], str]:
    named = sorted({_text_of(one) for one in figures})
    of = tuple_(revisions.c.article_id, revisions.c.revision)
    query = select(revisions.c.article_id, revisions.c.revision, revisions.c.text)
    found: dict[tuple[str, str], str] = {}
    for at in range(0, len(named), 200):
        for row in connection.execute(query.where(of.in_(named[at : at + 200]))):
            found[row.article_id, row.revision] = row.text
    return found
