"""A text made small enough to be compared with every other one, and what makes two a copy.

Thresholds were chosen on 55 pairs of local reports labelled by hand, printed by different
publishers within three days (docs/design-notes.md).
"""

import hashlib
from array import array
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlsplit

from news.article import Article

BAND = 2
"""Minima to a band: two texts that share three of ten shingles share two bands in 98 of 100."""

_RESEMBLANCE, _CONTAINMENT = 0.3, 0.5
"""Copies share that much of all their shingles, and that much of the shorter one's."""

_OF_ONE_PUBLISHER = 0.8
"""A page's furniture and standing paragraphs make all of a publisher's reports resemble."""

_SHORT, _OF_SHORT = 60, 0.9
"""Of fewer words, only nearly equal ones are copies: a notice to subscribers is as long."""

_DAYS_APART = 3
"""A wire story is printed within days; the same words weeks later are about another day."""


@dataclass(frozen=True, slots=True)
class Sketch:
    """The least hashes of a text's shingles (MinHash), of which there are `shingles`.

    `masthead` names who printed it (empty: unknown), `day` says when (None: unknown).
    """

    minima: bytes
    shingles: int
    masthead: str = ""
    day: date | None = None

    def bands(self) -> Iterator[int]:
        """Yield the keys (63 bits) under which copies find each other."""
        width = BAND * array("I").itemsize
        for start in range(0, len(self.minima), width):
            key = start.to_bytes(4, "big") + self.minima[start : start + width]
            yield int.from_bytes(hashlib.blake2b(key, digest_size=8).digest(), "big") >> 1


def marked(sketch: Sketch, article: Article) -> Sketch:
    """Return the sketch with who printed the article, and when."""
    host = (urlsplit(article.url).hostname or "") if article.url else ""
    published = article.published
    is_day = published is not None and published.precision in ("day", "second")
    return replace(
        sketch,
        masthead=(article.publisher or host.removeprefix("www.")).casefold(),
        day=published.at.date() if published and is_day else None,
    )


def resemblance(one: Sketch, other: Sketch) -> float:
    """Return the estimated share (0 to 1, ± 0.04) of both texts' shingles that stand in both."""
    ours, theirs = array("I", one.minima), array("I", other.minima)
    same = sum(1 for a, b in zip(ours, theirs, strict=True) if a == b)
    return same / len(ours)


def is_copy(one: Sketch, other: Sketch) -> bool:
    """Say whether the two texts are one story, printed twice; cut, retitled or slightly edited.

    Two reports on the same happening, written apart, are not.
    """
    if one.day and other.day and abs((one.day - other.day).days) > _DAYS_APART:
        return False
    shared = resemblance(one, other)
    shorter = min(one.shingles, other.shingles)
    if shorter < _SHORT:
        return shared >= _OF_SHORT
    if one.masthead and one.masthead == other.masthead:
        return shared >= _OF_ONE_PUBLISHER
    contained = shared * (one.shingles + other.shingles) / ((1 + shared) * shorter)
    return shared >= _RESEMBLANCE and contained >= _CONTAINMENT
