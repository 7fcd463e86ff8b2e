"""The headline, byline and date line at the head of a plain text."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from ingest.found import names_in
from ingest.textdate import DateLine, date_lines
from ingest.tidy import one_line
from news.moment import Moment

_LOOKED_AT = 3  # lines: a kicker and a caption may stand above a headline
_FEWEST_WORDS = 3  # fewer are a kicker: "Kyrgyzstan", "World"
_MOST_WORDS = 30
_DATE_LINES = 10
_BYLINE = re.compile(r"(?:By|BY|by)\s+(?P<names>[^\W\d_][\w.'’-]*(?:[\s,;&]+[\w.'’-]+){0,11})")
_SMALL_IN_NAMES = frozenset("and de der van von bin al el la le di da of the for".split())
_SENTENCE_END = re.compile(r"[.;:,]$")


class Head(NamedTuple):
    """What stands at the head of a text, and the lines that are left; no headline, no title."""

    title: str
    authors: tuple[str, ...]
    published: Moment | None
    updated: Moment | None
    body: list[str]


def split_head(lines: Sequence[str]) -> Head:
    """Return the headline, byline and date lines, each taken out of the lines.

    The headline is the first line that is short and does not end as a sentence does.
    """
    rest = [line for line in lines if line.strip()][:_DATE_LINES]
    dated = date_lines(rest)
    taken = {rest[index] for index in dated}
    body = [line for line in lines if line not in taken]
    title_at = _headline_at(body)
    authors: tuple[str, ...] = ()
    title = ""
    if title_at is not None:
        title = one_line(body[title_at])
        above = [line for line in body[:title_at] if not _is_kicker(line)]
        body = above + body[title_at + 1 :]
        authors, body = _without_byline(body, after=len(above))
    published, updated = _dates(dated)
    return Head(title, authors, published, updated, body)


def byline_names(line: str) -> tuple[str, ...]:
    """Return the names in a line "By Ada Lane and Bo Reed", or none where it is no byline."""
    found = _BYLINE.fullmatch(line.strip())
    if not found or line.rstrip().endswith("."):
        return ()
    words = found["names"].split()
    is_names = all(word[0].isupper() or word in _SMALL_IN_NAMES for word in words)
    return names_in(found["names"]) if is_names and words[0][0].isupper() else ()


def _headline_at(lines: Sequence[str]) -> int | None:
    looked_at = [index for index, line in enumerate(lines) if line.strip() and not _is_kicker(line)]
    if len(looked_at) < 2:
        # The only line is the text.
        return None
    return next((index for index in looked_at[:_LOOKED_AT] if _is_headline(lines[index])), None)


def _is_headline(line: str) -> bool:
    return len(line.split()) <= _MOST_WORDS and not _SENTENCE_END.search(line.rstrip(" \"'”’»"))


def _is_kicker(line: str) -> bool:
    return len(line.split()) < _FEWEST_WORDS and not line.rstrip().endswith((".", "!", "?"))


def _without_byline(lines: list[str], after: int) -> tuple[tuple[str, ...], list[str]]:
    for index, line in enumerate(lines[after:], start=after):
        if line.strip():
            names = byline_names(line)
            return names, [*lines[:index], *lines[index + 1 :]] if names else lines
    return (), lines


def _dates(found: dict[int, DateLine]) -> tuple[Moment | None, Moment | None]:
    published = next((line.moment for line in found.values() if not line.is_update), None)
    updated = next((line.moment for line in found.values() if line.is_update), None)
    # A page that prints only when it was updated says no better when it was published.
    return published or updated, updated
