"""Where labels stand beside their points: none covers another or a point. Plain geometry."""

import math
from collections.abc import Sequence
from typing import NamedTuple

_NEAR = (16, 34, 60, 95, 140, 190, 250, 320)
_TURNS = (0, 180, 315, 45, 225, 135, 270, 90, 340, 20, 200, 160, 292, 247, 67, 112)
_LEADS_FROM = 40
"""Pixels beyond which a line leads from the point to its label."""

_TRIES, _FEW = 4, 5
"""How often the labels are placed anew, and how many at most may be left out for that."""


class Box(NamedTuple):
    """A rectangle, y downwards."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "Box", gap: float = 0) -> bool:
        return (
            self.left < other.right + gap
            and other.left < self.right + gap
            and self.top < other.bottom + gap
            and other.top < self.bottom + gap
        )

    def holds(self, other: "Box") -> bool:
        return (
            self.left <= other.left
            and self.top <= other.top
            and other.right <= self.right
            and other.bottom <= self.bottom
        )


class Label(NamedTuple):
    """A label's size and the point that it belongs to."""

    x: float
    y: float
    width: float
    height: float


class Place(NamedTuple):
    """Where a label stands; `lead` is where a line from its point ends, if it needs one."""

    box: Box
    lead: tuple[float, float] | None


def places(
    labels: Sequence[Label], room: Box, points: Sequence[Box], lines: Sequence[Box] = ()
) -> list[Place | None]:
    """Return a place for each label, the first ones best; None for those that do not fit.

    `points` are never covered, `lines` only where there is no other place. Where some do not fit,
    these are tried first.
    """
    order = list(range(len(labels)))
    best: list[Place | None] = []
    for _ in range(_TRIES):
        found = _placed([labels[at] for at in order], room, points, lines)
        if not best or found.count(None) < best.count(None):
            best = [found[order.index(at)] for at in range(len(labels))]
        left_out = [at for at, place in zip(order, found, strict=True) if place is None]
        if not left_out or len(left_out) > _FEW:
            break
        order = left_out + [at for at in order if at not in left_out]
    return best


def _placed(
    labels: Sequence[Label], room: Box, points: Sequence[Box], lines: Sequence[Box]
) -> list[Place | None]:
    placed: list[Place | None] = []
    taken: list[Box] = []
    leads: list[tuple[float, float, float, float]] = []
    for label in labels:
        best: tuple[float, Place] | None = None
        for order, (distance, turn) in enumerate((d, t) for d in _NEAR for t in _TURNS):
            box = _box(label, distance, turn)
            if not room.holds(box) or any(box.meets(one, 10) for one in taken):
                continue
            if any(box.meets(one, 2) for one in points):
                continue
            if any(_crosses(lead, box) for lead in leads):
                continue
            lead = _lead(label, box) if distance > _LEADS_FROM else None
            if lead and any(_crosses((label.x, label.y, *lead), one) for one in taken):
                continue
            cost = order + 60 * sum(box.meets(one, 4) for one in lines)
            if best is None or cost < best[0]:
                best = cost, Place(box, lead)
        placed.append(best[1] if best else None)
        if best:
            taken.append(best[1].box)
            if best[1].lead:
                leads.append((label.x, label.y, *best[1].lead))
    return placed


def _box(label: Label, distance: float, turn: int) -> Box:
    """Return the label moved from its point so far that way, clear of the point."""
    across, down = math.cos(math.radians(turn)), math.sin(math.radians(turn))
    x = label.x + across * (distance + label.width / 2)
    y = label.y + down * (distance + label.height / 2)
    return Box(x - label.width / 2, y - label.height / 2, x + label.width / 2, y + label.height / 2)


def _lead(label: Label, box: Box) -> tuple[float, float]:
    return (
        min(max(label.x, box.left), box.right),
        min(max(label.y, box.top), box.bottom),
    )


def _crosses(line: tuple[float, float, float, float], box: Box) -> bool:
    """Say whether a straight line runs through a box (looked at in short steps)."""
    x, y, to_x, to_y = line
    steps = max(2, int(math.hypot(to_x - x, to_y - y) / 8))
    return any(
        box.left < x + (to_x - x) * at / steps < box.right
        and box.top < y + (to_y - y) * at / steps < box.bottom
        for at in range(steps)
    )
