"""What the last answer named: the "it" of "Who owns it?" after "Which ship blocked the canal?"."""

import re
from collections import Counter

from answer.stories import calendar_terms
from news.conversation import Turn
from vectorstore.analyse import analyse, content_terms

_WHICH = re.compile(r"^\W*(?:which|what)\s+(?P<thing>[a-z][\w'’-]*)\b", re.IGNORECASE)
_WHO = re.compile(r"^\W*(?:who|whom|кто)\b", re.IGNORECASE)
_THING = re.compile(r"\b(?:it|(?P<its>its))\b", re.IGNORECASE)
_PERSON = re.compile(r"\b(?:he|him|she|(?P<its>his|her))\b", re.IGNORECASE)
_NAMES = re.compile(r"(?<=[\w,] )[A-ZА-ЯЁ][\w'’-]*(?:\s+[A-ZА-ЯЁ][\w'’-]*)*")
_VERBS = frozenset(
    "is are was were do does did has have had can could will would should happened caused".split()
)


def with_its_name(question: str, last: Turn) -> str | None:
    """Return the question with the name that answered the last one; None if none did.

    It is meant only where the pronoun fits what was asked for: a thing by which or what, a person
    by who.

    >>> ship = Turn("Which ship sank?", quotes=("The ship Eta sank.", "The Eta was old."))
    >>> with_its_name("Who owns it?", ship)
    'Who owns the Eta?'
    """
    meant = _THING.search(question) or _PERSON.search(question)
    if meant is None:
        return None
    asks = _WHICH.match(last.understood)
    name = _put(last, meant.re)
    if name is None and meant.re is _THING and asks and asks["thing"].lower() not in _VERBS:
        name = _of_thing(last, asks["thing"])
    elif name is None and meant.re is _PERSON and _WHO.match(last.understood):
        name = _of_person(last)
    if name is None:
        return None
    put = f"{name}'s" if meant["its"] else name
    return f"{question[: meant.start()]}{put}{question[meant.end() :].rstrip(' .!')}"


def has_its_name(turn: Turn) -> bool:
    """Say whether a name from an answer was put in the place of a pronoun of the question."""
    return bool(_put(turn, _THING) or _put(turn, _PERSON))


def _put(last: Turn, pronoun: re.Pattern[str]) -> str | None:
    """Return the name that was put in the place of such a pronoun before."""
    meant = pronoun.search(last.question)
    if meant is None or meant["its"]:
        return None
    after = last.question[meant.end() :].rstrip(" .!")
    found = re.fullmatch(
        rf"(?P<before>.*?\s)(?P<name>(?:the )?[A-ZА-ЯЁ][^()?]*){re.escape(after)}", last.understood
    )
    return found["name"] if found and meant.group() not in found["name"].split() else None


def _of_thing(last: Turn, thing: str) -> str | None:
    """Return the name that stands right behind the thing asked for, or that is told most often."""
    found = _names(last)
    behind = (
        name
        for quote, names in zip(last.quotes, found, strict=True)
        for name in names
        if analyse(quote[: quote.index(name)])[-1:] == analyse(thing)
    )
    often = Counter(name for names in found for name in set(names)).most_common(2)
    is_told = often and often[0][1] > 1 and (len(often) == 1 or often[0][1] > often[1][1])
    name = next(behind, often[0][0] if is_told else None)
    if name and any(re.search(rf"\b[Tt]he {re.escape(name)}\b", one) for one in last.quotes):
        return f"the {name}"
    return name


def _of_person(last: Turn) -> str | None:
    """Return the name in the quote that answers best, if it has one only."""
    names = set(_names(last)[0]) if last.quotes else set[str]()
    return names.pop() if len(names) == 1 else None


def _names(last: Turn) -> list[list[str]]:
    """Return the names in each quote of which no word was in the question."""
    known = {*content_terms(last.understood), *calendar_terms()}
    return [
        [one for one in _NAMES.findall(quote) if known.isdisjoint(content_terms(one))]
        for quote in last.quotes
    ]
