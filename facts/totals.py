"""What one long article says in all, where it tells of several regions one after the other.

A total that it states is taken. Else the regions of its lead are added up like a ledger: one entry
a region, and a wider figure ("across the country") in place of those that it holds.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from facts.which import value_of
from news.figure import Figure, Measure

_FEW = 2  # so many are told of in a lead where the regions tell the rest
_LEAD = 3000  # characters, or to the first empty line
_WIDE = re.compile(
    r"\b(?:across|throughout|nation-?wide|country-?wide|overall|in total|in all|a total of"
    r"|altogether|combined|the entire)\b",
    re.IGNORECASE,
)
_STATED = re.compile(
    r"\b(?:overall|in total|in all|a total of|altogether|combined|collectively|total(?:l?ed|ing)?"
    r"|death toll|toll|responsible for)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Total:
    """A number in all, with the figures that say it or that were added up."""

    low: int | None
    high: int | None
    figures: tuple[Figure, ...]


def in_all(figures: Sequence[Figure], measure: Measure, text: str) -> Total | None:
    """Return how many of the measure the article counts in all, None where it does not say.

    Of the injured it only says so where its lead or a stated total does, for no single region.
    """
    told = [
        one
        for one in figures
        if one.measure == measure and one.part_of is None and one.qualifier != "vague"
    ]
    stated = [one for one in told if _STATED.search(_sentence(one, text)) and not one.group]
    lead = [one for one in told if one.quotes[0].start < _end_of_lead(text)]
    if told and all(value_of(one) == 0 for one in told):
        return _as_total(told[0])
    if measure != "killed":
        general = [
            one for one in told if not one.place and (one in lead or _is_combined(one, text))
        ]
        return _as_total(max(general, key=value_of)) if general else None
    ledger = _ledger(lead, text)
    if sum(map(value_of, ledger)) <= _FEW:
        ledger = _ledger(told, text)
    best = max(stated, key=value_of, default=None)
    if best and (not ledger or value_of(best) >= max(map(value_of, ledger))):
        return _as_total(best)
    later = max(
        (one for one in told if not one.place and not one.group), key=value_of, default=None
    )
    if later and value_of(later) > sum(map(value_of, ledger)):
        return _as_total(later)
    if len(ledger) == 1:
        return _as_total(ledger[0])
    if not ledger:
        return None
    low = sum(map(value_of, ledger))
    return Total(low, low, tuple(ledger))


def _is_combined(figure: Figure, text: str) -> bool:
    return bool(re.search(r"\b(?:combined|altogether|in total|in all)\b", _sentence(figure, text)))


def _as_total(figure: Figure) -> Total:
    more = 1 if figure.qualifier in ("more than", "over") else 0
    low = figure.low + more if figure.low is not None else None
    return Total(low, figure.high, (figure,))


def _ledger(told: Sequence[Figure], text: str) -> list[Figure]:
    entries: list[Figure] = []
    for one in told:
        value = value_of(one)
        same = next((other for other in entries if _is_same(one, other)), None)
        if same is not None:
            if value > value_of(same):
                entries[entries.index(same)] = one
            continue
        if _WIDE.search(_sentence(one, text)):
            entries = [other for other in entries if value_of(other) > value]
        elif not one.place and value > sum(map(value_of, entries)):
            entries = []  # it holds those before
        entries.append(one)
    return entries


def _is_same(one: Figure, other: Figure) -> bool:
    if one.is_added:
        return False
    return one.place == other.place and bool(one.place) or value_of(one) == value_of(other)


def _sentence(figure: Figure, text: str) -> str:
    return text[figure.quotes[0].start : figure.quotes[0].end]


def _end_of_lead(text: str) -> int:
    end = text.find("\n\n", 400)
    return min(end if end >= 0 else len(text), _LEAD)
