"""The day of what happened "hours after the initial fighting", by the day of the fighting."""

import re
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import date, timedelta

from facts.counting import COUNTS
from facts.words import words_of

_AFTER = re.compile(
    rf"\b(?:(?P<count>{'|'.join(COUNTS)}|\d\d?)\s+)?(?P<unit>minutes|hours?|days?)\s+"
    r"(?P<way>after|before|following)\s+(?:(?:the|a|an|his|her|their|its|this|that)\s+)?"
    r"(?P<what>[a-z][\w'’-]*(?:\s+[a-z][\w'’-]*){0,2}?)"
    r"(?=[.,;:)]|$|\s+(?:in|of|at|on|between|that|which|with|near|and|when|began|broke|started|was"
    r"|were|had|left|there)\b)"
)
_FIRST = re.compile(r"\b(?:initial|first)\b")


def day_after(sentence: str, told_of: Mapping[date, Sequence[AbstractSet[str]]]) -> date | None:
    """Return the day that the sentence counts from another happening, if that has one day only.

    `told_of` are the words of the sentences that name each day.

    >>> day_after("They fled hours after the fire.", {date(2020, 2, 8): [frozenset({"fire"})]})
    datetime.date(2020, 2, 8)
    """
    found = _AFTER.search(sentence.lower())
    if not found:
        return None
    if found["unit"].startswith("day"):
        count = COUNTS.get(found["count"] or "") or int(found["count"] or 0)
        if not count:
            return None
    else:
        count = 0
    # The last word is the thing: "the initial fighting".
    thing = words_of(found["what"].split()[-1])
    days = sorted(
        day
        for day, sentences in told_of.items()
        if thing and any(thing <= one for one in sentences)
    )
    if not days or (len(days) > 1 and not _FIRST.search(found["what"])):
        return None
    return days[0] + timedelta(days=-count if found["way"] == "before" else count)
