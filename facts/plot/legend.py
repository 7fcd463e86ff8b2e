"""What the marks of a chart mean: only those that it has, in rows as wide as it is."""

from collections.abc import Sequence
from dataclasses import dataclass

from facts.plot.canvas import SMALL, Canvas, Dot, width_of
from facts.plot.marks import EXACT, NAMES, Mark

_HELD, _DIFFERS = "line: what held", "≠ contradicts it"
_MARK, _GAP = 36, 34


@dataclass(frozen=True, slots=True)
class Row:
    """Entries side by side, each a mark with its words."""

    entries: tuple[tuple[Dot | None, str], ...]

    def draw(self, canvas: Canvas, x: float, y: float) -> None:
        """Draw the row from `x` on, its top at `y`."""
        colours = canvas.colours
        for dot, words in self.entries:
            middle = y + SMALL * 0.62
            if dot is not None:
                canvas.dot(x + 12, middle, dot, colours.soft, 20)
            elif words == _DIFFERS:
                canvas.dot(x + 12, middle, EXACT, colours.differs, 16)
                canvas.ring(x + 12, middle, colours.differs, 28)
            else:
                canvas.line([x - 2, x + 26], [middle, middle], colours.holds, 6)
            canvas.text(x + _MARK, y, words, SMALL, colour=colours.soft)
            x += _wide(words)


def legend_rows(drawn: Sequence[Mark], width: float) -> list[Row]:
    """Return the rows, each at most so wide."""
    entries: list[tuple[Dot | None, str]] = []
    if any(one.day for one in drawn):
        entries.append((None, _HELD))
    entries += [(dot, NAMES[dot]) for dot in NAMES if any(one.dot == dot for one in drawn)]
    if any(one.differs for one in drawn):
        entries.append((None, _DIFFERS))
    rows: list[list[tuple[Dot | None, str]]] = [[]]
    for entry in entries:
        if sum(_wide(words) for _, words in [*rows[-1], entry]) > width + _GAP:
            rows.append([])
        rows[-1].append(entry)
    return [Row(tuple(row)) for row in rows]


def _wide(words: str) -> float:
    return _MARK + width_of(words, SMALL) + _GAP
