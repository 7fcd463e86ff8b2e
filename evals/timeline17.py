"""Timeline17 (Tran et al., 2013): reports of four stories, and what timelines tell of their days.

"What happened on DAY in STORY?" asks for a report of the day, and for quotes that tell what
published timelines tell of it. A sentence of a timeline is told by a quote that has half of its
words.
"""

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from evals.figures import Figure, mean
from evals.lines import document, read_lines
from news.article import Document
from news.passage import Passage
from vectorstore.analyse import content_terms

Report = tuple[str, str]
"""A story and a day (ISO)."""

Retrieve = Callable[[str, int], Sequence[Report]]
"""A question and k to the stories and days of the k best chunks."""

Quote = Callable[[str], Sequence[str]]
"""A question to the texts of the quotes that answer it, five at most."""

_TOLD = 0.5


@dataclass(frozen=True, slots=True)
class Question:
    """A question on one day of a story; `reports` counts those of that day."""

    text: str
    story: str
    day: str
    timeline: tuple[str, ...]
    reports: int


def documents(folder: Path) -> Iterator[Document]:
    """Yield the reports; the URL of each names its story."""
    file = folder / "articles.jsonl.gz"
    for line in read_lines(file):
        yield document(
            file,
            f"{line['topic']}-{line['i']}",
            text=line["text"],
            published=line["date"],
            url=f"https://timeline17.example/{line['topic']}/{line['i']}",
        )


def report_of(passage: Passage) -> Report:
    """Return the story and the day of the report that a passage is of."""
    story = (passage.url or "").rpartition("/")[0].rpartition("/")[2]
    return story, passage.published.isoformat()[:10] if passage.published else ""


def questions(folder: Path) -> list[Question]:
    """Return the questions, in order."""
    return [
        Question(
            line["question"], line["topic"], line["date"], tuple(line["gold"]),
            line["same_day_articles"],
        )
        for line in read_lines(folder / "questions.jsonl.gz")
    ]  # fmt: skip


def evaluate(
    asked: Sequence[Question], retrieve: Retrieve, quotes: Mapping[str, Quote]
) -> dict[str, Figure]:
    """Return how often a report of the day is found first and among ten chunks, and what is told.

    Days without a report are left out of the first two. The others, one for each way to quote, are
    shares of the timelines' sentences.
    """
    ranks = []
    told: dict[str, list[float]] = {name: [] for name in quotes}
    for question in asked:
        if question.reports:
            wanted = (question.story, question.day)
            found = enumerate(retrieve(question.text, 10), start=1)
            ranks.append(next((rank for rank, one in found if one == wanted), math.inf))
        for name, quote in quotes.items():
            texts = quote(question.text)
            told[name] += [float(is_told(sentence, texts)) for sentence in question.timeline]
    return {
        "same day@1": mean([float(rank <= 1) for rank in ranks]),
        "same day@10": mean([float(rank <= 10) for rank in ranks]),
        **{f"told by {name}": mean(values) for name, values in told.items()},
    }


def is_told(sentence: str, quotes: Sequence[str]) -> bool:
    """Say whether one of the quotes has half of the sentence's words."""
    words = set(content_terms(sentence))
    most = max((len(words & set(content_terms(one))) for one in quotes), default=0)
    return most >= _TOLD * len(words)
