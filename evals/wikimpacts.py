"""Articles on disasters with the deaths and injuries that people coded (Wikimpacts).

Coders give a range, or nothing where the article states nothing. Asked is the total from the
article's text alone: a number inside the range is right, and where nothing is coded silence is.
Always being silent is no success, so silence is read beside the share of known injuries found.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from evals.figures import Figure as Measured
from evals.figures import mean
from evals.halves import half_of
from evals.lines import read_lines
from news.article import Article, Origin
from news.figure import Measure

Total = Callable[[Article, Measure], tuple[int | None, int | None] | None]
"""The least and the most that an article says in all, or None where it does not say."""


@dataclass(frozen=True, slots=True)
class Event:
    """An article, with the coded ranges: None where the coders found nothing."""

    article: Article
    killed: tuple[int, int] | None
    injured: tuple[int, int] | None


def events(folder: Path) -> list[Event]:
    """Return the events in the order of the file."""
    file = folder / "events.jsonl.gz"
    return [
        Event(
            article=Article(
                id=line["event_id"],
                title=line["event_name"].strip(),
                text=line["text"],
                origin=Origin("jsonl", str(file), line["event_id"]),
                retrieved=datetime.now(UTC),
            ),
            killed=_range(line["gold"], "Deaths"),
            injured=_range(line["gold"], "Injuries"),
        )
        for line in read_lines(file)
    ]


def _range(gold: dict[str, object], name: str) -> tuple[int, int] | None:
    low, high = gold.get(f"{name}_Min"), gold.get(f"{name}_Max")
    if not isinstance(low, int) or not isinstance(high, int):
        return None
    return low, high


def evaluate(told: Sequence[Event], total: Total) -> dict[str, Measured]:
    """Return the shares that are right: of deaths, of known injuries, and of silence."""
    deaths: list[float] = []
    halves: dict[str, list[float]] = {"a": [], "b": []}
    known: list[float] = []
    silent: list[float] = []
    for event in told:
        if event.killed is not None:
            deaths.append(is_inside(total(event.article, "killed"), event.killed))
            halves[half_of(event.article.id)].append(deaths[-1])
        injured = total(event.article, "injured")
        if event.injured is None:
            silent.append(float(injured is None))
        else:
            known.append(is_inside(injured, event.injured))
    return {
        "deaths": mean(deaths),
        "deaths half a": mean(halves["a"]),
        "deaths half b": mean(halves["b"]),
        "injuries": mean(known),
        "injuries kept silent": mean(silent),
    }


def is_inside(said: tuple[int | None, int | None] | None, coded: tuple[int, int]) -> float:
    """Return 1 where the number that is said lies in the coded range.

    Of "at least 8" it is 8, and of "more than 8", as the coders take it, 9.
    """
    if said is None:
        return 0.0
    low, high = said
    number = low if low is not None else high
    return float(number is not None and coded[0] <= number <= coded[1])
