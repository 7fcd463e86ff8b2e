"""RealTimeQA: what is quoted for a question, asked from its day."""

from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cli import output
from cli.sets.workplace import Workplace
from evals import realtimeqa
from news.answer import Answer

if TYPE_CHECKING:
    from answer.chain import Answerer
    from archive import Archive

_FILE = "2022.jsonl.gz"
_WHOLE = 10
"""More sentences than fit into a quote."""


def measure(workplace: Workplace, folder: Path) -> dict[str, Any]:
    """Return what the quotes hold, of one sentence each and of as many as fit, all verbatim."""
    parts = workplace.kept("realtimeqa", realtimeqa.documents(folder / _FILE))
    asked = realtimeqa.questions(folder / _FILE)
    found: dict[str, Any] = {}
    kept: list[Answer] = []
    for name, most in (("one sentence", 1), ("400 characters", _WHOLE)):
        answerer = parts.answerer(quote_chars=400, quote_sentences=most)
        with output.working(f"Asking the questions of RealTimeQA, {name} a quote …"):
            figures = realtimeqa.evaluate(asked, partial(_ask, answerer, kept))
        found |= {f"{figure}, {name}": value for figure, value in figures.items()}
    found["quotes verbatim"] = _verbatim(parts.archive, kept)
    parts.release_lock()
    return found


def _ask(answerer: "Answerer", kept: list[Answer], question: str, day: date) -> Answer:
    kept.append(answerer.answer(question, asked_on=day))
    return kept[-1]


def _verbatim(archive: "Archive", answers: list[Answer]) -> str:
    """Return how many quotes stand in the archived revisions as they are quoted, of how many."""
    quotes = [quote for answer in answers for quote in answer.quotes]
    stand = 0
    for quote in quotes:
        source = archive.source(quote.article_id, quote.revision)
        stand += source is not None and source.text[quote.start : quote.end] == quote.text
    return f"{stand}/{len(quotes)}"
