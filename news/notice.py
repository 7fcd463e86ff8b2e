"""What an article says of its own mistakes, and the sentence that a quote from it carries."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

NoticeKind = Literal["withdrawal", "retraction", "correction", "clarification"]

_GRAVEST_FIRST: tuple[NoticeKind, ...] = (
    "withdrawal",
    "retraction",
    "correction",
    "clarification",
)
_WORDS_SHOWN = 200
"""Characters: a line below a quote, not a second quote."""


@dataclass(frozen=True, slots=True)
class Notice:
    """The words of a notice, as they stand in the text."""

    kind: NoticeKind
    text: str


def sentence_of(notices: Iterable[Notice], withdrawn: str | None = None) -> str:
    """Return what a reader of a quote must be told of its article, empty if nothing.

    `withdrawn` is the day on which its publisher was found not to have it any more.
    """
    told = []
    if withdrawn:
        told.append(f"Its publisher has taken this article down (noticed on {withdrawn[:10]}).")
    by_gravity = sorted(notices, key=lambda notice: _GRAVEST_FIRST.index(notice.kind))
    if by_gravity:
        gravest = by_gravity[0]
        told.append(f"The article carries a {gravest.kind}: “{_shortened(gravest.text)}”")
    return " ".join(told)


def is_taken_back(notices: Iterable[Notice]) -> bool:
    """Say whether the publisher no longer stands by the text."""
    return any(notice.kind in ("withdrawal", "retraction") for notice in notices)


def _shortened(text: str) -> str:
    words = " ".join(text.split())
    if len(words) <= _WORDS_SHOWN:
        return words
    return words[:_WORDS_SHOWN].rsplit(" ", 1)[0] + " …"
