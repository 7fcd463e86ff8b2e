"""Refusing: MultiHop-RAG's and RealTimeQA's questions without an answer against those with one."""

from datetime import date
from pathlib import Path

from cli import output
from cli.parts import Parts
from cli.sets.workplace import Workplace
from evals import multihop, realtimeqa, refusing
from evals.figures import Figure
from evals.refusing import Outcome
from news.answer import Answer

_EVERY = 3
"""Of MultiHop-RAG's many answerable questions every third is asked."""


def measure(workplace: Workplace, folder: Path) -> dict[str, Figure]:
    """Return how well answers and silence are told apart, on each of the two sets that is there.

    The folder is MultiHop-RAG's; RealTimeQA's is beside it.
    """
    found = {"MultiHop-RAG": _multihop(workplace, folder)}
    quiz = folder.parent / "realtimeqa" / "2022.jsonl.gz"
    if quiz.is_file():
        found["RealTimeQA"] = _realtimeqa(workplace, quiz)
    return {
        f"{figure}, {name}": value
        for name, its in found.items()
        for figure, value in refusing.figures(its).items()
    }


def _multihop(workplace: Workplace, folder: Path) -> list[Outcome]:
    parts = workplace.kept("multihop_rag", multihop.documents(folder))
    asked = multihop.questions(folder)
    null = [one["query"] for one in asked if one["question_type"] == "null_query"]
    known = [one["query"] for one in asked if one["question_type"] != "null_query"]
    return _asked(
        parts,
        "MultiHop-RAG",
        [(text, None) for text in known[::_EVERY]],
        [(text, None) for text in null],
    )


def _realtimeqa(workplace: Workplace, file: Path) -> list[Outcome]:
    parts = workplace.kept("realtimeqa", realtimeqa.documents(file))
    asked = realtimeqa.questions(file)
    return _asked(
        parts,
        "RealTimeQA",
        [(one.text, one.day) for one in asked if one.in_documents],
        [(one.text, one.day) for one in asked if one.documents and not one.in_documents],
    )


def _asked(
    parts: Parts,
    name: str,
    answerable: list[tuple[str, date | None]],
    unanswerable: list[tuple[str, date | None]],
) -> list[Outcome]:
    answerer = parts.answerer()

    def ask(one: tuple[str, date | None]) -> Answer:
        question, day = one
        return answerer.answer(question, asked_on=day)

    with output.working(f"Asking what {name} answers and what it does not …"):
        found = [
            *refusing.outcomes(answerable, ask, answerable=True),
            *refusing.outcomes(unanswerable, ask, answerable=False),
        ]
    parts.release_lock()
    return found
