"""Numbers that only the whole article tells: who was shot, who came on top, who killed himself."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from facts.finding import Finding
from news.figure import Span

Told = tuple[Span, Finding]
Summed = tuple[tuple[Span, ...], Finding]

_BESIDE = 350  # characters
_NEAR = 700  # characters between a number and the "others" that are counted on top of it


def put_together(told: Sequence[Told]) -> list[Summed]:
    """Return the findings as figures count: our own sums and differences after their parts."""
    result: list[Summed] = [
        ((span,), one) for span, one in told if one.measure not in ("shot", "suicide")
    ]
    result += _on_top(told)
    result += _with_the_killer(told)
    result += _shot(told)
    return result


def _on_top(told: Sequence[Told]) -> list[Summed]:
    """Add "two others were killed" to whom the sentences before tell of."""
    sums: list[Summed] = []
    for index, (span, one) in enumerate(told):
        if not one.is_more or one.is_sum or not _is_whole(one):
            continue
        if any(
            other_span == span and other.measure != one.measure and other.start < one.start
            for other_span, other in told[:index]
        ):
            continue  # "one was killed and four others were hurt": beside the dead, not on top
        before = None
        for other_span, other in reversed(told[:index]):
            if span.start - other_span.start > _NEAR or _is_joined(other, one):
                break
            if other.measure == one.measure and _is_whole(other) and not other.is_toll:
                before = (other_span, other)
                break
        if before is None or before[1].is_more or before[1].low == one.low:
            continue
        if not (before[1].is_one or one.is_also):
            continue
        low = (before[1].low or 0) + (one.low or 0)
        whole = replace(one, low=low, high=low, is_sum=True, is_more=False, group="")
        one.part_of = before[1].part_of = low
        sums.append(((span, before[0]), whole))
    return sums


def _is_joined(one: Finding, other: Finding) -> bool:
    return bool(set(map(id, one.phrases)) & set(map(id, other.phrases)))


def _is_whole(one: Finding) -> bool:
    return bool(one.low) and one.low == one.high and one.part_of is None and not one.qualifier


def _is_killer(one: Finding) -> bool:
    is_dead_attacker = one.measure == "killed" and one.is_one and one.group == "attackers"
    return one.measure == "suicide" or is_dead_attacker


def _with_the_killer(told: Sequence[Told]) -> list[Summed]:
    """Add the killer who "then turned the gun on himself" to those whom he killed."""
    himself = next((pair for pair in told if _is_killer(pair[1])), None)
    if any(one.group == "attackers" and one.part_of for _, one in told):
        return []  # "seven people, including the gunman"
    if himself is None:
        return []
    sums: list[Summed] = []
    seen: set[int] = set()
    for span, one in told:
        if one.measure != "killed" or not _is_whole(one) or one.is_toll or _is_killer(one):
            continue
        low = (one.low or 0) + 1
        if low in seen:
            continue
        seen.add(low)
        spans = (span,) if span == himself[0] else (span, himself[0])
        sums.append((spans, replace(one, low=low, high=low, is_sum=True, group="")))
    return sums


def _dead_of(span: Span, near: Sequence[Told]) -> Told | None:
    """Return the number of the dead that belongs to the shot: said with them, or said most."""
    same = [pair for pair in near if pair[0] == span]
    if same:
        return max(same, key=lambda pair: pair[1].low or 0)
    counts = Counter(pair[1].low or 0 for pair in near)
    return max(near, key=lambda pair: (counts[pair[1].low or 0], pair[1].low or 0), default=None)


def _shot(told: Sequence[Told]) -> list[Summed]:
    """Count those who were shot as injured, less the dead that are told of right there.

    "Four people were shot" is four injured where nobody is told to have died, and three where one
    did: our own difference, which quotes both.
    """
    killed = [
        (span, one)
        for span, one in told
        if one.measure == "killed" and one.low == one.high and one.low
        and (one.part_of is None or one.is_one) and not one.is_more
    ]  # fmt: skip
    injured = any(one.measure == "injured" and one.low for _, one in told)
    result: list[Summed] = []
    for span, one in told:
        if one.measure != "shot" or not (one.low or one.high):
            continue
        near = [pair for pair in killed if abs(pair[0].start - span.start) < _NEAR]
        beside = [pair for pair in near if abs(pair[0].start - span.start) < _BESIDE]
        # "One was killed and four others were shot": the four are none of the dead.
        if one.is_more or not beside:
            if not (one.low == 1 and (injured or near)):
                result.append(((span,), replace(one, measure="injured")))
            if one.is_more:
                continue
        if one.low is None:
            continue
        dead = _dead_of(span, near)
        if dead is not None:
            low = dead[1].low or 0
            if one.low > low:
                spans = (span,) if dead[0] == span else (span, dead[0])
                left = one.low - low
                high = left if one.low == one.high else None
                result.append(
                    (spans, replace(one, measure="injured", low=left, high=high, is_sum=True))
                )
    return result
