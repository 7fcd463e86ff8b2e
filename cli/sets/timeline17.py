"""Timeline17: reports of a day, and quotes that tell what timelines tell of it."""

from pathlib import Path

from cli import output
from cli.sets.workplace import Workplace
from evals import timeline17
from evals.figures import Figure

_QUOTES = 5


def measure(workplace: Workplace, folder: Path) -> dict[str, Figure]:
    """Return how often a report of the day is found, and how much of the timelines is told."""
    parts = workplace.kept("timeline17", timeline17.documents(folder))
    answerer = parts.answerer(quotes=_QUOTES)

    def retrieve(question: str, k: int) -> list[timeline17.Report]:
        return [timeline17.report_of(one) for one in parts.retriever.retrieve(question, k=k)]

    def quote(question: str) -> list[str]:
        return [one.text for one in answerer.answer(question).quotes]

    with output.working("Asking the questions of Timeline17 …"):
        found = timeline17.evaluate(timeline17.questions(folder), retrieve, quote)
    parts.release_lock()
    return found
