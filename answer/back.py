"""Questions that point back at the last one: "When was that?", "Why?", "Who said so?"."""

import re
from collections.abc import Sequence

from answer.asked import asked
from news.conversation import Turn
from vectorstore.analyse import content_terms

LEADS_ON = re.compile(r"^(?:and|but|so|also|then|ok|okay|а|и|но)\b[,.!\s]*", re.IGNORECASE)
"""Words that a follow-up may begin with."""

_WHO_SAID = re.compile(
    r"^(?:who|which \w+)\s+(?P<verb>said|says|reported|reports|claimed|claims|confirmed|announced"
    r"|counted|told you)"
    r"(?:\s+(?:so|this|that|it|them|(?:this|that|the|these|those)\s+(?:numbers?|figures?|count)))?$"
    r"|^says who$|^according to (?:whom|who)$|^who is the source(?: of (?:this|that|it))?$"
    r"|^who gave (?:this|that|the|these|those) (?:numbers?|figures?|count)$"
    r"|^(?:are you|how sure are you|is (?:that|this|it)|really)(?: (?:really|so))?"
    r"(?: (?:sure|certain|true|right|correct|confirmed))?(?: (?:of|about) (?:that|this|it))?$"
    r"|^how do (?:you|we|they) know(?: (?:that|this|it))?$|^sources?$"
    r"|^кто (?:(?:это|так) )?(?:сказал|сообщил|говорит|утверждает)(?: (?:это|так))?$"
    r"|^откуда (?:это )?(?:известно|ты знаешь|вы знаете)$|^(?:ты уверен|вы уверены|точно)$",
    re.IGNORECASE,
)
_POINTS = re.compile(
    r"^(?:when|where|why|how|who|how come|what for)"
    r"(?:\s+(?:is|was|were|are|did|does|has|had))?"
    r"(?:\s+(?:it|that|this|they|those|these|he|she|so|there))?"
    r"(?:\s+(?:happen(?:ed)?|occur(?:red)?|take place|took place|done|be|do it|do that|begin|start"
    r"|there|then))?$"
    r"|^(?:когда|где|почему|зачем|кто|как)(?:\s+(?:это|так))?(?:\s+(?:было|был|произошло|случилось"
    r"|началось))?$",
    re.IGNORECASE,
)
_MORE = re.compile(
    r"^(?:(?:tell|show|give) me )?(?:some )?(?:more|details)"
    r"(?: (?:please|about (?:it|that|this)))?$"
    r"|^(?:go|carry) on$|^(?:what|anything) (?:else|more)(?: happened| is known)?$"
    r"|^(?:ещё|еще|подробнее|дальше|что ещё|что еще)$",
    re.IGNORECASE,
)
_AUX = r"(?:did|does|do|was|were|is|are|has|have|had|will|would|can|could)"
_HOW_MANY = re.compile(
    r"^(?:how (?:many|much)\s+(?:(?:of (?:them|those|these)\s+)?(?:are|were|was)\s+)?|сколько\s+)",
    re.IGNORECASE,
)
_SUBJECT = re.compile(
    rf"^(?:who|whom|what|which)\s+(?:{_AUX}\s+(?=(?:the|a|an|[A-ZА-ЯЁ])\b|[A-ZА-ЯЁ]))?", re.I
)
_ADVERB = re.compile(
    rf"^(?:when|where|why|how(?:\s+(?:long|often|far|big|large|high|fast|old|bad)\b)?"
    rf"|когда|где|почему)\s+(?:{_AUX}\s+)?",
    re.IGNORECASE,
)
_YES_NO = re.compile(rf"^{_AUX}\s+", re.IGNORECASE)
_HAPPENED = re.compile(
    r"\s+(?:happen(?:ed)?|occur(?:red)?|take place|took place|begin|start|break out)$", re.I
)
_ON_EVENT = re.compile(r"^(?:when|where)\b", re.IGNORECASE)
_HAPPENING = re.compile(
    r"\s(?:in|by|during|after)\s+(?P<event>(?:the|an?)\s+(?:[\w'’-]+\s+)*?[a-z]{4,}\b.*)$"
)
_CAUSED = re.compile(
    r"^what\s+(?:caused|causes|triggered|sparked|started|led to)\s+(?P<event>the\s+.+)$", re.I
)
_IN_BRACKETS = re.compile(r"\s*\((?P<meant>[^(),]+)\)")
_PRONOUN = re.compile(r"\b(?:it|they|them|he|she|him)\b", re.IGNORECASE)
_TOLD_AT = re.compile(r"\s*\([^()]*\d{4}(?:, and \d+ others?)?\)\W*$")
_NAMES = re.compile(r"\b[A-ZА-ЯЁ][\w'’-]*(?:\s+[A-ZА-ЯЁ][\w'’-]*)*")
_SHORT_COUNT = 60


def points_back(bare: str, last: Turn) -> str | None:
    """Return the question with what the last one was about; None if it asks more than its kind."""
    plain = bare.strip(" ?.!")
    if _WHO_SAID.match(plain):
        return who_said(last)
    if _MORE.match(plain):
        return f"Tell me about {_event(last.understood) or _named(last.understood)}"
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


def asks_who_said(question: str) -> bool:
    """Say whether no more is asked than who said what was answered."""
    return bool(_WHO_SAID.match(LEADS_ON.sub("", question.strip()).strip(" ?.!")))


def counted_at(turns: Sequence[Turn]) -> Turn:
    """Return the last turn that counted something, if those after it only went on from there.

    After "How many were killed by the blasts?" and "What caused them?" it is those killed of whom
    "how many of them" asks.
    """
    for turn in reversed(turns):
        if asked(turn.understood).kind == "count":
            return turn
        if turn.understood == turn.question:
            break
    return pointed_at(turns)


def who_said(last: Turn) -> str:
    """Return the question for whoever gave the last answer: "Who said how many people died?"."""
    before = last.understood.strip(" ?.!")
    if before[:1].lower() > "z":
        return f"Кто сказал, {before[:1].lower()}{before[1:]}?"
    if asked(before).kind not in ("count", "who"):
        return f"Who said so ({told(before)})?"
    count = "" if before.endswith(")") else _count_in(last.answer)
    return f"Who said {before[:1].lower()}{before[1:]}{f' ({count})' if count else ''}?"


def told(question: str) -> str:
    """Return what a question takes for granted, as words to stand in brackets.

    "How many people fled to Almaty?" takes "people fled to Almaty" for granted.
    """
    plain = _meant(question.strip(" ?.!"))
    for pattern in (_HOW_MANY, _ADVERB, _SUBJECT, _YES_NO):
        if pattern.match(plain):
            plain = pattern.sub("", plain)
            break
    return _HAPPENED.sub("", re.sub(r"[()]", "", plain))


def _is_pointing(question: str) -> bool:
    plain = LEADS_ON.sub("", question.strip()).strip(" ?.!")
    return any(form.match(plain) for form in (_WHO_SAID, _POINTS, _MORE))


def _event(question: str) -> str | None:
    """Return the happening that a count is of, or whose cause was asked: "the clashes" of "How many
    died in the clashes?".
    """
    plain = _meant(question.strip(" ?.!"))
    found = _CAUSED.match(plain) or _HAPPENING.search(plain)
    if found is None or not (asked(plain).measure or asked(plain).kind == "why"):
        return None
    return re.sub(r"[()]", "", found["event"])


def _named(question: str) -> str:
    """Return the names of a question, or all that it takes for granted where it has none."""
    return " ".join(_NAMES.findall(told(question))) or told(question)


def _meant(question: str) -> str:
    """Return the question with what its pronoun means, where brackets behind it say that."""
    meant, pronouns = _IN_BRACKETS.search(question), _PRONOUN.findall(question)
    if meant is None or len(pronouns) != 1:
        return question
    return _PRONOUN.sub(meant["meant"], question[: meant.start()]) + question[meant.end() :]


def _count_in(answer: str) -> str:
    """Return the count that an answer begins with, if it is one."""
    first = answer.splitlines()[0] if answer else ""
    count = _TOLD_AT.sub("", first)
    is_count = count != first and len(count) <= _SHORT_COUNT and re.search(r"\w", count)
    return f"{count[:1].lower()}{count[1:]}" if is_count and "reported" not in count else ""
