"""Sentences of texts whose lines were broken at a width: there a line's end is no sentence's."""

import re

from news.text import sentences

_WRAPPED_AT = 50  # characters: a line that goes on below is at least as long
_FEWEST = 3  # lines that go on, before a text is called wrapped
_GOES_ON = re.compile(r"[^\s.!?:;]\"?$")
_BREAK = re.compile(r"(?<=[^\n])\n(?=[^\n\s])")


def whole_sentences(text: str) -> list[tuple[int, int]]:
    """Return the spans of the sentences, as in `news.text`, wrapped lines joined."""
    return sentences(_BREAK.sub(" ", text) if _is_wrapped(text) else text)


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
