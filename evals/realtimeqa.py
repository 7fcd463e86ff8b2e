"""RealTimeQA (Kasai et al., 2022, arXiv 2207.13332): do the first quotes hold the answer?

Weekly news-quiz questions, each asked with its day over the articles that a web search found for
all of them. A quote holds an answer when the answer's words stand in it together, in any case.
"""

import json
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from answer.expected import FIGURES, expected
from evals.figures import Figure, mean
from evals.lines import read_lines
from news.answer import Answer
from news.article import Document, Origin
from news.text import sentences
from vectorstore.analyse import analyse, content_terms

Ask = Callable[[str, date], Answer]
"""A question and the day it is asked on to its answer."""

_FIRST = 3
_NEAREST = 10


@dataclass(frozen=True, slots=True)
class Question:
    """A question of a quiz; `documents` are the ids of the articles that were found for it."""

    id: str
    text: str
    day: date
    answers: tuple[str, ...]
    in_documents: bool
    documents: tuple[str, ...]


def evaluate(asked: Sequence[Question], ask: Ask) -> dict[str, Figure]:
    """Return how often the first quote, and the first three, hold the answer that was found.

    Of the questions for a number, a share, a sum or a day, the first quote is told by itself.
    """
    known = [one for one in asked if one.in_documents]
    told = [[quote.text for quote in ask(one.text, one.day).quotes] for one in known]
    first = [
        float(any(holds(text, one.answers) for text in texts[:1]))
        for one, texts in zip(known, told, strict=True)
    ]
    among = [
        float(any(holds(text, one.answers) for text in texts[:_FIRST]))
        for one, texts in zip(known, told, strict=True)
    ]
    figures = [
        right for one, right in zip(known, first, strict=True) if expected(one.text).form in FIGURES
    ]
    return {
        "first quote": mean(first),
        "first three quotes": mean(among),
        "first quote, figures and days": mean(figures),
    }


def questions(file: Path) -> list[Question]:
    """Return the questions, in order."""
    return [
        Question(
            id=line["question_id"],
            text=line["question"],
            day=_day(line["question_date"]),
            answers=tuple(line["answer"]),
            in_documents=line["answer_in_docs"],
            documents=tuple(dict.fromkeys(map(_id, line["docs"]))),
        )
        for line in read_lines(file)
    ]


def documents(file: Path) -> Iterator[Document]:
    """Yield the articles of all questions as `ingest` would read them, each once.

    Of an article that was found with several texts, the longest is taken.
    """
    longest: dict[str, dict[str, Any]] = {}
    for line in read_lines(file):
        for article in line["docs"]:
            kept = longest.get(_id(article))
            if kept is None or len(article["text"]) > len(kept["text"]):
                longest[_id(article)] = article
    for article_id, article in longest.items():
        fields = {
            "title": article["title"],
            "text": article["text"],
            "published": _day(article["date"]).isoformat() if article["date"] else None,
            "url": article["url"],
            "id": article_id,
        }
        given = {name: value for name, value in fields.items() if value}
        yield Document(
            content=json.dumps(given).encode(),
            media_type="application/json",
            retrieved=datetime.now(UTC),
            origin=Origin("jsonl", str(file), article_id),
            name=article["title"],
            given=given,
        )


def holds(quote: str, answers: tuple[str, ...]) -> bool:
    """Say whether the words of one of the answers stand in the quote, together and whole."""
    words = f" {_plain(quote)} "
    return any(f" {_plain(answer)} " in words for answer in answers if _plain(answer))


def holding(documents: Iterable[Document], asked: Iterable[Question]) -> dict[str, frozenset[str]]:
    """Return by the id of a question the ids of the documents that hold one of its answers."""
    told = {
        str(one.given["id"]): "".join(
            f" {_plain(str(one.given.get(place, '')))} " for place in ("title", "text")
        )
        for one in documents
    }
    return {
        one.id: frozenset(
            document
            for document, words in told.items()
            if any(f" {_plain(answer)} " in words for answer in one.answers if _plain(answer))
        )
        for one in asked
    }


def is_told(one: Question, texts: Iterable[str]) -> bool:
    """Say whether an answer stands in one of the ten sentences nearest to the question's words."""
    terms = set(content_terms(one.text))
    told = [text[start:end] for text in texts for start, end in sentences(text)]
    told.sort(key=lambda sentence: -len(terms.intersection(analyse(sentence))))
    return any(holds(sentence, one.answers) for sentence in told[:_NEAREST])


def _plain(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text).casefold()
    return " ".join(re.findall(r"[\w%]+", folded))


def _id(article: dict[str, Any]) -> str:
    return str(article["url"])


def _day(written: str) -> date:
    return date.fromisoformat(written.replace("/", "-"))
