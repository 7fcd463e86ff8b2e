"""MultiHop-RAG: the chunks that are found for a question."""

from pathlib import Path

from cli import output
from cli.sets.workplace import Workplace
from evals import multihop
from evals.figures import Figure


def measure(workplace: Workplace, folder: Path) -> dict[str, Figure]:
    """Return Hits@10, Hits@4 and MRR@10."""
    parts = workplace.kept("multihop_rag", multihop.documents(folder))

    def retrieve(question: str, k: int) -> list[str]:
        return [passage.text for passage in parts.retriever.retrieve(question, k=k)]

    with output.working("Asking the questions of MultiHop-RAG …"):
        found = multihop.evaluate(multihop.questions(folder), retrieve)
    parts.release_lock()
    return found
