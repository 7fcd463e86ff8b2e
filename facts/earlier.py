"""Numbers that the text itself calls old: "at first", "earlier put at 8", "had reported 12"."""

import re

from news.figure import Figure

AT_FIRST = "at first"
"""What the qualifier of such a figure begins with."""

_SAID = r"said|put|given|reported|counted|announced|estimated|confirmed|told|spoken"
_OLD = re.compile(
    r"\b(?:at first|initially|originally|previously"
    r"|(?:first|initial|earlier|previous) (?:\w+ )?(?:counts?|reports?|tolls?|figures?|estimates?"
    r"|tall(?:y|ies)|numbers?|statements?|tweets?)"
    rf"|earlier (?:{_SAID})|(?:{_SAID}) earlier"
    rf"|had (?:already |first |also )?(?:(?:{_SAID})\b|received reports)"
    r"|сначала|ранее (?:сообщал\w+|сообщили)|первоначально)\b"
    rf"|^\W*earlier\b[^,]{{0,20}},.{{0,60}}?\b(?:{_SAID})\b",
    re.IGNORECASE,
)
_NEW = re.compile(
    r"\b(?:but|later|now|since|after|with|compared|revised|up from|from|than)\b|;", re.IGNORECASE
)
_ASIDE = re.compile(
    rf",\s+(?:(?:earlier|initially|previously|originally|at first|first)\s+(?:{_SAID})"
    r"|(?:up|down) from)\b[^,.;]{1,60}(?=[,.;])",
    re.IGNORECASE,
)


def asides(sentence: str) -> list[tuple[int, int]]:
    """Return what only recalls an older number in passing: ", earlier put at 8,"."""
    return [match.span() for match in _ASIDE.finditer(sentence)]


def is_old(sentence: str, start: int, end: int) -> bool:
    """Say whether the number at `start:end` is told as one that was given before.

    >>> is_old("Police at first spoke of 40 dead, but 12 died.", 25, 32)
    True
    >>> is_old("Police at first spoke of 40 dead, but 12 died.", 38, 45)
    False
    """
    for one in _ASIDE.finditer(sentence):
        sentence = sentence[: one.start()] + " " * len(one.group()) + sentence[one.end() :]
    return any(
        not _NEW.search(sentence, match.end(), max(match.end(), start))
        for match in _OLD.finditer(sentence, 0, min(len(sentence), end + 20))
        if match.start() < start or not _NEW.search(sentence, end, match.start())
    )


def is_earlier(figure: Figure) -> bool:
    """Say whether the text that tells the figure calls it an older number."""
    return figure.qualifier.startswith(AT_FIRST)
