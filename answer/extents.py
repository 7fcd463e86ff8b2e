"""Of what an extent is told: a 400-metre vessel in a canal does not say how long the canal is."""

import re

from answer.lexicon import related
from answer.values import Value
from vectorstore.analyse import analyse

_HOW = re.compile(
    r"\bhow (?P<how>long|wide|deep|tall|high)\s+(?:is|was|are|were)\s+(?P<thing>[^?.!,]+)",
    re.IGNORECASE,
)
_SAID_SO = {
    "wide": re.compile(r"\b(?:wide|width|broad|breadth)\b", re.IGNORECASE),
    "deep": re.compile(r"\b(?:deep|depths?)\b", re.IGNORECASE),
}
"""What must be said for an extent to be a width or a depth: a plain number of metres may be any."""

_AWAY = re.compile(
    r"\s+(?:behind|from|away|off|above|below|beyond|(?:to the )?(?:north|south|east|west)\w*)\b"
)
"""What makes a distance of an extent, and no size."""

_OF_NOUN = re.compile(r"\s+(?:[a-z]+-)?(?P<noun>[a-z][a-z-]+)")
_ANY_THING = frozenset(analyse("building structure construction stretch distance"))
"""What much else may be called: a tower is a building."""


def is_told(question: str, sentence: str, value: Value, text: str) -> bool:
    """Say whether an extent in a sentence of the text can be that of what the question names."""
    asks = _HOW.search(question)
    if asks is None or value.unit != "length":
        return True
    said_so = _SAID_SO.get(asks["how"].lower())
    if said_so and not said_so.search(sentence):
        return False
    if _AWAY.match(sentence, value.end):
        return False
    noun = _OF_NOUN.match(sentence, value.end)
    if noun is None or "-" not in sentence[value.start : value.end]:
        return True
    of, kind = {*analyse(noun["noun"])}, asks["thing"].split()[-1].lower()
    # "Suez Canal" is a canal, since the text speaks of "the canal"; "Ever Given" is no "given".
    if not re.search(rf"\b(?:the|this|a) {re.escape(kind)}\b", text):
        return True
    same = {*analyse(kind)}
    return bool(of & (same | _ANY_THING)) or any(related(one) & of for one in same)
