"""Passages for a question: what the two indexes find, fused, and visible by the archive's word."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from answer.features import Compared, compare
from answer.fusion import fuse
from answer.sought import Floats, Sought, sought
from archive import Archive
from news.errors import IndexesError
from news.passage import Passage
from vectorstore.analyse import content_terms
from vectorstore.indexes import Indexes
from vectorstore.marks import Marks, in_order, mark

CANDIDATES = 200
"""Asked of each index; visibility drops some, fusion orders the rest."""

_TRIES = 3
"""While a question is looked up, other indexes may take over, and what was found is then gone."""


@dataclass(frozen=True, slots=True)
class Candidates:
    """What may be told of a question, in no order: passages, their terms, and their cosines.

    A cosine is nan where the passage is not among the nearest.
    """

    seeks: Sought
    passages: Sequence[Passage]
    marks: Sequence[Marks]
    cosines: Floats

    def compared(self) -> Compared:
        """Return how the passages, of which there is at least one, compare with the question."""
        return compare(self.seeks, self.passages, self.marks, self.cosines)

    def best(self, k: int) -> list[Passage]:
        """Return the k best passages with their scores, best first."""
        if not self.passages:
            return []
        scores = fuse(self.compared())
        ordered = sorted(
            (
                replace(passage, score=float(score))
                for passage, score in zip(self.passages, scores, strict=True)
            ),
            key=lambda one: (-one.score, one.chunk_id),
        )
        return ordered[:k]


@dataclass(frozen=True, slots=True)
class Retriever:
    """Finds passages in one data folder."""

    archive: Archive
    indexes: Indexes

    def retrieve(self, question: str, *, k: int, known_on: date | None = None) -> list[Passage]:
        """Return the k best single chunks for the question, best first, the score from 0 to 1."""
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

    def candidates(
        self, question: str, *, n: int = CANDIDATES, known_on: date | None = None
    ) -> Candidates:
        """Return what is visible of the n best chunks of each index."""
        cosines = dict(self.indexes.nearest(question, n))
        found = [*(one for one, _ in self.indexes.matching(question, n)), *cosines]
        ids = list(dict.fromkeys(found))
        passages = self.archive.passages([(one, 0.0) for one in ids], known_on=known_on)
        marks = self.indexes.marks([passage.chunk_id for passage in passages])
        return Candidates(
            sought(question, self.rarity(content_terms(question))),
            passages,
            [marks[one.chunk_id] if one.chunk_id in marks else _marked(one) for one in passages],
            np.array([cosines.get(passage.chunk_id, np.nan) for passage in passages]),
        )

    def _find(self, question: str, k: int, known_on: date | None) -> list[Passage]:
        total = self.indexes.count()
        n = CANDIDATES
        found = self.candidates(question, n=n, known_on=known_on)
        # Too few survived: an archive of many revisions, or asked of an early day.
        while len(found.passages) < k and n < total:
            n *= 4
            found = self.candidates(question, n=n, known_on=known_on)
        return found.best(k)

    def rarity(self, terms: Sequence[str]) -> dict[str, float]:
        """Return how much each term tells (BM25's inverse document frequency), never below 0.05."""
        counts, total = self.indexes.frequencies(terms)
        return {
            term: max(0.05, math.log(1 + (total - count + 0.5) / (count + 0.5)))
            for term, count in zip(terms, counts, strict=True)
        }


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


def _marked(passage: Passage) -> Marks:
    """Return the marks of a chunk whose index keeps none yet, since it is of an older form."""
    day = passage.published.spoken() if passage.published else ""
    return mark(in_order(f"{passage.title} {passage.publisher or ''} {day}", passage.text))
