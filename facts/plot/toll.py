"""A toll chart: how a count of a story went over time, who said what, and what held."""

from collections.abc import Sequence
from datetime import date

from facts.holding import Reported
from facts.plot.canvas import LARGE, PLAIN, SMALL, TITLE, WIDTH, Canvas, Form, width_of, wrapped
from facts.plot.legend import legend_rows
from facts.plot.marks import LEAST, MOST, SPAN, VAGUE, Mark, marks, steps
from facts.plot.place import Box, Label, places
from facts.plot.scale import Days, Numbers, days_between, lie_far_apart, short, ticks_of
from news.moment import moment_of_day

_SIDE = 48
_HEIGHT = 1350
_UNDER_AXIS = 92
_LINE = 38
_LABEL = 290
"""Pixels that a label may be wide."""

_COLUMN = 190
"""Pixels for what nobody dates."""

_OPEN = 58
"""Pixels of the stroke that says that a number has no upper or lower bound."""

_POINT = 15


def toll_chart(
    title: str,
    told: Sequence[Reported],
    *,
    counted: str,
    dark: bool = False,
    form: Form = "png",
) -> bytes:
    """Return the reports of one count of a story over their days; there is at least one.

    `counted` says what is counted: "killed", "homes damaged". Points are what each said, the line
    is what held; labels that find no place are left out, which the footer says.
    """
    canvas = Canvas(_HEIGHT, dark=dark)
    drawn = marks(told)
    foot = _foot(drawn, told)
    legend = legend_rows(drawn, WIDTH - 2 * _SIDE)
    bottom = _HEIGHT - 50 - _LINE * (len(foot) + 1) - 42 * len(legend) - 24 - _UNDER_AXIS
    values = [value for one in drawn for value in (one.figure.low, one.figure.high) if value]
    by_tens = lie_far_apart(values)
    top = _head(canvas, title, f"{counted}, as reported{' (scale by tens)' if by_tens else ''}")
    numbers = Numbers(max([*values, 1]), top + 90, bottom, by_tens)
    left = _SIDE + max(width_of(short(one), SMALL) for one in numbers.ticks()) + 18
    days = _days(drawn, left)
    _axes(canvas, numbers, days, [one.day for one in drawn if one.day], left, bottom)
    line = _line(told, days, numbers)
    canvas.line([x for x, _ in line], [y for _, y in line], canvas.colours.holds, 6)
    for one in drawn:
        _point(canvas, one, days.at(one.day), numbers)
    room = Box(left + 8, top, WIDTH - 24, bottom - 6)
    left_out = _labels(canvas, drawn, days, numbers, line, room)
    for number, row in enumerate(legend):
        row.draw(canvas, _SIDE, bottom + _UNDER_AXIS + 12 + 42 * number)
    reports = f"{len(told)} report{'s' if len(told) > 1 else ''}"
    unlabelled = f"; no room for {left_out} label{'s' if left_out > 1 else ''}" if left_out else ""
    shortened = "; long gaps shortened at //" if days.breaks else ""
    foot.append(f"{reports}{shortened}{unlabelled}.")
    for number, words in enumerate(foot):
        at = _HEIGHT - 40 - _LINE * (len(foot) - number)
        canvas.text(_SIDE, at, words, SMALL, colour=canvas.colours.soft)
    return canvas.bytes(form)


def _head(canvas: Canvas, title: str, below: str) -> float:
    """Write the head and return where it ends."""
    y = 44.0
    for line in wrapped(title, WIDTH - 2 * _SIDE, TITLE, lines=2, bold=True):
        canvas.text(_SIDE, y, line, TITLE, bold=True)
        y += 58
    for line in wrapped(below, WIDTH - 2 * _SIDE, LARGE, lines=2):
        canvas.text(_SIDE, y, line, LARGE, colour=canvas.colours.soft)
        y += 50
    return y + 16


def _foot(drawn: Sequence[Mark], told: Sequence[Reported]) -> list[str]:
    """Return what stands below: what holds as of when, and who printed it."""
    last = [one for one in drawn if one.holds][-1]
    as_of = f"As of {moment_of_day(last.day).spoken()}" if last.day else "Undated"
    publishers = dict.fromkeys(one.source.publisher for one in told if one.source.publisher)
    lines = [f"{as_of}: {last.number} ({last.who})"]
    lines += [f"Printed by {', '.join(publishers)}"] if publishers else []
    return [part for one in lines for part in wrapped(one, WIDTH - 2 * _SIDE, SMALL, lines=2)]


def _days(drawn: Sequence[Mark], left: float) -> Days:
    dated = [one.day for one in drawn if one.day]
    middle = left + _COLUMN / 2 if dated else (left + WIDTH - _SIDE) / 2
    undated = middle if len(dated) < len(drawn) else None
    begins = left + (_COLUMN if undated else 0)
    return days_between(dated, begins + 70, WIDTH - _SIDE - 70, undated)


def _axes(
    canvas: Canvas, numbers: Numbers, days: Days, dated: Sequence[date], left: float, bottom: float
) -> None:
    colours = canvas.colours
    for tick in numbers.ticks():
        y = numbers.at(tick)
        canvas.line([left, WIDTH - _SIDE + 24], [y, y], colours.grid, 4 if tick == 0 else 2)
        canvas.text(
            left - 14, y - SMALL * 0.6, short(tick), SMALL, colour=colours.soft, across="right"
        )
    year = None
    for day in ticks_of(dated, days, 150):
        x = days.at(day)
        canvas.line([x, x], [bottom, bottom + 10], colours.soft, 3)
        canvas.text(x, bottom + 16, f"{day.day} {day:%b}", SMALL, across="center")
        if day.year != year:
            year = day.year
            canvas.text(x, bottom + 50, str(year), SMALL, colour=colours.soft, across="center")
    for x in days.breaks:
        canvas.line([x - 12, x + 12], [bottom, bottom], colours.sheet, 8)
        for to in (x - 12, x + 12):
            canvas.line([to - 6, to + 6], [bottom + 14, bottom - 14], colours.soft, 3)
    if days.undated is not None:
        canvas.text(days.undated, bottom + 16, "undated", SMALL, across="center")
        if dated:
            x = left + _COLUMN
            canvas.line([x, x], [numbers.top - 80, bottom + 10], colours.grid, 3, ":")


def _line(told: Sequence[Reported], days: Days, numbers: Numbers) -> list[tuple[float, float]]:
    """Return the corners of the line of what held: level until a day brings another number."""
    found: list[tuple[float, float]] = []
    for day, value in steps(told):
        if found:
            found.append((days.at(day), found[-1][1]))
        found.append((days.at(day), numbers.at(value)))
    if found:
        found.append((min(found[-1][0] + 60, WIDTH - _SIDE + 24), found[-1][1]))
    return found


def _point(canvas: Canvas, one: Mark, x: float, numbers: Numbers) -> None:
    """Draw a point with the stroke of its range; what differs stands in a ring."""
    colour = _colour(canvas, one)
    y = numbers.at(one.at)
    if one.dot == SPAN:
        high = numbers.at(one.figure.high or 0)
        canvas.line([x, x], [y, high], colour, 6)
        canvas.dot(x, high, one.dot, colour)
    elif one.dot in (LEAST, VAGUE):
        canvas.line([x, x], [y, y - _OPEN], colour, 4, ":" if one.dot == VAGUE else "-")
    elif one.dot == MOST:
        canvas.line([x, x], [y, min(y + _OPEN, numbers.bottom)], colour, 4)
    canvas.dot(x, y, one.dot, colour, 26 if one.holds else 20)
    if one.differs:
        canvas.ring(x, y, colour)


def _labels(
    canvas: Canvas,
    drawn: Sequence[Mark],
    days: Days,
    numbers: Numbers,
    line: Sequence[tuple[float, float]],
    room: Box,
) -> int:
    """Write number and reporter at the points, what matters most first; return how many are not."""
    wanted = sorted(drawn, key=lambda one: (not one.holds, not one.differs, -one.at))
    texts = [[one.number, *wrapped(one.who, _LABEL, SMALL, lines=2)] for one in wanted]
    labels = [
        Label(
            days.at(one.day),
            numbers.at(one.at),
            max(
                width_of(lines[0], PLAIN, bold=True), *(width_of(each, SMALL) for each in lines[1:])
            ),
            36.0 * len(lines),
        )
        for one, lines in zip(wanted, texts, strict=True)
    ]
    points = [_around(days.at(one.day), numbers.at(one.at)) for one in drawn]
    points += [
        _around(days.at(one.day), numbers.at(one.figure.high or 0))
        for one in drawn
        if one.dot == SPAN
    ]
    strokes = [
        Box(min(a, c), min(b, d), max(a, c), max(b, d))
        for (a, b), (c, d) in zip(line, line[1:], strict=False)
    ]
    left_out = 0
    for one, lines, place in zip(wanted, texts, places(labels, room, points, strokes), strict=True):
        if place is None:
            left_out += 1
            continue
        if place.lead:
            x, y = days.at(one.day), numbers.at(one.at)
            canvas.line([x, place.lead[0]], [y, place.lead[1]], canvas.colours.soft, 1.5)
        for number, words in enumerate(lines):
            canvas.text(
                place.box.left, place.box.top + 36 * number, words,
                SMALL if number else PLAIN, bold=not number,
                colour=canvas.colours.ink if number else _colour(canvas, one), halo=True,
            )  # fmt: skip
    return left_out


def _colour(canvas: Canvas, one: Mark) -> str:
    if one.holds:
        return canvas.colours.holds
    return canvas.colours.differs if one.differs else canvas.colours.soft


def _around(x: float, y: float) -> Box:
    return Box(x - _POINT, y - _POINT, x + _POINT, y + _POINT)
