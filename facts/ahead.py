"""Whether a clause speaks of what is to come, by the words beside the date that it names."""

import re

_BEFORE, _AFTER = 70, 60
"""Characters of a clause that are looked at on each side."""

_COMING = re.compile(
    r"\b(?:will|'ll|won't|would|shall|(?:is|are|was|were) (?:due|set|scheduled|expected|to)"
    r"|due|scheduled|(?:plan|hope|want|intend|aim|expect|vow|pledge|agree)(?:s|d|ed|ned)? to"
    r"|plan(?:s|ned|ning)? (?:for|on)|upcoming|ahead of"
    r"|будет|будут|состоится|пройдет|пройдёт|намерен\w*)\b"
)
_DEADLINE = re.compile(r"\b(?:until|till|by|before|до)\s(?:the\s)?$")
_INFINITIVE = re.compile(r"\bto (?!the\b|an?\b|his\b|her\b|their\b)[a-z]{2,}")
_SUBORDINATE = re.compile(
    r"\b(?:that|who|which|since|after|when|(?<!be )(?:said|told|announced))\b"
)
_PAST = re.compile(
    r"\b(?:was|were|had|did|said|told|began|came|went|took|made|fell|rose|held|met|left|broke"
    r"|\w{2,}ed|\w{3,}(?:ил|ал|ял|ел)[аои]?(?:с[ья])?)\b"
)
_CLAUSE_MARKS = re.compile(r"[;,:]| -- | – | — ")


def is_ahead(low: str, start: int, end: int) -> bool:
    """Say whether the clause around `start:end` speaks of the future (text in small letters)."""
    before = _clause_before(low, start)
    coming = list(_COMING.finditer(before))
    if coming and not _SUBORDINATE.search(before, coming[-1].end()):
        return True
    if _DEADLINE.search(before) or _INFINITIVE.search(before):
        return not is_past(low, start, end)
    after = low[end : end + _AFTER]
    found = _COMING.search(after)
    return found is not None and not _PAST.search(before + after[: found.start()])


def is_past(low: str, start: int, end: int) -> bool:
    """Say whether the clause has a verb of the past."""
    return bool(_PAST.search(_clause_before(low, start)) or _PAST.search(low[end : end + _AFTER]))


def _clause_before(low: str, start: int) -> str:
    return _CLAUSE_MARKS.split(low[max(0, start - _BEFORE) : start])[-1]
