"""What the other sentences say of a sentence: of its values, its article and its neighbours.

A first look says how likely each sentence answers by itself. A value that several likely sentences
have is likelier the answer, and so is what stands beside a likely sentence, or in a likely article.
"""

import math
import re
from collections.abc import Mapping, Sequence

import numpy as np

from answer.coverage import covered
from answer.expected import Expected
from answer.sentence_features import Rows, Sentence, keys, strength
from answer.values import Value
from vectorstore.analyse import analyse

NAMES_OF_AGREEMENT = (
    "value", "rare_value", "best_value", "often", "values", "in_title", "in_titles",
    "article", "article_best", "previous", "next", "in_quotes", "headed",
)  # fmt: skip

_WEAK = 0.3
"""What a value counts that is hardly one of the noun that was asked for."""

_LEAST = 1e-3
_SHARP = 20.0
_HEADED = re.compile(r"[^.]{3,60}:\w")
"""How a line begins that a page set in bold: "Read more:Ten facts"."""


def agreement(
    question: str,
    expected: Expected,
    rarity: Mapping[str, float],
    sentences: Sequence[Sentence],
    told: Sequence[Sequence[Value]],
    likely: Rows,
) -> Rows:
    """Return a row for each sentence, `told` its values that can be the answer.

    `likely` says of each how likely it answers by itself, 1 together.
    """
    named = frozenset(analyse(question))
    of_values = [
        [(keys(value, named), value, strength(value, expected, one)) for value in values]
        for one, values in zip(sentences, told, strict=True)
    ]
    headers = {one.header for one in sentences}
    titles = {header: covered(rarity, [(header, 1.0)]) for header in headers}
    sure: dict[str, dict[str, float]] = {}
    titled: dict[str, dict[str, float]] = {}
    often: dict[str, int] = {}
    for one, values, its in zip(sentences, of_values, likely, strict=True):
        for found, value, strong in values:
            for key in found:
                often[key] = often.get(key, 0) + 1
                _raise(sure, key, one.group, float(its) * (_WEAK + (1 - _WEAK) * strong))
                if value.terms <= one.header:
                    _raise(titled, key, one.group, titles[one.header] ** 2)
    reported = {key: sum(by.values()) for key, by in sure.items()}
    in_titles = {key: sum(by.values()) for key, by in titled.items()}
    rarely = {key: one / math.sqrt(often[key]) for key, one in reported.items()}
    most = max(reported.values(), default=0.0) or 1.0
    articles: dict[str, list[float]] = {}
    for one, its in zip(sentences, likely, strict=True):
        articles.setdefault(one.group, []).append(float(its))
    table = np.zeros((len(sentences), len(NAMES_OF_AGREEMENT)))
    for at, (row, one, values) in enumerate(zip(table, sentences, of_values, strict=True)):
        best = dict.fromkeys(NAMES_OF_AGREEMENT, 0.0)
        for found, value, strong in values:
            if not found:
                continue
            mean = sum(reported[key] for key in found) / len(found)
            rare = sum(rarely[key] for key in found) / len(found)
            headlines = sum(in_titles.get(key, 0.0) for key in found) / len(found)
            seen = (
                ("value", mean),
                ("rare_value", rare),
                ("best_value", mean / most * strong),
                ("often", sum(often[key] for key in found) / len(found)),
                ("in_title", strong * (value.terms <= one.header)),
                ("in_titles", strong * math.log1p(headlines) if headlines else 0.0),
            )
            for name, reached in seen:
                if reached > best[name]:
                    best[name] = reached
        best["value"] = math.log1p(_SHARP * best["value"])
        best["rare_value"] = math.log1p(_SHARP * best["rare_value"])
        best["often"] = math.log1p(best["often"])
        best["values"] = math.log1p(len(values))
        best["article"] = math.log(_LEAST + sum(articles[one.group]))
        best["article_best"] = math.log(_LEAST + max(articles[one.group]))
        best["previous"] = _beside(sentences, likely, at, -1)
        best["next"] = _beside(sentences, likely, at, 1)
        best["in_quotes"] = float(one.text[:1] in '"“')
        best["headed"] = float(bool(_HEADED.match(one.text)))
        row[:] = list(best.values())
    return table


def _raise(by: dict[str, dict[str, float]], key: str, group: str, value: float) -> None:
    """Keep the most of what the copies and sentences of one report say."""
    its = by.setdefault(key, {})
    its[group] = max(its.get(group, 0.0), value)


def _beside(sentences: Sequence[Sentence], likely: Rows, at: int, step: int) -> float:
    """Return how likely the sentence before or after it in its passage answers, 0 if none is."""
    other = at + step
    if not 0 <= other < len(sentences) or sentences[other].rank != sentences[at].rank:
        return 0.0
    return math.log1p(float(likely[other]) / _LEAST)
