"""Questions made of headlines: one of what a headline tells is left out, and asked for.

What other articles tell of it holds the answer (as the clozes of Hermann et al. 2015, who took the
points of a summary). There are as many as there are headlines, so more is learned from them than
from the few questions that people wrote.
"""

import re
from dataclasses import dataclass
from random import Random

from answer.expected import Expected, Form
from answer.values import Value, is_place, values
from vectorstore.analyse import analyse, content_terms

_SITE = re.compile(r"\s[|–—-]\s(?=[^|–—-]{2,40}$)")
"""What stands before the name of a site at the end of a headline."""

_FEWEST_WORDS, _MOST_WORDS, _FEWEST_TERMS = 5, 18, 4
_FIGURES = ("number", "percent", "money", "day")
"""Headlines tell more names than figures: where there is a figure, that is asked for."""

_ASKED_WITH: dict[Form, str] = {
    "number": "How many", "percent": "What percent", "money": "How much money", "day": "When",
    "title": "Which", "name": "Which", "person": "Who", "country": "Which country",
}  # fmt: skip

_PERSON = 0.6
"""How many of the names of two words that are no countries are asked for as people."""

_SAME = 0.75
"""A headline with this share of the question's terms is a copy of its own."""


@dataclass(frozen=True, slots=True)
class Headline:
    """A headline's question, its `rest` without what is asked for, and the answer."""

    question: str
    rest: str
    answer: str
    expected: Expected

    def is_told_by(self, title: str) -> bool:
        """Say whether another headline is hardly more than this one again."""
        own = set(analyse(self.rest))
        return len(own & set(analyse(title))) >= _SAME * len(own)


def headline(title: str, chance: Random) -> Headline | None:
    """Return a question that a headline answers, by chance one of several; None if it has none.

    >>> headline("Bus fares rise by 12% in the capital, city council says", Random(0)).question
    'What percent Bus fares rise by in the capital, city council says?'
    """
    told = _SITE.split(title)[0].strip(" .…")
    if not _FEWEST_WORDS <= len(told.split()) <= _MOST_WORDS:
        return None
    found = [one for one in values(told) if one.kind != "span" and not _begins(one)]
    figures = [one for one in found if one.kind in _FIGURES]
    if not found:
        return None
    chosen = chance.choice(figures or found)
    before, after = told[: chosen.start], told[chosen.end :]
    rest = " ".join(f"{before} {after}".split())
    if len(content_terms(rest)) < _FEWEST_TERMS:
        return None
    noun = tuple(content_terms(" ".join(after.split()[:2]))) if chosen.kind == "number" else ()
    form = _form(chosen, chance)
    question = f"{_ASKED_WITH[form]} {rest}?"
    return Headline(question, rest, told[chosen.start : chosen.end], Expected(form, noun, question))


def _begins(value: Value) -> bool:
    """Say whether a value may have its capital for beginning the headline."""
    return value.kind == "name" and value.start == 0 and " " not in value.key


def _form(value: Value, chance: Random) -> Form:
    if value.kind != "name":
        return value.kind
    if is_place(value, "country"):
        return "country"
    is_person = len(value.key.split()) == 2 and chance.random() < _PERSON
    return "person" if is_person else "name"
