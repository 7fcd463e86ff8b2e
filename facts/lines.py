"""Sentences of texts that were laid out: with lines broken at a width, with footnote marks."""

import re

from news.text import sentences

_WRAPPED_AT = 50  # characters: a line that goes on below is at least as long
_FEWEST = 3  # lines that go on, before a text is called wrapped
_GOES_ON = re.compile(r"[^\s.!?:;]\"?$")
_NOTE = re.compile(r"(?<=[.!?,;\w])\[\d+\]")
_BREAK = re.compile(r"(?<=[^\n])\n(?=[^\n\s])")


def whole_sentences(text: str) -> list[tuple[int, int]]:
    """Return the spans of the sentences, as in `news.text`, whatever the layout."""
    if _is_wrapped(text):
        text = _BREAK.sub(" ", text)
    return sentences(_NOTE.sub(_blank, text))


def _blank(match: re.Match[str]) -> str:
    return " " * len(match.group())


def _is_wrapped(text: str) -> bool:
    lines = text.split("\n")
    pairs = [
        (one, other) for one, other in zip(lines, lines[1:], strict=False) if one and other.strip()
    ]
    if not pairs:
        return False
    on = sum(
        len(one) >= _WRAPPED_AT and len(one) <= 100 and bool(_GOES_ON.search(one))
        for one, _ in pairs
    )
    return on >= _FEWEST and 2 * on >= len(pairs)
