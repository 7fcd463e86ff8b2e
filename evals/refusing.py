"""Refusing: is silence kept where the articles hold no answer, and what does that cost?

The confidence of an answer ranks questions that the articles answer above those that they do not;
a person only sees whether something is quoted. Both are measured, of the same answers.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from evals.figures import Figure, mean, measured
from evals.metrics import auc, refused_at
from news.answer import Answer

COST = 0.1
"""Share of the answerable that may be refused."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one question: how sure the answer was, and whether anything was quoted."""

    answerable: bool
    confidence: float
    supported: bool


def outcomes(answers: Iterable[Answer], *, answerable: bool) -> list[Outcome]:
    """Return what became of each question, in order."""
    return [Outcome(answerable, one.confidence, one.supported) for one in answers]


def figures(found: Sequence[Outcome]) -> dict[str, Figure]:
    """Return AUC, the share refused at the cost, and what is refused on each side as shipped."""
    return {
        "auc": measured(lambda items: auc(*_sides(items)), found),
        f"refused at {COST:.0%} cost": measured(
            lambda items: refused_at(*_sides(items), COST), found
        ),
        "refused, unanswerable": _refused(found, answerable=False),
        "refused, answerable": _refused(found, answerable=True),
    }


def _sides(found: Sequence[Outcome]) -> tuple[list[float], list[float]]:
    """Return the confidences of the answerable, and of the others."""
    answerable = [one.confidence for one in found if one.answerable]
    return answerable, [one.confidence for one in found if not one.answerable]


def _refused(found: Sequence[Outcome], *, answerable: bool) -> Figure:
    return mean([float(not one.supported) for one in found if one.answerable is answerable])
