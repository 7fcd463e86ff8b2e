"""A sheet as wide as a phone to draw on, in pixels from the top left corner; matplotlib's home."""

import io
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal, get_args

Form = Literal["png", "svg", "pdf"]
FORMS: tuple[Form, ...] = get_args(Form)

WIDTH = 1080
"""Pixels: what a phone shows, and Telegram leaves as it is."""

SMALL, PLAIN, LARGE, TITLE = 28, 30, 36, 46
"""Sizes of type in pixels; on a phone a third of it."""

_DPI = 100
_BOX = "□"


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours of one scheme, told apart by people who see few colours; text has contrast 4.5."""

    sheet: str
    ink: str
    soft: str
    grid: str
    holds: str
    differs: str


LIGHT = Palette("#ffffff", "#1a1a1a", "#5a5f66", "#d7dade", "#0067a5", "#b34700")
DARK = Palette("#14171a", "#f1f3f4", "#b3b8bf", "#3b4046", "#5cb8f0", "#f2a33a")


@dataclass(frozen=True, slots=True)
class Dot:
    """How a point is drawn: its shape, and whether it is filled."""

    shape: str
    filled: bool = True


class Canvas:
    """Draws on a sheet; everything is in pixels, y grows downwards."""

    def __init__(self, height: int, *, dark: bool = False) -> None:
        from matplotlib.backends.backend_agg import FigureCanvasAgg
        from matplotlib.figure import Figure

        self.height = height
        self.colours = DARK if dark else LIGHT
        self._figure = Figure(figsize=(WIDTH / _DPI, height / _DPI), dpi=_DPI)
        FigureCanvasAgg(self._figure)
        self._figure.patch.set_facecolor(self.colours.sheet)
        axes = self._axes = self._figure.add_axes((0, 0, 1, 1))
        axes.set_xlim(0, WIDTH)
        axes.set_ylim(height, 0)
        axes.axis("off")

    def text(
        self, x: float, y: float, words: str, size: int = PLAIN, *, colour: str = "",
        bold: bool = False, across: str = "left", halo: bool = False,
    ) -> None:  # fmt: skip
        """Write one line whose top is at `y`; "$" and "\\" are only characters.

        With a `halo` it is read over lines, too.
        """
        from matplotlib.patheffects import withStroke

        around = [withStroke(linewidth=5, foreground=self.colours.sheet)] if halo else []
        self._axes.text(
            x, y + size * 0.93, drawable(words), fontproperties=_font(bold),
            fontsize=size * 72 / _DPI, color=colour or self.colours.ink, ha=across,
            va="baseline", parse_math=False, path_effects=around, zorder=4,
        )  # fmt: skip

    def line(
        self, xs: Sequence[float], ys: Sequence[float], colour: str, width: float = 2,
        style: str = "-",
    ) -> None:  # fmt: skip
        """Draw a line through points."""
        self._axes.plot(
            xs, ys, style, color=colour, linewidth=width * 72 / _DPI, solid_capstyle="butt",
            zorder=1,
        )  # fmt: skip

    def dot(self, x: float, y: float, dot: Dot, colour: str, size: float = 22) -> None:
        """Draw a point so many pixels wide."""
        self._axes.plot(
            [x], [y], dot.shape, markersize=size * 72 / _DPI, markeredgecolor=colour,
            markerfacecolor=colour if dot.filled else self.colours.sheet,
            markeredgewidth=3.5 * 72 / _DPI, zorder=3,
        )  # fmt: skip

    def ring(self, x: float, y: float, colour: str, size: float = 40) -> None:
        """Draw a ring around a point."""
        self._axes.plot(
            [x], [y], "o", markersize=size * 72 / _DPI, markeredgecolor=colour,
            markerfacecolor="none", markeredgewidth=3 * 72 / _DPI, zorder=2,
        )  # fmt: skip

    def bytes(self, form: Form = "png") -> bytes:
        """Return the picture as a file."""
        out = io.BytesIO()
        metadata: dict[str, Any] = {"png": {}, "svg": {"Date": None}, "pdf": {"CreationDate": None}}
        self._figure.savefig(out, format=form, dpi=_DPI, metadata=metadata[form])
        return out.getvalue()


def width_of(words: str, size: int = PLAIN, *, bold: bool = False) -> float:
    """Return how many pixels wide the words are written."""
    return _width(drawable(words), bold) * size / 100


def wrapped(
    words: str, width: float, size: int = PLAIN, *, lines: int = 100, bold: bool = False
) -> list[str]:
    """Return the words in lines that fit into so many pixels.

    What is more than so many lines is left out after a whole word, which "…" marks; words too long
    for a line are broken.
    """
    rest = _breakable(drawable(words).split(), width, size, bold)
    found: list[str] = []
    while rest and len(found) < lines:
        line = rest.pop(0)
        while rest and width_of(f"{line} {rest[0]}", size, bold=bold) <= width:
            line = f"{line} {rest.pop(0)}"
        found.append(line)
    if rest:
        found[-1] = _cut(found[-1], width, size, bold)
    return found


def drawable(words: str) -> str:
    """Return what the font can draw: letters that it lacks as boxes, other signs left out."""
    known = _known()
    found = []
    for character in unicodedata.normalize("NFC", words):
        if character in "\t\n\r\u00a0\u202f\u2007":
            found.append(" ")
        elif ord(character) in known and unicodedata.category(character)[0] != "C":
            found.append(character)
        elif unicodedata.category(character)[0] in "LN":
            found.append(_BOX)
    return "".join(found)


def _breakable(words: Sequence[str], width: float, size: int, bold: bool) -> list[str]:
    found = []
    for word in words:
        while width_of(word, size, bold=bold) > width and len(word) > 1:
            most = max(1, int(len(word) * width / width_of(word, size, bold=bold)) - 1)
            found.append(word[:most])
            word = word[most:]
        found.append(word)
    return found


def _cut(line: str, width: float, size: int, bold: bool) -> str:
    while " " in line and width_of(f"{line} …", size, bold=bold) > width:
        line = line.rsplit(" ", 1)[0]
    return f"{line.rstrip(',;:–—-')} …"


@lru_cache(maxsize=2)
def _font(bold: bool) -> Any:
    """Return DejaVu, which comes with matplotlib: no other font is looked for."""
    from matplotlib import get_data_path
    from matplotlib.font_manager import FontProperties

    name = "DejaVuSans-Bold.ttf" if bold else "DejaVuSans.ttf"
    return FontProperties(fname=f"{get_data_path()}/fonts/ttf/{name}")


@lru_cache(maxsize=1)
def _known() -> frozenset[int]:
    """Return the characters that both weights have."""
    from matplotlib.ft2font import FT2Font

    plain, heavy = (set(FT2Font(_font(bold).get_file()).get_charmap()) for bold in (False, True))
    return frozenset(plain & heavy)


@lru_cache(maxsize=20_000)
def _width(words: str, bold: bool) -> float:
    """Return the width of words that are 100 pixels high."""
    from matplotlib.textpath import TextToPath

    width, *_ = TextToPath().get_text_width_height_descent(words, _sized(bold), ismath=False)
    return float(width)


@lru_cache(maxsize=2)
def _sized(bold: bool) -> Any:
    font = _font(bold).copy()
    font.set_size(100)
    return font
