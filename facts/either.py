"""Numbers of two things together: "79 people are dead or missing" says how many of neither."""

import re
from dataclasses import replace

from facts.finding import Finding

_WHAT = (
    "killed|dead|died|murdered|slain|drowned|missing|unaccounted for|disappeared|injured|wounded"
    "|hurt|maimed|kidnapped|arrested|detained|evacuated|displaced|damaged|destroyed"
    "|убиты?|погибли|ранены|пропали"
)
_BETWEEN = "were|are|went|presumed|feared|reported|seriously|badly|severely|critically|still"
_HARM = "killed|dead|missing|injured|wounded|hurt|drowned"
_ANOTHER_NUMBER = (
    r"\d|an?\b|the\b|at\b|more\b|another\b|some\b|several\b|many\b|dozens\b|scores\b|hundreds\b|one\b|two\b"
    r"|three\b|four\b|five\b|six\b|seven\b|eight\b|nine\b|ten\b"
)
_EITHER = re.compile(
    rf"\b(?:{_WHAT})(?:,\s+(?:{_WHAT}))*,?\s+(?:or|and/or|или)\s+(?:(?:{_BETWEEN})\s+){{0,2}}"
    rf"(?:{_WHAT})\b"
    rf"|\b(?:{_HARM})\s+and\s+(?:{_HARM})\b(?!\s+(?:{_ANOTHER_NUMBER}))",
    re.IGNORECASE,
)
_ORDINAL = re.compile(r"\b\d+(?:st|nd|rd|th)\s+$")


def told_apart(sentence: str, found: list[Finding]) -> list[Finding]:
    """Return the findings, of those that count two things together only what they say of each.

    Of "79 dead or missing" at most 79 are dead; of "at least 40 killed or injured" nobody knows how
    many were killed, so that it is left out.
    """
    # "The 72nd person killed" is one of many, and no number of them.
    found = [one for one in found if not _ORDINAL.search(sentence, 0, one.start)]
    pairs = list(_EITHER.finditer(sentence))
    if not pairs:
        return found
    kept = []
    for one in found:
        pair = next((two for two in pairs if one.start < two.end() and two.start() < one.end), None)
        if pair is None:
            kept.append(one)
        elif one.high is not None:
            words = " ".join(pair.group().split())
            end = max(one.end, pair.end())
            kept.append(replace(one, low=None, high=one.high, qualifier=words, end=end))
    return kept
