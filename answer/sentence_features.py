"""What speaks for a sentence as the answer: one row of figures a sentence, compared in a question.

None says which sentence it is: a row holds how well the question is covered, by what is new in the
sentence, and where and when it stands.
"""

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from answer.asked import name_terms
from answer.coverage import Coverage, Held
from answer.expected import FIGURES, NAMES, Expected
from answer.lexicon import speech
from answer.values import Value, is_place, values
from vectorstore.analyse import STOPWORDS, analyse, content_terms

Rows = npt.NDArray[np.float64]

NAMES_OF_FEATURES = (
    "own", "titled", "window", "context", "chunk", "retrieved", "rank", "before", "pairs",
    "near", "fits", "strong", "votes", "support", "fresh14", "fresh60", "later", "age", "lead",
    "place", "echo", "asks", "new", "length", "short", "leans", "speech", "reason", "first_person",
    "rarest", "strong_figure", "near_figure", "support_figure", "own_figure", "fits_figure",
    "support_name", "strong_name", "own_open", "new_open", "asking_own", "asking_window",
    "reason_asked", "deed", "deed_window", "header",
)  # fmt: skip

_NEIGHBOUR, _CHUNK, _HEADER = 0.9, 0.85, 0.85
_AROUND = 70
"""Characters to each side of a figure in which the words stand that it is a figure of."""

_FRESH, _RECENT = 14, 60
_VOTING = 40
_SHARPNESS = 4.0

_LEANS = re.compile(
    r"[\"“]?(?:he|she|it|they|this|that|these|those|his|her|its|their|the (?:group|company|firm"
    r"|move|decision|news|announcement|singer|actor|team|show|film|pair|couple|agency|court|law"
    r"|man|woman|two|former))\b",
    re.IGNORECASE,
)
_FIRST_PERSON = re.compile(r"\b(?:I|we|my|our|you|your)\b")
_REASON = re.compile(
    r"\b(?:because|due to|caus(?:ed|ing)|triggered|sparked|led to|as a result|blamed|attributed"
    r"|in protest|over (?:concerns|fears|safety|a|the)|amid|citing|prompt(?:ed|ing)"
    r"|(?:began|begun|started|broke out) (?:after|when|over|with)|following|после|из-за)\b",
    re.IGNORECASE,
)
_PLACED = re.compile(
    r"\b(?:in|at|near|outside|off|along|across|into|of|from|to|на|в)\s+(?:the\s+)?$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a passage, as it is compared: `own` its terms, `before` and `after` the next.

    `header` are the terms of the title, the publisher and the day, `chunk` those of the passage.
    """

    text: str
    own: frozenset[str]
    in_order: tuple[str, ...]
    before: frozenset[str]
    after: frozenset[str]
    chunk: frozenset[str]
    header: frozenset[str]
    score: float
    rank: int
    at: float
    published: date | None
    group: str
    publisher: str | None = None


@lru_cache(maxsize=16384)
def terms_in_order(text: str) -> tuple[str, ...]:
    """Return the terms of a text, kept for the next question over the same articles."""
    return tuple(analyse(text))


@lru_cache(maxsize=16384)
def terms(text: str) -> frozenset[str]:
    """Return the terms of a text as a set."""
    return frozenset(terms_in_order(text))


def rows(
    question: str,
    expected: Expected,
    rarity: Mapping[str, float],
    sentences: Sequence[Sentence],
    asked_on: date | None,
) -> tuple[Rows, list[tuple[Value, ...]]]:
    """Return a row for each sentence, and its values that can be the answer."""
    named = frozenset(analyse(question))
    pairs = _pairs(question, rarity)
    rare = sorted(rarity.values(), reverse=True)
    least = rare[max(0, (len(rare) - 1) // 3)] if rare else 0.0
    rarest = {term: weight for term, weight in rarity.items() if weight >= least}
    best_score = max((one.score for one in sentences), default=1.0) or 1.0
    small = _small(sentences)
    asking = {term: w for term in content_terms(expected.asking) if (w := rarity.get(term))}
    asking = asking or dict(rarity)
    names = name_terms(question)
    deed = {term: weight for term, weight in rarity.items() if term not in names}
    found: list[tuple[Value, ...]] = []
    table = np.zeros((len(sentences), len(NAMES_OF_FEATURES)))
    column = {name: at for at, name in enumerate(NAMES_OF_FEATURES)}
    coverage = Coverage(tuple(rarity))
    every = coverage.shares(rarity)
    for name, told in _covered(coverage, sentences, every, rarest, asking, deed).items():
        table[:, column[name]] = told
    for row, one in zip(table, sentences, strict=True):
        own = float(row[column["own"]])
        new = one.own - named
        can_be = tuple(
            value
            for value in values(one.text)
            if not value.terms <= named and _is_of(value, expected, one, small)
        )
        found.append(can_be)
        strong = max((strength(value, expected, one) for value in can_be), default=0.0)
        near = (
            max(float(coverage.held(_around(one.text, value)) @ every) for value in can_be[:6])
            if can_be
            else 0.0
        )
        leans = bool(_LEANS.match(one.text))
        is_new = len(new) - len(new & _stopped())
        fits = float(bool(can_be))
        if expected.form == "reason":
            fits = float(bool(_REASON.search(one.text)))
        elif expected.form == "open":
            fits = float(is_new >= 3)
        values_of = {
            "retrieved": one.score / best_score,
            "rank": 1 / (1 + one.rank),
            "before": leans * float(coverage.held(one.before) @ every),
            "pairs": _held_pairs(pairs, one.in_order),
            "near": near,
            "fits": fits,
            "strong": strong,
            "lead": float(one.at < 0.15),
            "place": 1 - one.at,
            "echo": own * (is_new < 3 or not fits),
            "asks": float(one.text.rstrip("\"”' ").endswith("?")),
            "new": math.log1p(is_new),
            "length": math.log(max(10, min(400, len(one.text)))),
            "short": float(len(one.text) < 45),
            "leans": float(leans),
            "speech": float(not speech().isdisjoint(one.own)),
            "reason": float(bool(_REASON.search(one.text))),
            "first_person": float(bool(_FIRST_PERSON.search(one.text))),
            **_freshness(one.published, asked_on),
        }
        for name, value in values_of.items():
            row[column[name]] = value
    base = (
        table[:, column["own"]]
        + table[:, column["window"]]
        + table[:, column["retrieved"]]
        + 0.6 * table[:, column["fits"]]
        + 0.3 * table[:, column["fresh14"]]
    ) / 2
    votes, support = _votes(sentences, found, base, named)
    table[:, column["votes"]] = votes
    table[:, column["support"]] = support
    figures = float(expected.form in FIGURES)
    for_name = float(expected.form in NAMES)
    opens = float(expected.form in ("open", "reason"))
    for name, source, is_it in (
        ("strong_figure", "strong", figures),
        ("near_figure", "near", figures),
        ("support_figure", "support", figures),
        ("own_figure", "own", figures),
        ("fits_figure", "fits", figures),
        ("support_name", "support", for_name),
        ("strong_name", "strong", for_name),
        ("reason_asked", "reason", float(expected.form == "reason")),
        ("own_open", "own", opens),
        ("new_open", "new", opens),
    ):
        table[:, column[name]] = is_it * table[:, column[source]]
    return table, found


def _covered(
    coverage: Coverage,
    sentences: Sequence[Sentence],
    every: Held,
    rarest: Mapping[str, float],
    asking: Mapping[str, float],
    deed: Mapping[str, float],
) -> dict[str, Held]:
    """Return by feature how much of the question, or of some of its terms, each sentence tells."""
    own, before, after, chunk, header = (
        coverage.rows([getattr(one, place) for one in sentences])
        for place in ("own", "before", "after", "chunk", "header")
    )
    window = np.maximum(own, _NEIGHBOUR * np.maximum(before, after))
    titled = np.maximum(own, _HEADER * header)
    of_rarest, of_asking, of_deed = map(coverage.shares, (rarest, asking, deed))
    return {
        "own": own @ every,
        "window": window @ every,
        "header": header @ every,
        "titled": titled @ every,
        "context": np.maximum(np.maximum(window, titled), _CHUNK * chunk) @ every,
        "chunk": np.maximum(chunk, header) @ every,
        "rarest": titled @ of_rarest,
        "asking_own": own @ of_asking,
        "asking_window": window @ of_asking,
        "deed": own @ of_deed,
        "deed_window": window @ of_deed,
    }


@lru_cache(maxsize=1)
def _stopped() -> frozenset[str]:
    return frozenset(analyse(" ".join(STOPWORDS)))


def _freshness(published: date | None, asked_on: date | None) -> dict[str, float]:
    if published is None or asked_on is None:
        return {}
    days = (asked_on - published).days
    return {
        "fresh14": float(-2 <= days <= _FRESH),
        "fresh60": float(-2 <= days <= _RECENT),
        "later": float(days < -2),
        "age": math.log1p(max(0, days)) / 8,
    }


def _pairs(question: str, rarity: Mapping[str, float]) -> dict[tuple[str, str], float]:
    """Return what pairs of neighbouring terms of the question weigh, stop words left out."""
    kept = [term for term in analyse(question) if term in rarity]
    return {
        (one, other): rarity[one] + rarity[other]
        for one, other in zip(kept, kept[1:], strict=False)
        if one != other
    }


def _held_pairs(pairs: Mapping[tuple[str, str], float], in_order: Sequence[str]) -> float:
    total = sum(pairs.values())
    if not total:
        return 0.0
    where: dict[str, list[int]] = {}
    for at, term in enumerate(in_order):
        where.setdefault(term, []).append(at)
    held = sum(
        weight
        for (one, other), weight in pairs.items()
        if any(0 < b - a <= 3 for a in where.get(one, ()) for b in where.get(other, ()))
    )
    return held / total


def _is_of(value: Value, expected: Expected, one: Sentence, small: frozenset[str]) -> bool:
    """Say whether a value has the form that is asked for."""
    form = expected.form
    if value.kind == "name" and value.start == 0 and " " not in value.key and value.key in small:
        return False
    if form == "number":
        return value.kind == "number"
    if form == "span":
        if expected.units:
            return value.kind == "span" and value.unit in expected.units
        return value.kind in ("span", "number")
    if form in ("percent", "money", "day"):
        return value.kind == form
    if form in ("country", "state"):
        return value.kind == "name" and is_place(value, form)
    if form in ("place", "person", "body"):
        return value.kind == "name"
    if form in ("title", "name"):
        return value.kind in ("title", "name")
    return value.kind != "span"


def strength(value: Value, expected: Expected, one: Sentence) -> float:
    """Return how surely (0 to 1) a value is one of the noun that was asked for."""
    form, noun = expected.form, frozenset(expected.noun)
    if form == "number":
        return float(bool(noun & value.noun)) if noun else 0.5
    if form == "span":
        return 1.0 if value.kind == "span" else 0.3
    if form == "place":
        placed = bool(_PLACED.search(one.text[max(0, value.start - 10) : value.start]))
        return 0.5 * placed + 0.5 * bool(noun & value.terms or is_place(value, form))
    if form == "title":
        return 1.0 if value.kind == "title" else 0.4
    if form == "person":
        known = is_place(value, form)
        return 0.0 if known else 0.6 + 0.4 * (" " in value.key)
    if form in ("body", "name") and noun:
        beside = terms(one.text[max(0, value.start - 30) : value.end + 30])
        return 1.0 if noun & beside else 0.4
    return 1.0


def _around(text: str, value: Value) -> frozenset[str]:
    start = text.rfind(" ", 0, max(0, value.start - _AROUND)) + 1
    end = text.find(" ", min(len(text), value.end + _AROUND))
    return terms(text[start : end if end >= 0 else len(text)])


def _votes(
    sentences: Sequence[Sentence],
    found: Sequence[tuple[Value, ...]],
    base: Rows,
    named: frozenset[str],
) -> tuple[list[float], list[float]]:
    """Return for each sentence what other reports say of its values, and how surely in all.

    A value counts once a report, by the best sentence that has it; copies are one report.
    """
    if not len(base):
        return [], []
    best = float(base.max())
    told: dict[str, dict[str, float]] = {}
    often: dict[str, int] = {}
    for at, (one, can_be) in enumerate(zip(sentences, found, strict=True)):
        weight = math.exp(_SHARPNESS * (float(base[at]) - best))
        for key in {key for value in can_be for key in keys(value, named)}:
            often[key] = often.get(key, 0) + 1
            by = told.setdefault(key, {})
            by[one.group] = max(by.get(one.group, 0.0), weight)
    votes, support = [], []
    for one, can_be in zip(sentences, found, strict=True):
        others, sure = 0.0, 0.0
        for value in can_be:
            for key in keys(value, named):
                by = told[key]
                total = sum(by.values())
                others = max(others, total - by[one.group])
                sure = max(sure, total / math.sqrt(often[key]))
        votes.append(math.log1p(others))
        support.append(math.log1p(sure))
    return votes, support


def keys(value: Value, named: frozenset[str]) -> list[str]:
    """Return by what a value is known again, whoever writes it; words of the question are none."""
    if value.kind in ("name", "title"):
        return [term for term in value.terms if term not in named and len(term) > 1]
    return [f"{value.kind} {value.key}" if value.kind != "span" else f"number {value.key}"]


def _small(sentences: Sequence[Sentence]) -> frozenset[str]:
    """Return the words that stand in small letters somewhere: no names, though they begin one."""
    return frozenset[str]().union(*(_small_words(one.text) for one in sentences))


@lru_cache(maxsize=16384)
def _small_words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"\b[a-zа-яё][\w’'-]*", text))
