"""Reports on shootings (Gun Violence Archive, 2013-2017): is one on the incident found?

The questions name a place and a day. Those whose answer is one person are left out, as everywhere
with this set: one is too easily guessed.
"""

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from evals.figures import Figure, mean
from evals.lines import document, read_lines
from news.article import Document

Ask = Callable[[str], int | None]
"""A question to the number that its answer states first, None where it states none."""

Retrieve = Callable[[str, int], Sequence[str]]
"""A question and k to the reports that the k best chunks are of."""

_LEAST = 2


@dataclass(frozen=True, slots=True)
class Question:
    """A question on one incident, and the ids of the reports on it."""

    text: str
    incident: str
    answer: int
    reports: frozenset[str]


def documents(folder: Path) -> Iterator[Document]:
    """Yield the reports that have a text; the last part of the URL is the id of each."""
    file = folder / "articles.jsonl.gz"
    for line in read_lines(file):
        if not line["content"].strip():
            continue
        yield document(
            file,
            line["doc_id"],
            title=line["title"],
            text=line["content"],
            published=line["dct"],
            url=f"https://gva.example/{line['doc_id']}",
        )


def report_of(url: str | None) -> str:
    """Return the id of the report at the URL."""
    return (url or "").rpartition("/")[2]


def questions(folder: Path) -> list[Question]:
    """Return the questions on one incident whose answer is two or more."""
    return [
        Question(
            line["question"], line["incident_id"], line["answer"], frozenset(line["answer_docs"])
        )
        for line in read_lines(folder / "questions_single.jsonl.gz")
        if line["answer"] >= _LEAST
    ]


def evaluate(asked: Sequence[Question], retrieve: Retrieve) -> dict[str, Figure]:
    """Return how often a report on the incident is the first, and among the first ten chunks."""
    ranks = []
    for question in asked:
        found = enumerate(retrieve(question.text, 10), start=1)
        ranks.append(next((rank for rank, one in found if one in question.reports), math.inf))
    return {
        "hit@1": mean([float(rank <= 1) for rank in ranks]),
        "hit@10": mean([float(rank <= 10) for rank in ranks]),
    }


def evaluate_answers(asked: Sequence[Question], ask: Ask) -> dict[str, Figure]:
    """Return how often the exact number is the answer's own, of all and of those that state one."""
    stated = [(ask(one.text), one.answer) for one in asked]
    right = [float(number == answer) for number, answer in stated]
    answered = [float(number == answer) for number, answer in stated if number is not None]
    return {"number from the question": mean(right), "of those answered": mean(answered)}
