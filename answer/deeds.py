"""What those who are counted did: "survived" of "How many people survived the crash?".

Of two numbers in a sentence the one that is told of the deed answers; a number that is told of
another subject, or of another deed, answers nothing.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from answer.asked import Asked, light
from answer.lexicon import measure_of, people, stands_in
from vectorstore.analyse import analyse, content_terms

_AFTER_COUNTED = re.compile(r"\b(?:how many|number of)\s+(?P<rest>[^?.!]*)", re.IGNORECASE)
_BE = frozenset("is are was were be been being have has had".split())
_LAID = frozenset("on in at inside near from".split())
_OF_THOSE = re.compile(
    r"^(?:of\s+(?:the|those|them|these)\b\s*)?(?:(?!(?:were|was|are|is|have|had)\b)\w+)?",
    re.IGNORECASE,
)
_BETWEEN = frozenset("still already now also yet ever just only not reported said".split())
_LATER = re.compile(
    r"\b(?:after|when|while|during|because|since|before|by|until|as|,)\b.*$", re.IGNORECASE
)
_DONE = re.compile(r"(?:[a-z]{2}ed|[a-z]{2}en|kept|sent|shot|held|hurt|found|born|taught)$", re.I)
_LONE = re.compile(
    r"(?:[a-z]{2}ed|fled|left|came|went|saw|took|lost|won|began|fell|rose|stood|fought|spoke)$",
    re.IGNORECASE,
)
LOST_LIVES = re.compile(r"\b(?:lost|lose|losing) (?:their|his|her) li(?:ves|fe)\b", re.IGNORECASE)
_TOOK_PART = re.compile(r"\b(?:take|takes|took|taken|taking)\s+part\b", re.IGNORECASE)
_TAKING_PART = "participated"
"""One word for what is said in two, which say little one by one."""

_SUBJECT = re.compile(
    r"\bhow many\b[^?.!]*?\s(?:did|does|do|has|have|had|will)\s+(?:the\s+)?"
    r"(?P<name>(?-i:[A-ZА-ЯЁ])[\w'’-]*(?:\s+(?:of\s+(?:the\s+)?)?(?-i:[A-ZА-ЯЁ])[\w'’-]*)*)\s+\w",
    re.IGNORECASE,
)
_NAMED = re.compile(r"(?<=[\w,] )[A-ZА-ЯЁ][\w'’-]+")
_HAVING = frozenset(analyse("win wins won have gain gained get got receive received take took"))


@dataclass(frozen=True, slots=True)
class Deed:
    """The terms of which one tells the deed; empty where the question names none."""

    terms: frozenset[str]

    def is_told(self, words: str) -> bool:
        """Say whether the words tell of it."""
        plain = LOST_LIVES.sub("died", _TOOK_PART.sub(_TAKING_PART, words))
        told = {*analyse(plain)}
        return any(stands_in(term, told) for term in self.terms)

    def end_of_whole(self, words: str) -> int | None:
        """Return where a whole ends of which the words tell it: "people on board" of those on it.

        Where those are stands behind "on" or "in"; what some of them did does not.
        """
        before = ""
        for word in re.finditer(r"[\w'’-]+", words):
            if self.is_told(word.group()):
                return word.end() if before in _LAID else None
            before = before if word.group().lower() in ("the", "a") else word.group().lower()
        return None


@lru_cache(maxsize=256)
def subject_of(question: str) -> frozenset[str]:
    """Return the terms of the name of which a count asks what it did: "did Labour win"."""
    found = _SUBJECT.search(question)
    return frozenset(analyse(found["name"])) if found else frozenset()


def is_of_subject(
    subject: frozenset[str], sentence: str, start: int, around: frozenset[str]
) -> bool:
    """Say whether a number that begins at `start` is told of the subject, and not of another.

    Another is one whose name stands in its clause; without any the sentence goes on about whom
    what stands around it names. "Labour had 410 seats and the Conservatives 119" does not tell how
    many 410 are of.
    """
    if subject <= {*analyse(sentence)}:
        named = next(one.start() for one in re.finditer(r"[\w'’-]+", sentence)
                     if subject & {*analyse(one.group())})  # fmt: skip
        return named < start or not re.search(r"\d", sentence[named:])
    clause = re.split(r"[,;:]", sentence[:start])[-1]
    return subject <= around and not _NAMED.search(clause)


def is_only_had(question: Asked, happened: frozenset[str]) -> bool:
    """Say whether nothing is asked of the subject but how many it has, won or got."""
    return bool(subject_of(question.question)) and happened <= _HAVING


@lru_cache(maxsize=256)
def deed_of(question: Asked) -> Deed:
    """Return what those who are counted did.

    >>> deed_of(asked("How many people survived the crash?"))
    Deed(terms=frozenset({'surviv'}))
    """
    found = _AFTER_COUNTED.search(question.question)
    if question.kind != "count" or question.is_whether or found is None:
        return Deed(frozenset())
    if question.measure and not question.of_those:
        return Deed(frozenset())  # what befell them is the measure
    rest = _OF_THOSE.sub("", found["rest"]) if question.of_those else found["rest"]
    rest = _TOOK_PART.sub(_TAKING_PART, _LATER.sub("", rest))
    words = re.findall(r"[\w'’-]+", rest)
    for at, word in enumerate(words):
        if word.lower() in _BE:
            return Deed(_done(words[at + 1 :], question))
        # The first word is what is counted, unless that is people: "How many survived?"
        is_harm = question.of_those and measure_of(analyse(word))
        if _LONE.search(word) and not word[0].isupper() and not is_harm:
            return Deed(frozenset(analyse(word)))
    return Deed(frozenset())


def _done(words: list[str], question: Asked) -> frozenset[str]:
    """Return the terms of the participle after "were"; without any, those of where they were."""
    rest = [word for word in words if word.lower() not in _BETWEEN | _BE]
    if rest and _DONE.search(rest[0]) and not rest[0][0].isupper():
        done = frozenset(analyse(rest[0]))
        # Who was taken or sent says little; where to, more.
        return done if not done <= light() else frozenset(content_terms(" ".join(rest[1:])))
    # Of some of those it is asked what sets them apart, be it a name: "how many were from Norvale".
    plain = " ".join(word for word in rest if question.of_those or not word[0].isupper())
    return frozenset(content_terms(plain)).difference(people(), question.counted)
