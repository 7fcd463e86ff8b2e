"""Reports on shootings: is the number that is read from them the one that was counted?

The articles on the incident are given (`answer_docs`), so this measures reading and choosing, not
finding. Questions whose answer is one person are left out: one is too easily guessed.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from evals.figures import Figure as Measured
from evals.figures import mean
from evals.halves import half_of
from evals.lines import read_lines
from facts.which import Candidate, Report, best
from news.article import Article, Origin
from news.figure import Figure, Measure
from news.moment import day_mentions, moment_of_day

Read = Callable[[Article], list[Figure]]

_LEAST = 2
_ANSWERED = 0.7
_ASKED = re.compile(r"people were (killed|injured) in the shooting in (.+) on \w+ \d+, \d{4}")


@dataclass(frozen=True, slots=True)
class Question:
    """A question on one incident taken apart, and the ids of the articles on it."""

    measure: Measure
    place: str
    day: date | None
    incident: str
    answer: int
    reports: tuple[str, ...]


def questions(folder: Path, *, least: int = _LEAST) -> list[Question]:
    """Return the questions on one incident whose answer is at least two."""
    found = []
    for line in read_lines(folder / "questions_single.jsonl.gz"):
        asked = _ASKED.search(line["question"])
        if line["answer"] < least or not asked:
            continue
        days = day_mentions(line["question"])
        found.append(
            Question(
                measure="killed" if asked[1] == "killed" else "injured",
                place=asked[2],
                day=days[0].on() if days else None,
                incident=line["incident_id"],
                answer=line["answer"],
                reports=tuple(line["answer_docs"]),
            )
        )
    return found


def articles(folder: Path, asked: Sequence[Question]) -> dict[str, Article]:
    """Return the articles that the questions name, by their ids."""
    wanted = {key for question in asked for key in question.reports}
    file = folder / "articles.jsonl.gz"
    return {
        line["doc_id"]: Article(
            id=line["doc_id"],
            title=line["title"],
            text=line["content"],
            origin=Origin("jsonl", str(file), line["doc_id"]),
            retrieved=datetime.now(UTC),
            published=moment_of_day(date.fromisoformat(line["dct"])),
        )
        for line in read_lines(file)
        if line["doc_id"] in wanted
    }


@dataclass(frozen=True, slots=True)
class Given:
    """What the articles on a question's incident tell."""

    figures: list[Figure]
    reports: dict[str, Report]


def given(
    question: Question, figures: Mapping[str, Sequence[Figure]], told: Mapping[str, Article]
) -> Given:
    """Return the figures of the articles on the question's incident."""
    kept = [key for key in question.reports if key in told]
    return Given(
        [one for key in kept for one in figures[key]],
        {key: Report(told[key].title, told[key].published) for key in kept},
    )


def chosen(
    question: Question, figures: Mapping[str, Sequence[Figure]], told: Mapping[str, Article]
) -> list[Candidate]:
    """Return the candidates for the question, best first."""
    known = given(question, figures, told)
    return best(
        known.figures, known.reports, question.measure, place=question.place, day=question.day
    )


def evaluate(
    asked: Sequence[Question], told: Mapping[str, Article], read: Read
) -> dict[str, Measured]:
    """Return how many are exact: of all, of each half, and of the 70 % that are most certain."""
    figures = {key: read(one) for key, one in told.items()}
    results = []
    for question in asked:
        found = chosen(question, figures, told)
        right = bool(found) and found[0].value == question.answer
        among = any(one.value == question.answer for one in found)
        results.append((question, right, found[0].certainty if found else 0.0, among))
    certain = sorted(results, key=lambda one: -one[2])[: round(_ANSWERED * len(results))]
    halves = {
        half: [float(one[1]) for one in results if half_of(one[0].incident) == half]
        for half in ("a", "b")
    }
    return {
        "exact": mean([float(one[1]) for one in results]),
        "exact half a": mean(halves["a"]),
        "exact half b": mean(halves["b"]),
        "exact of the most certain 70 %": mean([float(one[1]) for one in certain]),
        "among the candidates": mean([float(one[3]) for one in results]),
    }
