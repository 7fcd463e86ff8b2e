"""What a question seeks, as its chunks are compared with it: terms, parts, names, days."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from news.window import Window
from vectorstore.analyse import analyse, content_terms

Floats = np.ndarray[tuple[int, ...], np.dtype[np.float64]]

_PART_END = re.compile(
    r"[,;:?!—–]\s+"
    r"|\s+(?=(?:while|whereas|and|but|with|as reported|according|which|that|both)\b)",
    re.IGNORECASE,
)
_FEWEST = 3
"""Terms of a part; a shorter one belongs to the one before it."""

_FARTHEST = 2
"""Two terms of a question are a pair when at most one other word stands between them."""

_NAME = re.compile(r"[A-ZА-ЯЁ][\w'’-]*")
_FIRST_WORD = re.compile(r"^\W*\w+")
_SLOGAN = re.compile(r"\s+[-–—]\s+|:\s+|\s*\|\s*")
_ARTICLE = re.compile(r"^The\s+")
_DOMAIN = re.compile(r"\.(?:com|org|net)$")


@dataclass(frozen=True, slots=True)
class Part:
    """A clause of the question: its words, and where its terms stand among the question's."""

    text: str
    terms: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Sought:
    """`weights` say how much each term tells and add up to 1; `rarity` is BM25's own.

    `pairs` are terms near each other in the question, with how far apart; `names` the terms of
    names. Both, as those of the parts, are positions among `terms`. `window` are the days that it
    is asked of, where they are not named one by one.
    """

    question: str
    terms: tuple[str, ...]
    rarity: Floats
    weights: Floats
    pairs: tuple[tuple[int, int, int], ...]
    names: tuple[int, ...]
    parts: tuple[Part, ...]
    window: Window | None = None


def sought(question: str, rarity: Mapping[str, float], window: Window | None = None) -> Sought:
    """Return what the question seeks; `rarity` has every one of its content terms."""
    terms = tuple(content_terms(question))
    rare = np.array([rarity[term] for term in terms], dtype=float)
    at = {term: index for index, term in enumerate(terms)}
    named = {
        at[term]
        for name in _NAME.findall(_FIRST_WORD.sub("", question))
        for term in analyse(name)
        if term in at
    }
    return Sought(
        question=question,
        terms=terms,
        rarity=rare,
        weights=rare / rare.sum() if terms else rare,
        pairs=tuple(_pairs(question, at)),
        names=tuple(sorted(named)),
        parts=tuple(_parts(question, at)),
        window=window,
    )


def names_publisher(text: str, publisher: str | None) -> bool:
    """Say whether the text names the publisher as it is written, or without what follows its name.

    >>> names_publisher("What did the Example Times say?", "The Example Times | World News")
    True
    """
    return any(
        re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) for name in called(publisher or "")
    )


@lru_cache(maxsize=4096)
def called(publisher: str) -> tuple[str, ...]:
    """Return what a publisher may be called: its whole name, and that without a slogan."""
    whole = _ARTICLE.sub("", publisher.strip())
    short = _DOMAIN.sub("", _SLOGAN.split(whole)[0])
    return tuple(name for name in dict.fromkeys((whole, short)) if len(name) > 2)


def _pairs(question: str, at: Mapping[str, int]) -> list[tuple[int, int, int]]:
    pairs = []
    before: tuple[int, int] | None = None
    for place, term in enumerate(analyse(question)):
        if term not in at:
            continue
        if before and place - before[1] <= _FARTHEST and before[0] != at[term]:
            pairs.append((before[0], at[term], place - before[1]))
        before = (at[term], place)
    return list(dict.fromkeys(pairs))


def _parts(question: str, at: Mapping[str, int]) -> list[Part]:
    parts: list[Part] = []
    text, terms = "", set[int]()
    for piece in _PART_END.split(question):
        text = f"{text} {piece}"
        terms |= {at[term] for term in analyse(piece) if term in at}
        if len(terms) >= _FEWEST:
            parts.append(Part(text, tuple(sorted(terms))))
            text, terms = "", set()
    if terms:
        last = parts.pop() if parts else Part("", ())
        parts.append(Part(last.text + text, tuple(sorted(terms | set(last.terms)))))
    return parts


def weights_without(seeks: Sought, left_out: Sequence[int], terms: Sequence[int]) -> Floats:
    """Return the weights of some of the terms alone, adding up to 1, if others remain."""
    kept = [term for term in terms if term not in left_out] or list(terms)
    weights = np.zeros(len(seeks.terms))
    weights[kept] = seeks.weights[kept]
    total = weights.sum()
    return weights / total if total else weights
