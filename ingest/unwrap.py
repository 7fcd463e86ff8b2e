"""Lines broken to fit a page, put together into the paragraphs they were."""

from collections.abc import Sequence
from itertools import pairwise

_WIDEST = 110  # characters: above this, a line is a paragraph
_FULL = 0.7  # of the usual width: a shorter line ended on purpose
_FEWEST = 4  # lines that go on, before a text is called wrapped
_ENDS = (".", "!", "?", "…", ":", '"', "”", "»", ".'", ".’")


def is_wrapped(lines: Sequence[str]) -> bool:
    """Return whether most lines end where the page did and not where a thought did."""
    if max((len(line) for line in lines), default=0) > _WIDEST:
        return False
    inner = [line for line, after in pairwise(lines) if line.strip() and after.strip()]
    going_on = [line for line in inner if not line.rstrip().endswith(_ENDS)]
    full = [line for line in going_on if len(line.rstrip()) >= _FULL * _width(lines)]
    return len(full) >= _FEWEST and 2 * len(full) > len(inner)


def unwrapped(lines: Sequence[str]) -> list[str]:
    """Return the paragraphs, with an empty line after each; a hyphen at a line's end stays."""
    width = _width(lines)
    paragraphs: list[str] = []
    current = ""
    for line in lines:
        words = " ".join(line.split())
        if not words:
            paragraphs.append(current)
            current = ""
            continue
        joint = "" if current.endswith("-") or not current else " "
        current = f"{current}{joint}{words}"
        if len(words) < _FULL * width:
            paragraphs.append(current)
            current = ""
    paragraphs.append(current)
    return [line for paragraph in paragraphs if paragraph for line in (paragraph, "")][:-1]


def _width(lines: Sequence[str]) -> int:
    # Nine lines in ten are no longer than this: one overlong line does not set the width.
    lengths = sorted(len(line.rstrip()) for line in lines if line.strip())
    return lengths[len(lengths) * 9 // 10] if lengths else 0
