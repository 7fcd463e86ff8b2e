"""Reports on attacks in Latin America (MUC-3 and MUC-4, 1989-90): who was killed, who was hurt.

Gold is the set of (killed or injured, how many) over a report's templates that know it; predicted
is the set of the exact figures that are read from the report. Reports without gold are left out.
Parts of a larger figure are no figure of the report: they are left out, and counted beside it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from evals.figures import Figure as Measured
from evals.figures import measured
from evals.halves import half_of
from evals.lines import read_lines
from news.article import Article, Origin
from news.figure import Figure

Counted = frozenset[tuple[str, int]]
Pair = tuple[Counted, Counted]
Read = Callable[[Article], list[Figure]]

_MEASURES = ("killed", "injured")


@dataclass(frozen=True, slots=True)
class Report:
    """A report as an article, with what its templates know."""

    article: Article
    gold: Counted


def reports(folder: Path) -> list[Report]:
    """Return the reports of which something is known."""
    file = folder / "reports.jsonl.gz"
    found = []
    for line in read_lines(file):
        gold = frozenset(
            (measure, int(template[key]))
            for template in line["templates"]
            for measure, key in (("killed", "deaths"), ("injured", "injuries"))
            if template.get(key) is not None
        )
        if gold:
            article = Article(
                id=line["doc_id"],
                title="",
                text=line["text"],
                origin=Origin("jsonl", str(file), line["doc_id"]),
                retrieved=datetime.now(UTC),
            )
            found.append(Report(article, gold))
    return found


def counted(figures: Sequence[Figure], *, parts: bool = False) -> Counted:
    """Return the exact numbers of the dead and the injured; with `parts`, those of parts too."""
    return frozenset(
        (one.measure, one.low)
        for one in figures
        if one.measure in _MEASURES and one.is_exact and one.low and (parts or one.part_of is None)
    )


def f1(pairs: Sequence[Pair]) -> float:
    """Return the micro F1 of what was found against gold, over reports."""
    right = sum(len(found & gold) for found, gold in pairs)
    total = sum(len(found) + len(gold) for found, gold in pairs)
    return 2 * right / total if total else 0.0


def evaluate(told: Sequence[Report], read: Read) -> dict[str, Measured]:
    """Return F1 of all reports, of each half, with parts, and of figures of two or more."""
    figures = [read(one.article) for one in told]
    pairs = [(counted(one), report.gold) for one, report in zip(figures, told, strict=True)]
    halves: dict[str, list[Pair]] = {"a": [], "b": []}
    for pair, report in zip(pairs, told, strict=True):
        halves[half_of(report.article.id)].append(pair)
    with_parts = [
        (counted(one, parts=True), report.gold) for one, report in zip(figures, told, strict=True)
    ]
    return {
        "F1": measured(f1, pairs),
        "F1 half a": measured(f1, halves["a"]),
        "F1 half b": measured(f1, halves["b"]),
        "F1 with parts": measured(f1, with_parts),
        "F1 of two or more": measured(f1, [(_several(one), _several(gold)) for one, gold in pairs]),
    }


def _several(numbers: Counted) -> Counted:
    return frozenset(one for one in numbers if one[1] > 1)
