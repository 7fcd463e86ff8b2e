"""A toll that a sentence shares out: "92 were killed in Norvale, two in Easton and one in Oldby".

Each of the places has its own number there, which no total answers.
"""

import re
from functools import lru_cache

from answer.asked import Asked
from answer.counts import Count
from answer.lexicon import measure_of, measures, people
from answer.written_numbers import NUMBER, value_of
from news.moment import day_mentions
from vectorstore.analyse import analyse

_NAME = r"(?P<place>[A-ZА-ЯЁ][\w’'-]*(?:\s+[A-ZА-ЯЁ][\w’'-]*)*)"
_KIND = r"(?:(?:district|region|province|county|city|town|village|state)\s+of\s+)?"
_IN_PLACE = re.compile(
    r"(?:\s+of\s+(?:the|those)\s+(?P<whom>\w+))?(?:\s+(?!in\b|at\b)[\w-]+){0,4}?"
    rf"\s+(?:in|at|near)\s+(?:the\s+)?{_KIND}{_NAME}"
)
_ASKED_OF = re.compile(
    rf"\b(?:in|at|near)\s+(?:the\s+)?{_KIND}{_NAME}"
    r"(?=\s*(?:[?.!,]|$)|\s+(?:after|during|on|when|by)\b)"
)
"""The place of a question, and no happening that is called by one: "in the Norvale floods"."""


def at_place(sentence: str, question: Asked) -> Count | None:
    """Return the number that the sentence gives the place of the question, if it shares a toll out.

    It does where it names two places with a number each, or one with some "of the victims".
    """
    asked_of = _ASKED_OF.search(question.question)
    if not question.measure or question.counted or question.of_those or asked_of is None:
        return None
    if measures()[question.measure].isdisjoint(analyse(sentence)):
        return None
    place = frozenset(analyse(asked_of["place"]))
    return next((count for its, count in _shares(sentence) if its == place), None)


@lru_cache(maxsize=1024)
def _shares(sentence: str) -> tuple[tuple[frozenset[str], Count], ...]:
    """Return the places among which the sentence shares a number out, with the count of each."""
    days = [(mention.start, mention.end) for mention in day_mentions(sentence)]
    found: list[tuple[frozenset[str], Count]] = []
    is_part = False
    for match in NUMBER.finditer(sentence):
        where = _IN_PLACE.match(sentence, match.end())
        if where is None or any(start <= match.start() < end for start, end in days):
            continue
        is_part = is_part or bool(where["whom"]) and _is_of_harm(where["whom"])
        phrase = sentence[match.start() : where.end()]
        count = Count(value_of(match), phrase, match.start(), is_told=True)
        found.append((frozenset(analyse(where["place"])), count))
    return tuple(found) if is_part or len({place for place, _ in found}) > 1 else ()


def _is_of_harm(word: str) -> bool:
    terms = analyse(word)
    return measure_of(terms) is not None or bool(people() & {*terms})
