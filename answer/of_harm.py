"""Whether a sentence tells of the harm that a question asks after, to whom it is asked of.

A report on a fire in which people died and on the queen who came to see the survivors does not
tell when the queen died.
"""

import re
from functools import lru_cache

from answer.asked import Asked, name_terms, without_circumstance
from answer.lexicon import measure_of, measures, people
from answer.sentence_features import Sentence
from answer.stories import calendar_terms
from facts.people import MANY_PEOPLE, ONE_PERSON
from vectorstore.analyse import analyse

_WHO_IS = re.compile(r"(?<=\w)\s+(?:who|whom|whose|which|that)\b.*$", re.IGNORECASE)
_ASKS_WHETHER = re.compile(
    r"^\W*(?:was|were|is|are|did|do|does|has|have|had)\s+((?:[\w-]+\s+){1,4})", re.IGNORECASE
)
_MANY_TERMS = 4
"""Terms, names aside, of a question that is no longer a short one."""

_HARM = ("killed", "injured", "missing", "detained")


def tells_of_harm(question: Asked, sentence: Sentence) -> bool:
    """Say whether the sentence tells of the harm that is asked after, to whom it is asked of.

    It is true where no harm is asked after, and of long questions, which tell a happening in many
    words: of news-quiz questions the rule kept one in eighty from its right sentence.
    """
    measure = _harm(question.question)
    if measure is None or len({*question.terms} - name_terms(question.question)) > _MANY_TERMS:
        return True
    around = sentence.own | sentence.before | sentence.after | sentence.header
    names = name_terms(question.question) & {*question.terms} - calendar_terms()
    # What led to it is told beside it, the rest in one sentence with it.
    told = around if question.kind == "why" else sentence.own
    whom = _whom(question.question)
    return (
        not told.isdisjoint(measures()[measure])
        and names <= around
        and (not whom or not whom.isdisjoint(sentence.own))
    )


@lru_cache(maxsize=256)
def _whom(question: str) -> frozenset[str]:
    """Return the terms of the people of whom it is asked whether it happened to them.

    "Were any children killed?" is no question after the dead.
    """
    asks = _ASKS_WHETHER.match(question)
    words = asks[1].lower().split() if asks else []
    whom = next((word for word in words if word in MANY_PEOPLE or word in ONE_PERSON), "")
    terms = frozenset(analyse(whom))
    return frozenset[str]() if terms & people() else terms


@lru_cache(maxsize=256)
def _harm(question: str) -> str | None:
    measure = measure_of(analyse(_WHO_IS.sub("", without_circumstance(question))))
    return measure if measure in _HARM else None
