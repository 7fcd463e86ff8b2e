"""Reports on shootings: the chunks that are found for a question with a place and a day."""

from pathlib import Path

from cli import output
from cli.sets.workplace import Workplace
from evals import gva
from evals.figures import Figure
from facts.which import value_of


def measure(workplace: Workplace, folder: Path) -> dict[str, Figure]:
    """Return hit@1 and hit@10, and how often the right number is answered."""
    parts = workplace.kept("gva", gva.documents(folder))

    def retrieve(question: str, k: int) -> list[str]:
        return [gva.report_of(one.url) for one in parts.retriever.retrieve(question, k=k)]

    answerer = parts.answerer()

    def ask(question: str) -> int | None:
        stated = answerer.answer(question).figures
        return value_of(stated[0].figure) if stated else None

    asked = gva.questions(folder)
    with output.working("Asking the questions on shootings …"):
        found = gva.evaluate(asked, retrieve) | gva.evaluate_answers(asked, ask)
    parts.release_lock()
    return found
