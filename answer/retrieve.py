"""Passages for a question: what the two indexes find, fused, and visible by the archive's word."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from answer.features import Compared, compare
from answer.fusion import fuse
from answer.sought import Floats, Sought, sought
from archive import Archive, Copies
from news.errors import IndexesError
from news.passage import Passage
from news.window import Window
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

    def best(self, k: int, *, newest: bool = False) -> list[Passage]:
        """Return the k best passages with their scores, best first; newer ones gain if asked."""
        if not self.passages:
            return []
        scores = fuse(self.compared())
        if newest:
            scores *= (1 + _recency(self.passages)) / 2
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

    def retrieve(
        self,
        question: str,
        *,
        k: int,
        known_on: date | None = None,
        window: Window | None = None,
        newest: bool = False,
    ) -> list[Passage]:
        """Return the k best single chunks for the question, best first, the score from 0 to 1.

        Of the articles that print one story only the best is told.
        Those that were published in the window are preferred, and with `newest` the newer ones.
        """
        for _ in range(_TRIES):
            generation = self.archive.generation()
            self.indexes.refresh(generation)
            try:
                passages = self._find(question, k, known_on, window, newest)
            except IndexesError:
                if self.archive.generation() == generation:
                    raise
            else:
                if passages or self.archive.generation() == generation:
                    return passages
        return []

    def candidates(
        self,
        question: str,
        *,
        n: int = CANDIDATES,
        known_on: date | None = None,
        window: Window | None = None,
    ) -> Candidates:
        """Return what is visible of the n best chunks of each index, and first ones of a window."""
        cosines = dict(self.indexes.nearest(question, n))
        found = [*(one for one, _ in self.indexes.matching(question, n)), *cosines]
        of_days = self._of_days(window, known_on)
        ids = list(dict.fromkeys([*found, *of_days]))
        marks = self.indexes.marks(ids)
        known = set(found)
        # Of the days' chunks, those that are cut as the index has them have marks.
        ids = [one for one in ids if one in known or one in marks]
        passages = self.archive.passages([(one, 0.0) for one in ids], known_on=known_on)
        return Candidates(
            sought(question, self.rarity(content_terms(question)), window),
            passages,
            [marks[one.chunk_id] if one.chunk_id in marks else _marked(one) for one in passages],
            np.array([cosines.get(passage.chunk_id, np.nan) for passage in passages]),
        )

    def _of_days(self, window: Window | None, known_on: date | None) -> list[str]:
        if window is None:
            return []
        return self.archive.first_chunks(window.reported, CANDIDATES, known_on=known_on)

    def _find(
        self,
        question: str,
        k: int,
        known_on: date | None,
        window: Window | None,
        newest: bool,
    ) -> list[Passage]:
        total = self.indexes.count()
        n = CANDIDATES
        found = self._ordered(question, n, known_on, window, newest)
        # Too few survived: an archive of many revisions or copies, or asked of an early day.
        while len(found) < k and n < total:
            n *= 4
            found = self._ordered(question, n, known_on, window, newest)
        return found[:k]

    def _ordered(
        self,
        question: str,
        n: int,
        known_on: date | None,
        window: Window | None,
        newest: bool,
    ) -> list[Passage]:
        """Return the passages best first; of articles that print one story, those of the best."""
        found = self.candidates(question, n=n, known_on=known_on, window=window)
        ordered = found.best(len(found.passages), newest=newest)
        groups = Copies(self.archive).groups(list({one.article_id for one in ordered}))
        best: dict[str, str] = {}
        return [
            one
            for one in ordered
            if best.setdefault(groups[one.article_id], one.article_id) == one.article_id
        ]

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


def _recency(passages: Sequence[Passage]) -> Floats:
    """Return 1 for the newest of the passages, down to 0 for the oldest and for undated ones."""
    days = np.array([one.published.at.timestamp() if one.published else 0.0 for one in passages])
    _, places = np.unique(days, return_inverse=True)
    recency: Floats = places / max(1, places.max())
    return recency


def _marked(passage: Passage) -> Marks:
    """Return the marks of a chunk whose index keeps none yet, since it is of an older form."""
    day = passage.published.spoken() if passage.published else ""
    return mark(in_order(f"{passage.title} {passage.publisher or ''} {day}", passage.text))
