"""The entries of a live blog: one article whose parts each keep their own time."""

from collections.abc import Sequence
from dataclasses import dataclass

from news.moment import Moment


@dataclass(frozen=True, slots=True)
class Entry:
    """The part of a live blog at `start:end` of its text, and when that part was published."""

    start: int
    end: int
    published: Moment


def published_at(offset: int, entries: Sequence[Entry], otherwise: Moment | None) -> Moment | None:
    """Return when what stands at the offset was published: the entry's time, or the article's."""
    for entry in entries:
        if entry.start <= offset < entry.end:
            return entry.published
    return otherwise
