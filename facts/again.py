"""Numbers that leave out what was said before: "17 were killed, while police spoke of 15"."""

import re
from collections.abc import Sequence

from facts.finding import Finding
from facts.numbers import read_number

_GAVE = re.compile(
    r"\b(?:(?:spoke|speaks|spoken|speaking) of|(?:put|puts|putting) (?:it|them|the (?:[\w-]+ )?"
    r"(?:figure|number|count|total)) at|(?:counted|reported|gave|said|cited|claimed|had it at"
    r"|(?:gave|reported) (?:the|a) (?:figure|number|count) (?:of|as)))\s+",
    re.IGNORECASE,
)
_WORD = re.compile(r"[\w,'’.-]*\w")
_MOST = 6  # words of a number
_ENDS = re.compile(r"\s*(?:[.,;:!?”\")]|$)")


def again(sentence: str, found: Sequence[Finding]) -> list[Finding]:
    """Return the bare numbers that count again what the sentence counted before them."""
    more: list[Finding] = []
    for match in _GAVE.finditer(sentence):
        told = [one for one in found if one.start < match.start() and one.part_of is None]
        # Of "three dead and five hurt" nobody knows which is meant again.
        if len({(one.measure, one.of) for one in told}) != 1:
            continue
        spans = [word.span() for word in _WORD.finditer(sentence, match.end())][:_MOST]
        words = [sentence[start:end].lower() for start, end in spans]
        number = read_number(words, 0) if words else None
        if number is None or number.qualifier == "vague":
            continue
        start, end = match.end(), spans[number.end - 1][1]
        if not _ENDS.match(sentence, end) or any(
            one.end > start and one.start < end for one in found
        ):
            continue
        whole = told[-1]
        more.append(
            Finding(
                whole.measure,
                number.low,
                number.high,
                start,
                end,
                number.qualifier,
                whole.of,
                whole.group,
            )  # fmt: skip
        )
    return more
