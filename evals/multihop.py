"""MultiHop-RAG (Tang and Yang, 2024, arXiv 2401.15391): does a retrieved chunk hold the evidence?

The rule is the benchmark's: spaces and newlines are dropped, a chunk is relevant if a gold fact is
a substring of it, questions without an answer are left out.
"""

import math
import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from evals.figures import Figure, mean
from evals.lines import document, read_lines
from news.article import Document

Retrieve = Callable[[str, int], Sequence[str]]
"""A question and k to the texts of the k best chunks."""


def documents(folder: Path) -> Iterator[Document]:
    """Yield the corpus as documents, as `ingest` would read them from JSON Lines."""
    file = folder / "corpus.jsonl.gz"
    for number, line in enumerate(read_lines(file)):
        yield document(
            file,
            str(number),
            title=line["title"],
            text=line["body"],
            publisher=line["source"],
            published=line["published_at"],
            url=line.get("url"),
        )


def questions(folder: Path) -> list[dict[str, Any]]:
    """Return the questions with their evidence."""
    return list(read_lines(folder / "queries.jsonl.gz"))


def evaluate(asked: Sequence[dict[str, Any]], retrieve: Retrieve) -> dict[str, Figure]:
    """Return Hits@10, Hits@4 and MRR@10 over the questions that have an answer, and of each type.

    Those of a type are named after it: "hits@10 temporal".
    """
    ranks: dict[str, list[float]] = {"": []}
    for line in asked:
        kind = line["question_type"].removesuffix("_query")
        if kind != "null":
            rank = _rank(line, retrieve(line["query"], 10))
            ranks[""].append(rank)
            ranks.setdefault(f" {kind}", []).append(rank)
    return {
        f"{measure}{kind}": figure
        for kind, its in ranks.items()
        for measure, figure in measures(its).items()
    }


def measures(ranks: Sequence[float]) -> dict[str, Figure]:
    """Return the measures of the ranks at which the first relevant chunks stand."""
    return {
        "hits@10": mean([float(rank <= 10) for rank in ranks]),
        "hits@4": mean([float(rank <= 4) for rank in ranks]),
        "mrr@10": mean([1 / rank if rank <= 10 else 0.0 for rank in ranks]),
    }


def is_relevant(line: dict[str, Any], text: str) -> bool:
    """Say whether the text holds a fact of the question's evidence."""
    squeezed = _squeezed(text)
    return any(_squeezed(item["fact"]) in squeezed for item in line["evidence_list"])


def _rank(line: dict[str, Any], texts: Sequence[str]) -> float:
    """Return the rank of the first relevant text, else infinity."""
    ranks = (float(rank) for rank, text in enumerate(texts, start=1) if is_relevant(line, text))
    return next(ranks, math.inf)


def _squeezed(text: str) -> str:
    return re.sub(r"[ \n]", "", text)
