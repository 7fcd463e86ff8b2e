"""MultiHop-RAG (Tang and Yang, 2024, arXiv 2401.15391): does a retrieved chunk hold the evidence?

The rule is the benchmark's: spaces and newlines are dropped, a chunk is relevant if a gold fact is
a substring of it, questions without an answer are left out.
"""

import gzip
import json
import math
import re
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from evals.figures import Figure, mean
from news.article import Document, Origin

Retrieve = Callable[[str, int], Sequence[str]]
"""A question and k to the texts of the k best chunks."""


def documents(folder: Path) -> Iterator[Document]:
    """Yield the corpus as documents, as `ingest` would read them from JSON Lines."""
    for number, line in enumerate(_lines(folder / "corpus.jsonl.gz")):
        fields = {
            "title": line["title"],
            "text": line["body"],
            "publisher": line["source"],
            "published": line["published_at"],
            "url": line.get("url"),
            "id": str(number),
        }
        given = {name: value for name, value in fields.items() if value}
        yield Document(
            content=json.dumps(given).encode(),
            media_type="application/json",
            retrieved=datetime.now(UTC),
            origin=Origin("jsonl", str(folder / "corpus.jsonl.gz"), given["id"]),
            name=line["title"],
            given=given,
        )


def questions(folder: Path) -> list[dict[str, Any]]:
    """Return the questions with their evidence."""
    return list(_lines(folder / "queries.jsonl.gz"))


def evaluate(asked: Sequence[dict[str, Any]], retrieve: Retrieve) -> dict[str, Figure]:
    """Return Hits@10, Hits@4 and MRR@10 over the questions that have an answer."""
    ranks = [
        _rank(line, retrieve(line["query"], 10))
        for line in asked
        if line["question_type"] != "null_query"
    ]
    return {
        "hits@10": mean([float(rank <= 10) for rank in ranks]),
        "hits@4": mean([float(rank <= 4) for rank in ranks]),
        "mrr@10": mean([1 / rank if rank <= 10 else 0.0 for rank in ranks]),
    }


def _rank(line: dict[str, Any], texts: Sequence[str]) -> float:
    """Return the rank of the first text that holds a fact of the evidence, else infinity."""
    facts = [_squeezed(item["fact"]) for item in line["evidence_list"]]
    found = (
        float(rank)
        for rank, text in enumerate(map(_squeezed, texts), start=1)
        if any(fact in text for fact in facts)
    )
    return next(found, math.inf)


def _squeezed(text: str) -> str:
    return re.sub(r"[ \n]", "", text)


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())
