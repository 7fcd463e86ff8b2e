"""Who gave a number: "the ministry said", "according to the governor"."""

import re

_SAID = (
    r"said|says|say|reported|reports|confirmed|announced|told|added|stated|estimated|estimates"
    r"|сообщил[аи]?|заявил[аи]?|сообщает|подтвердил[аи]?"
)
_NAME = r"(?:[\w'’.&-]+ ){0,7}?[\w'’&-]+"
_BEFORE = re.compile(
    rf"(?:^|[,;:“\"—–-]\s*|\bthat\s)(?P<who>{_NAME})\s+(?:has\s+|have\s+|had\s+|also\s+|later\s+)?"
    rf"(?:{_SAID})\b",
    re.IGNORECASE,
)
_AFTER = re.compile(rf"[,”\"]\s*(?:{_SAID})\s+(?P<who>{_NAME})\s*(?=[,.;:]|$)", re.IGNORECASE)
_ACCORDING = re.compile(
    r"\b(?:according to|по данным|по словам)\s+(?P<who>[^,.;:()]{2,70}?)"
    r"(?=[,.;:()]|\s(?:who|which|that|on|in|as)\s|\s*$)",
    re.IGNORECASE,
)
_NOT_WHO = frozenset(
    "it he she they we i who that which was were is are been has have had but and as not also the "
    "there this what following saying person people".split()
)
_PLAIN_START = re.compile(r"^(?:and|but|while|as|the|a|an|when|after)\s+", re.IGNORECASE)
_TIME = re.compile(
    r"\b(?:on|late|early)?\s*(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday|today"
    r"|yesterday)\b.*$",
    re.IGNORECASE,
)
_LONGEST = 80


def reporter_of(sentence: str) -> str:
    """Return who is named as having said the sentence, empty where nobody is."""
    for pattern in (_ACCORDING, _AFTER, _BEFORE):
        for match in pattern.finditer(sentence):
            who = _tidied(match["who"])
            if who:
                return who
    return ""


def _tidied(who: str) -> str:
    name = _TIME.sub("", who).strip(" ,.'’\"-")
    name = _PLAIN_START.sub("", name)
    words = name.lower().split()
    if not words or len(name) > _LONGEST or words[-1] in _NOT_WHO or words[0] in _NOT_WHO:
        return ""
    if any(word in ("was", "were", "been", "killed", "injured", "died", "had") for word in words):
        return ""
    return name
