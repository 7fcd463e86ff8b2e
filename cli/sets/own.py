"""Questions of our own, over the samples and over the seed article."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from cli.sets.workplace import Workplace
from evals import questions
from news.answer import Answer
from news.conversation import Conversation


def measure(workplace: Workplace, name: str, targets: Iterable[str], asked: Path) -> dict[str, Any]:
    """Return the share of the questions that are met, and which are not."""
    parts = workplace.fresh(name, targets)
    answerer = parts.answerer()

    def ask(question: str, conversation: Conversation, known_on: date | None) -> Answer:
        return answerer.answer(question, conversation, known_on=known_on)

    score = questions.score(questions.read_cases(asked), ask)
    parts.release_lock()
    kinds = {f"met of {kind}": met for kind, met in score.kinds.items() if kind}
    met = f"{score.met}/{score.total}"
    return {"share": score.share, "met": met, **kinds, "missed": score.missed}
