"""A timeline as a picture: each date with the sentence that tells it best, shortened to fit."""

from collections.abc import Sequence
from dataclasses import dataclass

from facts.plot.canvas import LARGE, SMALL, TITLE, WIDTH, Canvas, Dot, Form, wrapped
from news.timeline import Day

_SIDE = 56
_AXIS = _SIDE + 14
_TEXT = _AXIS + 44
_HEIGHT = 1350
"""Pixels of a portrait that is shown whole; only what does not fit into it makes it higher."""

_LEAST_LINES, _MOST_LINES = 2, 6


@dataclass(frozen=True, slots=True)
class _Block:
    date: str
    sentence: list[str]
    origin: str

    @property
    def height(self) -> int:
        return 46 + 39 * len(self.sentence) + (38 if self.origin else 0) + 24


def timeline_picture(
    title: str,
    days: Sequence[Day],
    origins: Sequence[str],
    *,
    footer: str = "",
    dark: bool = False,
    form: Form = "png",
) -> bytes:
    """Return the days with who printed each, one above the other; there is at least one.

    A sentence cut after a word ends with "…".
    """
    head = wrapped(title, WIDTH - 2 * _SIDE, TITLE, lines=2, bold=True)
    foot = wrapped(footer, WIDTH - 2 * _SIDE, SMALL, lines=3)
    top, below = 48 + 58 * len(head) + 24, 38 * len(foot) + 52
    blocks = _blocks(days, origins, _HEIGHT - top - below)
    height = max(WIDTH, top + sum(one.height for one in blocks) + below)
    canvas = Canvas(height, dark=dark)
    colours = canvas.colours
    for number, line in enumerate(head):
        canvas.text(_SIDE, 48 + 58 * number, line, TITLE, bold=True)
    y = float(top)
    marks = []
    for block in blocks:
        marks.append(y + 22)
        canvas.text(_TEXT, y, block.date, LARGE, bold=True, colour=colours.holds)
        for number, line in enumerate(block.sentence):
            canvas.text(_TEXT, y + 46 + 39 * number, line)
        if block.origin:
            at = y + 46 + 39 * len(block.sentence)
            canvas.text(_TEXT, at, block.origin, SMALL, colour=colours.soft)
        y += block.height
    canvas.line([_AXIS, _AXIS], [marks[0], y - 26], colours.grid, 5)
    for mark in marks:
        canvas.dot(_AXIS, mark, Dot("o"), colours.holds, 24)
    for number, line in enumerate(foot):
        at = height - 34 - 38 * (len(foot) - number)
        canvas.text(_SIDE, at, line, SMALL, colour=colours.soft)
    return canvas.bytes(form)


def _blocks(days: Sequence[Day], origins: Sequence[str], room: int) -> list[_Block]:
    """Return the days with as many lines each as fit into the room, at least a few."""
    for lines in range(_MOST_LINES, _LEAST_LINES - 1, -1):
        blocks = [_block(*one, lines) for one in zip(days, origins, strict=True)]
        if sum(one.height for one in blocks) <= room:
            break
    return blocks


def _block(day: Day, origin: str, lines: int) -> _Block:
    wide = WIDTH - _TEXT - _SIDE
    sentence = wrapped(f"“{day.summary.strip()}”", wide, lines=lines)
    if sentence[-1].endswith("…"):
        sentence[-1] += "”"
    return _Block(day.date.spoken(), sentence, "".join(wrapped(origin, wide, SMALL, lines=1)))
