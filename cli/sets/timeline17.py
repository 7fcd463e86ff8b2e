"""Timeline17: reports of a day, and quotes that tell what timelines tell of it."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from cli import output
from cli.sets.workplace import Workplace
from evals import timeline17
from evals.figures import Figure

if TYPE_CHECKING:
    from answer.chain import Answerer

_QUOTES = 5
_WHOLE = 10
"""More sentences than fit into a quote."""


def measure(workplace: Workplace, folder: Path) -> dict[str, Figure]:
    """Return how often a report of the day is found, and how much of the timelines is told."""
    parts = workplace.kept("timeline17", timeline17.documents(folder))
    answerers = {
        "five sentences": parts.answerer(quotes=_QUOTES),
        "five quotes of 400 characters": parts.answerer(
            quotes=_QUOTES, quote_chars=400, quote_sentences=_WHOLE
        ),
    }

    def retrieve(question: str, k: int) -> list[timeline17.Report]:
        return [timeline17.report_of(one) for one in parts.retriever.retrieve(question, k=k)]

    def quote(answerer: "Answerer", question: str) -> list[str]:
        return [one.text for one in answerer.answer(question).quotes]

    ways = {name: partial(quote, one) for name, one in answerers.items()}

    with output.working("Asking the questions of Timeline17 …"):
        found = timeline17.evaluate(timeline17.questions(folder), retrieve, ways)
    parts.release_lock()
    return found
