"""Timelines of Timeline17's stories: which days, and what is told of them."""

from pathlib import Path

from cli import output
from cli.sets.workplace import Workplace
from evals import timelines
from evals.figures import Figure
from facts.events import read_events


def measure(workplace: Workplace, folder: Path) -> dict[str, Figure | float]:
    """Return Date-F1 beside choosing the days named most, and how much of the days is told."""
    from ingest.extract import extract

    del workplace  # events are read from the articles, nothing is archived
    with output.working("Making the timelines of Timeline17 …"):
        stories = timelines.read_stories(folder, extract)
        return timelines.evaluate(stories, read_events, *timelines.ways())
