"""The place that a sentence names nearest to a number."""

import re

_PLACE = re.compile(
    r"\b(?i:in|at|near|outside|from|across|inside|around|throughout|в|под|на)\s+(?:the\s+)?"
    r"(?:(?:city|town|village|district|province|region|state|county|neighbou?rhood)\s+of\s+)?"
    r"(?P<place>[A-ZА-ЯЁ][\w'’-]*(?:(?:,\s|\s|\sde\s|\sla\s|\sdel\s)[A-ZА-ЯЁ][\w'’-]*){0,4})"
)
_OWNER = re.compile(r"^\w+['’]s\s+")  # "Kazakhstan's Korday"
_NO_PLACE = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may "
    "june july august september october november december i he she they we it this that these "
    "those the spring summer autumn winter christmas".split()
)


def place_near(sentence: str, start: int, end: int) -> str:
    """Return the place told nearest to `start:end`, those after it first; empty without one."""
    if sentence.isupper():
        return ""
    found: list[tuple[int, str]] = []
    for match in _PLACE.finditer(sentence):
        name = _OWNER.sub("", match["place"]).strip(" ,")
        if name.split()[0].strip(",").lower() in _NO_PLACE:
            continue
        at = match.start("place")
        away = at - end if at >= end else (start - at) + 40
        found.append((max(away, 0), name))
    return min(found)[1] if found else ""
