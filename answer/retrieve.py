"""Passages for a question: what the two indexes find, fused, and visible by the archive's word."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from archive import Archive
from news.errors import IndexesError
from news.passage import Passage
from vectorstore.indexes import Indexes

_CANDIDATES = 200
"""Asked of each index; visibility drops some, fusion orders the rest."""

_TRIES = 3
"""While a question is looked up, other indexes may take over, and what was found is then gone."""

_MEANING = 0.2
"""Weight of the scaled cosine beside the best word score at 1. Swept on half of MultiHop-RAG
(n = 578; Hits@10, Hits@4, MRR@10): 0 gives .910/.806/.653, .2 .919/.804/.653,
.35 .915/.801/.646, .7 .900/.779/.604; the cosine alone .715/.517/.353."""


@dataclass(frozen=True, slots=True)
class Retriever:
    """Finds passages in one data folder."""

    archive: Archive
    indexes: Indexes

    def retrieve(self, question: str, *, k: int, known_on: date | None = None) -> list[Passage]:
        """Return the k best single chunks for the question, best first, the score from 0 to 1.2."""
        for _ in range(_TRIES):
            generation = self.archive.generation()
            self.indexes.refresh(generation)
            try:
                passages = self._find(question, k, known_on)
            except IndexesError:
                if self.archive.generation() == generation:
                    raise
            else:
                if passages or self.archive.generation() == generation:
                    return passages
        return []

    def _find(self, question: str, k: int, known_on: date | None) -> list[Passage]:
        total = self.indexes.count()
        n = _CANDIDATES
        while True:
            scored = fuse(self.indexes.matching(question, n), self.indexes.nearest(question, n))
            passages = self.archive.passages(scored, known_on=known_on)
            if len(passages) >= k or n >= total:
                return passages[:k]
            # Too few survived: an archive of many revisions, or asked of an early day.
            n *= 4

    def rarity(self, terms: Sequence[str]) -> dict[str, float]:
        """Return how much each term tells (BM25's inverse document frequency), never below 0.05."""
        counts, total = self.indexes.frequencies(terms)
        return {
            term: max(0.05, math.log(1 + (total - count + 0.5) / (count + 0.5)))
            for term, count in zip(terms, counts, strict=True)
        }


def fuse(
    words: Sequence[tuple[str, float]], meaning: Sequence[tuple[str, float]]
) -> list[tuple[str, float]]:
    """Return the union of both lists, best first: word scores relative to the best, plus cosine.

    Scores of one question are comparable with each other, those of two questions are not.
    """
    best = max((score for _, score in words), default=0.0)
    fused = {chunk_id: score / best for chunk_id, score in words} if best > 0 else {}
    if meaning:
        low = min(score for _, score in meaning)
        span = max(score for _, score in meaning) - low or 1.0
        for chunk_id, score in meaning:
            fused[chunk_id] = fused.get(chunk_id, 0.0) + _MEANING * (score - low) / span
    return sorted(fused.items(), key=lambda item: (-item[1], item[0]))


def without_repeats(passages: Sequence[Passage]) -> list[Passage]:
    """Return the passages without those whose words stand in a better one."""
    seen: set[str] = set()
    kept = []
    for passage in passages:
        key = " ".join(passage.text.split())
        if key not in seen:
            seen.add(key)
            kept.append(replace(passage))
    return kept
