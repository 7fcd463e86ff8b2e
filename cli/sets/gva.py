"""Reports on shootings: the chunks that are found for a question with a place and a day."""

from pathlib import Path

from cli import output
from cli.sets.workplace import Workplace
from evals import gva
from evals.figures import Figure


def measure(workplace: Workplace, folder: Path) -> dict[str, Figure]:
    """Return hit@1 and hit@10."""
    parts = workplace.kept("gva", gva.documents(folder))

    def retrieve(question: str, k: int) -> list[str]:
        return [gva.report_of(one.url) for one in parts.retriever.retrieve(question, k=k)]

    with output.working("Asking the questions on shootings …"):
        found = gva.evaluate(gva.questions(folder), retrieve)
    parts.release_lock()
    return found
