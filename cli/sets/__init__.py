"""The sets that `dateline eval` measures: one file each, one line in the table.

A measurement gets a workplace and the folder of its set, and returns what it found by name.
"""

from collections.abc import Callable, Mapping
from pathlib import Path

from cli.sets import (
    bodies,
    followups,
    gva,
    gva_figures,
    muc,
    multihop,
    own,
    realtimeqa,
    refusing,
    timeline17,
    timelines,
    wikimpacts,
)
from cli.sets.workplace import Workplace
from evals.figures import Figure
from evals.followups import CAST

Found = Mapping[str, Figure | float | int | str | tuple[str, ...]]
Measure = Callable[[Workplace, Path], Found]

PUBLIC: Mapping[str, tuple[str, Measure]] = {
    "multihop_rag": ("multihop_rag/corpus.jsonl.gz", multihop.measure),
    "gva": ("gva/articles.jsonl.gz", gva.measure),
    "gva_figures": ("gva/articles.jsonl.gz", gva_figures.measure),
    "muc": ("muc/reports.jsonl.gz", muc.measure),
    "wikimpacts": ("wikimpacts/events.jsonl.gz", wikimpacts.measure),
    "timeline17": ("timeline17/questions.jsonl.gz", timeline17.measure),
    "timelines": ("timeline17/questions.jsonl.gz", timelines.measure),
    "realtimeqa": ("realtimeqa/2022.jsonl.gz", realtimeqa.measure),
    "refusing": ("multihop_rag/corpus.jsonl.gz", refusing.measure),
    "aeb": ("aeb/ground-truth.json", bodies.measure),
    "followups": (f"followups/{CAST}", followups.measure),
}
"""By its name: a file that must be there, in the folder of the set, and how it is measured."""

__all__ = ["PUBLIC", "Found", "Workplace", "own"]
