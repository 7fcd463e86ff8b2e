"""Questions that point back at the last one: "When was that?", "Why?", "Who said so?"."""

import re
from collections.abc import Sequence

from answer.asked import asked
from news.conversation import Turn
from vectorstore.analyse import content_terms

LEADS_ON = re.compile(r"^(?:and|but|so|also|then|ok|okay|а|и)\b[,\s]*", re.IGNORECASE)
"""Words that a follow-up may begin with."""

_WHO_SAID = re.compile(
    r"^(?:who|which \w+)\s+(?P<verb>said|says|reported|reports|claimed|claims|confirmed|announced"
    r"|counted|told you)"
    r"(?:\s+(?:so|this|that|it|them|(?:this|that|the|these|those)\s+(?:numbers?|figures?|count)))?$"
    r"|^says who$|^according to (?:whom|who)$|^who is the source(?: of (?:this|that|it))?$"
    r"|^who gave (?:this|that|the|these|those) (?:numbers?|figures?|count)$",
    re.IGNORECASE,
)
_POINTS = re.compile(
    r"^(?:when|where|why|how|who|how come|what for)"
    r"(?:\s+(?:is|was|were|are|did|does|has|had))?"
    r"(?:\s+(?:it|that|this|they|those|these|he|she|so|there))?"
    r"(?:\s+(?:happen(?:ed)?|occur(?:red)?|take place|took place|done|be|do it|do that|begin|start"
    r"|there|then))?$",
    re.IGNORECASE,
)
_AUX = r"(?:did|does|do|was|were|is|are|has|have|had|will|would|can|could)"
_HOW_MANY = re.compile(r"^how (?:many|much)\s+", re.IGNORECASE)
_SUBJECT = re.compile(
    rf"^(?:who|whom|what|which)\s+(?:{_AUX}\s+(?=(?:the|a|an|[A-ZА-ЯЁ])\b|[A-ZА-ЯЁ]))?", re.I
)
_ADVERB = re.compile(rf"^(?:when|where|why|how)\s+(?:{_AUX}\s+)?", re.IGNORECASE)
_YES_NO = re.compile(rf"^{_AUX}\s+", re.IGNORECASE)
_HAPPENED = re.compile(
    r"\s+(?:happen(?:ed)?|occur(?:red)?|take place|took place|begin|start|break out)$", re.I
)
_ON_EVENT = re.compile(r"^(?:when|where)\b", re.IGNORECASE)
_HAPPENING = re.compile(
    r"\s(?:in|by|during|after)\s+(?P<event>(?:the|an?)\s+(?:[\w'’-]+\s+)*?[a-z]{4,}\b.*)$"
)
_TOLD_AT = re.compile(r"\s*\([^()]*\d{4}\)\W*$")
_SHORT_COUNT = 60


def points_back(bare: str, last: Turn) -> str | None:
    """Return the question with what the last one was about; None if it asks more than its kind."""
    plain = bare.strip(" ?.!")
    if _WHO_SAID.match(plain):
        return who_said(last)
    if not _POINTS.match(plain) or content_terms(last.understood) == []:
        return None
    of = _event(last.understood) if _ON_EVENT.match(plain) else None
    return f"{plain[:1].upper()}{plain[1:]} ({of or told(last.understood)})?"


def pointed_at(turns: Sequence[Turn]) -> Turn:
    """Return the last turn that asked something of its own: what those after it point at.

    "When was that?" and then "Who said so?" are both of "How many died in Korday?".
    """
    own = (one for one in reversed(turns) if not _is_pointing(one.question))
    return next(own, turns[-1])


def who_said(last: Turn) -> str:
    """Return the question for whoever gave the last answer: "Who said how many people died?"."""
    before = last.understood.strip(" ?.!")
    if asked(before).kind not in ("count", "who"):
        return f"Who said so ({told(before)})?"
    count = "" if before.endswith(")") else _count_in(last.answer)
    return f"Who said {before[:1].lower()}{before[1:]}{f' ({count})' if count else ''}?"


def told(question: str) -> str:
    """Return what a question takes for granted, as words to stand in brackets.

    "How many people fled to Almaty?" takes "people fled to Almaty" for granted.
    """
    plain = question.strip(" ?.!")
    for pattern in (_HOW_MANY, _ADVERB, _SUBJECT, _YES_NO):
        if pattern.match(plain):
            plain = pattern.sub("", plain)
            break
    return _HAPPENED.sub("", re.sub(r"[()]", "", plain))


def _is_pointing(question: str) -> bool:
    plain = LEADS_ON.sub("", question.strip()).strip(" ?.!")
    return bool(_WHO_SAID.match(plain) or _POINTS.match(plain))


def _event(question: str) -> str | None:
    """Return the happening that a count is of: "the clashes" of "How many died in the clashes?"."""
    found = _HAPPENING.search(question.strip(" ?.!"))
    return found["event"] if found and asked(question).measure else None


def _count_in(answer: str) -> str:
    """Return the count that an answer begins with, if it is one."""
    first = answer.splitlines()[0] if answer else ""
    count = _TOLD_AT.sub("", first)
    is_count = count != first and len(count) <= _SHORT_COUNT and re.search(r"\w", count)
    return f"{count[:1].lower()}{count[1:]}" if is_count and "reported" not in count else ""
