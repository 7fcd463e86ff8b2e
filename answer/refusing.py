"""How surely the archive answers a question: a few signals of what was found, weighed as learned.

Each signal tells how well the articles meet the question, none what kind of question it is, but for
its length: a long question is never met as fully as a short one.
"""

import json
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from answer.coverage import covered
from answer.sentence_features import NAMES_OF_FEATURES, Rows, Sentence, keys
from answer.sentence_model import likelihoods
from answer.sought import names_publisher
from answer.values import Value
from news.moment import moment_of_day
from news.window import Window
from vectorstore.analyse import analyse

WEIGHTS = Path(__file__).with_name("refusing.json")
"""Learned by evals/learn_refusing.py, which says from what."""

SIGNALS = (
    "chunk", "titled", "fitting", "named_near", "named_anywhere", "length", "publisher", "reports",
    "dated", "fresh_title", "fresh_share", "leads", "outside",
)  # fmt: skip

_CHUNK, _TITLED, _WINDOW = (NAMES_OF_FEATURES.index(one) for one in ("chunk", "titled", "window"))

_AS_NEAR = 0.8
"""A report is one on the question when its best passage tells this share of what the best tells."""

_LIKELIEST = 20
"""Sentences whose values are compared."""

_WEEK, _FORTNIGHT, _AHEAD = 7, 14, -2
"""Days; a report may be dated later than the question by a time zone and a night."""


@dataclass(frozen=True, slots=True)
class Seen:
    """The sentences of the best passages, and of each what is known of it.

    A row of features, its values that can be the answer, how good it is beside the best one, and
    whether it holds something of the kind asked for.
    """

    sentences: Sequence[Sentence]
    table: Rows
    told: Sequence[Sequence[Value]]
    good: Rows
    fits: Sequence[bool]


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
    seen: Seen,
    *,
    asked_on: date | None,
    days: Window | None = None,
) -> list[float]:
    """Return the signals in their order, for at least one sentence.

    `rarity` weighs the question's terms, and `names` are those of names. `days` are those that it
    is asked of as seen from its own: "this week".
    """
    sentences, table = seen.sentences, seen.table
    best = int(table[:, _CHUNK].argmax())
    likeliest = sentences[int(seen.good.argmax())]
    named = {term: rarity[term] for term in names if term in rarity}
    anywhere = frozenset[str]().union(*(one.chunk | one.header for one in _passages(sentences)))
    fitting = (float(row[_WINDOW]) for row, fit in zip(table, seen.fits, strict=True) if fit)
    told = {
        "chunk": float(table[best, _CHUNK]),
        "titled": float(table[:, _TITLED].max()),
        "fitting": max(fitting, default=0.0),
        "named_near": _held(named, _around(likeliest)),
        "named_anywhere": _held(named, anywhere),
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
        "leads": _leads(question, seen),
        "outside": float(days is not None and not any(_is_of(days, one) for one in sentences)),
    }
    return [told[name] for name in SIGNALS]


def _held(weights: Mapping[str, float], terms: frozenset[str]) -> float:
    return covered(weights, [(terms, 1.0)]) if weights else 1.0


def _passages(sentences: Sequence[Sentence]) -> Iterable[Sentence]:
    """Return one sentence of each passage."""
    return {one.rank: one for one in sentences}.values()


def _around(one: Sentence) -> frozenset[str]:
    return one.own | one.before | one.after | one.header


def _leads(question: str, seen: Seen) -> float:
    """Return how much likelier the likeliest value is than the next; copies are one report.

    Of a name each word is told by itself, and the others that stand with it are no next value.
    """
    likely = likelihoods(seen.good)
    named = frozenset(analyse(question))
    told: dict[str, dict[str, float]] = {}
    together: dict[str, set[str]] = {}
    for at in (-likely).argsort(kind="stable")[:_LIKELIEST]:
        group = seen.sentences[at].group
        for value in seen.told[at]:
            its = keys(value, named)
            for key in its:
                by = told.setdefault(key, {})
                by[group] = max(by.get(group, 0.0), float(likely[at]))
                together.setdefault(key, set()).update(its)
    most = {key: sum(by.values()) for key, by in told.items()}
    if not most:
        return 0.0
    first = max(most, key=lambda key: (most[key], key))
    return most[first] - max((most[key] for key in most.keys() - together[first]), default=0.0)


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


def _is_of(days: Window, one: Sentence) -> bool:
    return one.published is not None and days.has(moment_of_day(one.published))


def _is_fresh(one: Sentence, asked_on: date | None, days: int) -> bool:
    if asked_on is None or one.published is None:
        return False
    return _AHEAD <= (asked_on - one.published).days <= days
