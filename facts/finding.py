"""What a grammar finds in one sentence: a number with its measure, before it is a figure."""

from dataclasses import dataclass, field

from facts.phrase import Phrase
from news.figure import Measure


@dataclass(slots=True)
class Finding:
    """A number of a sentence; `start:end` are the characters that say it.

    `shot` is counted beside the measures: who is shot is killed or injured, and the rest of the
    article tells which. `is_one` says that no number stands there: a person is told of.
    """

    measure: Measure | str
    low: int | None
    high: int | None
    start: int
    end: int
    qualifier: str = ""
    of: str = ""
    group: str = ""
    is_more: bool = False
    is_also: bool = False
    is_one: bool = False
    is_sum: bool = False
    is_toll: bool = False
    part_of: int | None = None
    phrases: list[Phrase] = field(default_factory=list)
