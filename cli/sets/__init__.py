"""The sets that `dateline eval` measures: one file each, one line in the table.

A measurement gets a workplace and the folder of its set, and returns what it found by name.
"""

from collections.abc import Callable, Mapping
from pathlib import Path

from cli.sets import bodies, followups, gva, multihop, own, realtimeqa, timeline17
from cli.sets.workplace import Workplace
from evals.figures import Figure
from evals.followups import CAST

Found = Mapping[str, Figure | float | int | str | tuple[str, ...]]
Measure = Callable[[Workplace, Path], Found]

PUBLIC: Mapping[str, tuple[str, Measure]] = {
    "multihop_rag": ("corpus.jsonl.gz", multihop.measure),
    "gva": ("articles.jsonl.gz", gva.measure),
    "timeline17": ("questions.jsonl.gz", timeline17.measure),
    "realtimeqa": ("2022.jsonl.gz", realtimeqa.measure),
    "aeb": ("ground-truth.json", bodies.measure),
    "followups": (CAST, followups.measure),
}
"""By the name of its folder: a file that must be there, and how the set is measured."""

__all__ = ["PUBLIC", "Found", "Workplace", "own"]
