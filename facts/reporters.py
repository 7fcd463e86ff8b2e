"""Who gave a number: "the ministry said", "according to the governor", each for its own clause."""

import re
from collections.abc import Iterator
from typing import NamedTuple

_SAID = (
    r"said|says|say|reported|reports|confirmed|announced|told|added|stated|estimated|estimates"
    r"|counted|counts|claimed that|claims that|acknowledged|spoke of|speaks of"
    r"|(?:put|puts|gave|gives|raised|lowered|revised) (?:it|(?:the|a) (?:[\w-]+ ){0,2}?"
    r"(?:toll|number|figure|count|total|tally))"
    r"|сообщил[аи]?|заявил[аи]?|сообщает|подтвердил[аи]?"
)
_NAME = r"(?:[\w'’.&-]+ ){0,7}?[\w'’&-]+"
_BEFORE = re.compile(
    rf"(?:^|[,;:“”\"—–-]\s*|\b(?:that|while|whereas|but|although|and|said|says)\s)"
    rf"(?P<who>{_NAME})\s+(?:has\s+|have\s+|had\s+|also\s+|later\s+)*(?P<verb>{_SAID})\b",
    re.IGNORECASE,
)
_AFTER = re.compile(rf"[,”\"]\s*(?:{_SAID})\s+(?P<who>{_NAME})\s*(?=[,.;:]|$)", re.IGNORECASE)
_ACCORDING = re.compile(
    r"\b(?:according to|citing|quoting|по данным|по словам)\s+(?P<who>[^,.;:()]{2,70}?)"
    r"(?=[,.;:()]|\s(?:who|which|that|on|in|as)\s|\s*$)",
    re.IGNORECASE,
)
_CITING = re.compile(r"\b(?:citing|quoting)\b", re.IGNORECASE)
_BESIDE = 24  # characters: ", on Monday, citing"
_TURN = re.compile(r"(?:;|,?\s(?:while|whereas|whilst|but|although|though|а|но))\s", re.IGNORECASE)
"""Where a clause ends after which someone else may speak."""

_NOT_WHO = frozenset(
    "it he she they we i who that which was were is are been has have had but and as not also the "
    "there this what following saying person people "
    "an a initial first early earlier previous some".split()
)
_VERBS = frozenset("was were been killed injured died had has have is are will because".split())
_PLAIN_START = re.compile(
    r"^(?:and|but|while|whereas|although|as|the|a|an|when|after"
    r"|(?:statement|report)s? (?:by|from))\s+",
    re.IGNORECASE,
)
_PAPER = re.compile(r"(?<=\w)\s+(?:press )?(?:statement|communiqu[eé]|release|bulletin)$")
_TIME = re.compile(
    r"\b(?:on|late|early)?\s*(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday|today"
    r"|yesterday)\b.*$",
    re.IGNORECASE,
)
_LONGEST = 80
_FEW = 5  # words that may follow "said" where it ends a sentence: "told reporters on Monday"
_PAUSE = re.compile(r"[,.;:]|$")


class _Saying(NamedTuple):
    """Who says something at `start:end`; `closes` when it stands after what is said."""

    who: str
    start: int
    end: int
    closes: bool


def reporter_of(sentence: str, start: int, end: int) -> str:
    """Return who is named as having given the number at `start:end`, empty where nobody is.

    What stands nearest in its clause counts, else what stands over the clauses before or after it.

    >>> told = "Police counted 17 dead, but the mayor spoke of 20."
    >>> reporter_of(told, 15, 17), reporter_of(told, 47, 49)
    ('Police', 'mayor')
    """
    sayings = _of_others(sentence, list(_sayings(sentence)))
    if not sayings:
        return ""
    first, last = _clause(sentence, start)
    own = [one for one in sayings if first <= one.start < last]
    governing = [one for one in own if _governs(one, sentence, start, end)]
    # "17 were killed, police said, and 30 hurt": nobody else is named for the 30.
    governing = governing or [one for one in own if one.closes and one.end <= start]
    governing = governing or [one for one in sayings if _governs(one, sentence, start, end)]
    return min(governing, key=lambda one: _away(one, start, end)).who if governing else ""


def named_reporters(sentence: str) -> list[str]:
    """Return who is named in the sentence as having said something."""
    return [one.who for one in _of_others(sentence, list(_sayings(sentence)))]


def asides(sentence: str) -> list[tuple[int, int]]:
    """Return where nothing else stands than who said it: "according to the governor"."""
    return [match.span() for match in _ACCORDING.finditer(sentence) if _tidied(match["who"])]


def _sayings(sentence: str) -> Iterator[_Saying]:
    for match in _ACCORDING.finditer(sentence):
        who = _tidied(match["who"])
        if who:
            begins = _clause(sentence, match.start())[0]
            closes = bool(sentence[begins : match.start()].strip(' ,“”"'))
            yield _Saying(who, match.start(), match.end(), closes)
    for match in _AFTER.finditer(sentence):
        who = _tidied(match["who"])
        if who:
            yield _Saying(who, match.start(), match.end(), True)
    for match in _each(_BEFORE, sentence):
        who = _tidied(match["who"])
        if who:
            yield _Saying(who, match.start("who"), match.end(), _closes(match, sentence))


def _of_others(sentence: str, sayings: list[_Saying]) -> list[_Saying]:
    """Return the sayings without who only passes on: "state television reported, citing …"."""
    starts = [match.start() for match in _CITING.finditer(sentence)]
    return [one for one in sayings if not any(0 <= start - one.end < _BESIDE for start in starts)]


def _each(pattern: re.Pattern[str], sentence: str) -> Iterator[re.Match[str]]:
    """Yield matches of which one may begin with the last word of another: "police said … said"."""
    at = 0
    while match := pattern.search(sentence, at):
        yield match
        at = match.start("verb")


def _closes(match: re.Match[str], sentence: str) -> bool:
    before = sentence[: match.start("who")].rstrip()
    following = _PAUSE.split(sentence[match.end() :], maxsplit=1)[0].split()
    return before[-1:] in tuple(",”\"") and len(following) <= _FEW and not (
        "that" in following or following[:1] and following[0][0].isdigit()
    )  # fmt: skip


def _governs(one: _Saying, sentence: str, start: int, end: int) -> bool:
    if one.start >= end:
        return one.closes
    return not one.closes or not re.search(r"[,.;:]", sentence[one.end : start])


def _away(one: _Saying, start: int, end: int) -> int:
    return one.start - end if one.start >= end else max(0, start - one.end)


def _clause(sentence: str, at: int) -> tuple[int, int]:
    turns = [0, *(match.start() for match in _TURN.finditer(sentence)), len(sentence)]
    return next(
        ((one, other) for one, other in zip(turns, turns[1:], strict=False) if one <= at < other),
        (0, len(sentence)),
    )


def _tidied(who: str) -> str:
    name = _TIME.sub("", who).strip(" ,.'’\"-")
    while (plain := _PLAIN_START.sub("", name)) != name:
        name = plain
    name = _PAPER.sub("", name)
    words = name.lower().split()
    if not words or len(name) > _LONGEST or words[-1] in _NOT_WHO or words[0] in _NOT_WHO:
        return ""
    if any(word in _VERBS for word in words):
        return ""
    return "" if any(word[0].isdigit() for word in words) else name
