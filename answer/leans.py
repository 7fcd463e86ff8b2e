"""How likely a question leans on what was asked before: a learned weight for each plain sign.

The weights stand in followups.json and are made by `python -m evals.learn_followups`.
"""

import json
import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from vectorstore.analyse import analyse, content_terms

WEIGHTS = Path(__file__).parent / "followups.json"

_PRONOUN = re.compile(
    r"\b(?:it|its|itself|he|him|his|she|hers?|they|them|themselves|theirs?"
    r"|он|она|оно|они|его|её|их|ему|ей|им)\b",
    re.IGNORECASE,
)
_POINTER = re.compile(
    r"\b(?:this|these|those|это|этот|эти|тогда|там)\b"
    r"|\bthat\b(?!\s+(?:is|are|was|were|can|could|will|would|the|an?|i|you|we|they|he|she|it)\b)",
    re.IGNORECASE,
)
_PLACE_OR_TIME = re.compile(
    r"\b(?:there|then|here)\b(?!\s+(?:is|are|was|were|any|an?)\b)", re.IGNORECASE
)
_OTHER = re.compile(
    r"\b(?:ones?|others?|another|else|same|such|both|either|neither|each|instead|too|also|still"
    r"|again|more|first|second|last)\b",
    re.IGNORECASE,
)
_LEAD = re.compile(
    r"^\W*(?:and|but|so|also|then|ok|okay|or|because|well|yes|no|oh|now|great|thanks|а|и|но)\b",
    re.IGNORECASE,
)
_WHAT_IS = re.compile(r"^\W*(?:what|which|how)\s+(?:is|are|was|were)\b", re.IGNORECASE)
_PAST = re.compile(r"\b(?:was|were|did|had)\b", re.IGNORECASE)
_MEANT = re.compile(
    r"\b(?:mean|meant|said|say|saying|mention\w*|clarify|asked|asking|told)\b", re.IGNORECASE
)
NAME = re.compile(r"(?<=[\w,] )(?!I\b)[A-ZА-ЯЁ][\w'’-]+")
_DEFINITE = re.compile(r"\bthe\s+([a-z][\w'-]*)")

_OF_SOMETHING = (
    "cause effect reason purpose benefit advantage disadvantage difference symptom cost price size "
    "name history role rule requirement limit example type kind way treatment risk side part "
    "member population location place time year use feature option step process problem issue "
    "information number amount main good bad best common important popular famous happen make "
    "work mean become start end help need get find like explain describe"
)
"""Words that say little alone: whoever says "the cause" or "the best" has said of what before."""


@lru_cache(maxsize=1)
def of_something() -> frozenset[str]:
    """Return the terms that are of something: "cause", "price", "kind"."""
    return frozenset(analyse(_OF_SOMETHING))


@dataclass(frozen=True, slots=True)
class Weights:
    """Two logistic regressions by the names of their signs, "always" for what is always there.

    `leans`: does a question lean on what was said? `means`: does it mean this word of it?
    """

    leans: Mapping[str, float]
    means: Mapping[str, float]


@lru_cache(maxsize=1)
def shipped() -> Weights:
    """Return the weights that come with the program."""
    return Weights(**json.loads(WEIGHTS.read_text(encoding="utf-8")))


def leans(question: str, said: Sequence[str], weights: Weights) -> float:
    """Return how likely (0 to 1) the question takes words from what was said, oldest first."""
    return chance(signs(question, said), weights.leans) if said else 0.0


def chance(found: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """Return how likely the signs make it."""
    total = weights["always"] + sum(weights[name] * value for name, value in found.items())
    return 1 / (1 + math.exp(-total))


def signs(question: str, said: Sequence[str]) -> dict[str, float]:
    """Return what can be seen of whether the question leans on what was said."""
    own = content_terms(question)
    known = {term for one in said for term in content_terms(one)}
    last = set(content_terms(said[-1]))
    names = len(NAME.findall(question))
    points = bool(_PRONOUN.search(question) or _POINTER.search(question))
    definite = {term for word in _DEFINITE.findall(question) for term in analyse(word)}
    share = 1 / max(1, len(own))
    return {
        "pronoun": float(bool(_PRONOUN.search(question))),
        "pointer": float(bool(_POINTER.search(question))),
        "there": float(bool(_PLACE_OR_TIME.search(question))),
        "other": float(bool(_OTHER.search(question))),
        "lead": float(bool(_LEAD.search(question))),
        "what is": float(bool(_WHAT_IS.search(question))),
        "past": float(bool(_PAST.search(question))),
        "meant": float(bool(_MEANT.search(question))),
        "no mark": float("?" not in question),
        "one word": float(len(own) <= 1),
        "two words": float(len(own) == 2),
        "words": min(len(own), 10) / 10,
        "of something": float(all(term in of_something() for term in own)),
        "names alone": float(names > 0 and not points),
        "names": float(names > 1),
        "definite": float(bool(definite & known)),
        "known": share * sum(term in known for term in own),
        "known last": share * sum(term in last for term in own),
        "second": float(len(said) == 1),
        "much said": min(len(known), 25) / 25,
    }
