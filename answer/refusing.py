"""How surely the archive answers a question: a few signals of what was found, weighed as learned.

Each signal tells how well the articles meet the question, none what kind of question it is, but for
its length: a long question is never met as fully as a short one.
"""

import json
import math
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from pathlib import Path

from answer.coverage import covered
from answer.sentence_features import NAMES_OF_FEATURES, Rows, Sentence
from answer.sought import names_publisher

WEIGHTS = Path(__file__).with_name("refusing.json")
"""Learned by evals/learn_refusing.py, which says from what."""

SIGNALS = (
    "chunk", "titled", "fitting", "named", "named_anywhere", "length", "publisher", "reports",
    "dated", "fresh_title", "fresh_share",
)  # fmt: skip

_CHUNK, _TITLED, _WINDOW = (NAMES_OF_FEATURES.index(one) for one in ("chunk", "titled", "window"))

_AS_NEAR = 0.8
"""A report is one on the question when its best passage tells this share of what the best tells."""

_WEEK, _FORTNIGHT, _AHEAD = 7, 14, -2
"""Days; a report may be dated later than the question by a time zone and a night."""


def sureness(signals: Sequence[float]) -> float:
    """Return how likely (0 to 1) a question with these signals is answered by the archive."""
    learned = weights()
    logit = learned["bias"] + sum(
        learned[name] * one for name, one in zip(SIGNALS, signals, strict=True)
    )
    return 1 / (1 + math.exp(-logit))


@lru_cache(maxsize=1)
def weights() -> dict[str, float]:
    """Return the learned weight of each signal, and the bias."""
    return {str(name): float(one) for name, one in json.loads(WEIGHTS.read_bytes()).items()}


def signals(
    question: str,
    rarity: Mapping[str, float],
    names: Iterable[str],
    sentences: Sequence[Sentence],
    table: Rows,
    fits: Sequence[bool],
    *,
    asked_on: date | None,
) -> list[float]:
    """Return the signals in their order, for at least one sentence of the best passages.

    `rarity` weighs the question's terms, `names` are those of names, `table` has a row for each
    sentence and `fits` says of each whether it holds something of the kind asked for.
    """
    best = int(table[:, _CHUNK].argmax())
    chunks = {one.rank: one.chunk | one.header for one in sentences}
    named = {term: rarity[term] for term in names if term in rarity}
    fitting = (float(row[_WINDOW]) for row, fit in zip(table, fits, strict=True) if fit)
    told = {
        "chunk": float(table[best, _CHUNK]),
        "titled": float(table[:, _TITLED].max()),
        "fitting": max(fitting, default=0.0),
        "named": _held(named, chunks[sentences[best].rank]),
        "named_anywhere": _held(named, frozenset().union(*chunks.values())),
        "length": math.log1p(len(rarity)),
        "publisher": float(names_publisher(question, sentences[best].publisher)),
        "reports": math.log(_reports(sentences, table)),
        "dated": float(asked_on is not None),
        "fresh_title": max(
            (
                _held(rarity, one.header)
                for one in sentences
                if _is_fresh(one, asked_on, _FORTNIGHT)
            ),
            default=0.0,
        ),
        "fresh_share": _fresh_share(sentences, table, asked_on),
    }
    return [told[name] for name in SIGNALS]


def _held(weights: Mapping[str, float], terms: frozenset[str]) -> float:
    return covered(weights, [(terms, 1.0)]) if weights else 1.0


def _reports(sentences: Sequence[Sentence], table: Rows) -> int:
    """Return how many reports tell nearly as much of the question as the best; copies are one."""
    told = table[:, _CHUNK]
    near = told >= _AS_NEAR * told.max()
    return len({one.group for one, is_near in zip(sentences, near, strict=True) if is_near})


def _fresh_share(sentences: Sequence[Sentence], table: Rows, asked_on: date | None) -> float:
    """Return how much of what the passages tell of the question is of the week it is asked in."""
    passages = {one.rank: (one, row[_CHUNK]) for one, row in zip(sentences, table, strict=True)}
    total = sum(told for _, told in passages.values())
    fresh = sum(told for one, told in passages.values() if _is_fresh(one, asked_on, _WEEK))
    return float(fresh / total) if total else 0.0


def _is_fresh(one: Sentence, asked_on: date | None, days: int) -> bool:
    if asked_on is None or one.published is None:
        return False
    return _AHEAD <= (asked_on - one.published).days <= days
