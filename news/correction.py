"""What an admin said of a figure: that it is another number, or that it is none."""

import re
from dataclasses import dataclass
from datetime import datetime

from news.errors import UsageError

Number = tuple[int | None, int | None]
"""At least how many, and at most: the same twice where it is exact."""

_NUMBER = re.compile(r"(?P<low>\d[\d,]*)(?:[-–](?P<high>\d[\d,]*))?")


@dataclass(frozen=True, slots=True)
class Correction:
    """What an admin set right about a figure of an article, whose words stay as they are.

    `number` is what is right, None where the figure is hidden; `was` is what the article was read
    to say. `at` is in ISO 8601, in UTC.
    """

    id: str
    by: str
    at: str
    was: Number
    number: Number | None = None
    why: str = ""

    @property
    def is_hidden(self) -> bool:
        """Whether the figure is told no more."""
        return self.number is None

    def told(self, *, derived: bool = False) -> str:
        """Return that an admin did it, and when; and what the article says, or what we summed up.

        >>> Correction("1a-2b", "telegram:1", "2020-02-09T08:00:00", (12, 12), (10, 10)).told()
        'corrected by an admin on 9 February 2020, the article says 12'
        """
        at = datetime.fromisoformat(self.at)
        when = f"by an admin on {at.day} {at:%B %Y}"
        if self.is_hidden:
            return f"marked as wrong {when}"
        said = "our sum was" if derived else "the article says"
        return f"corrected {when}, {said} {in_digits(self.was)}"


def number_of(words: str) -> Number:
    """Return the number that an admin writes, "10" or "10-12"; raise UsageError if it is none."""
    match = _NUMBER.fullmatch(words.strip())
    if match is None:
        raise UsageError(f"“{words}” is no number: write it like 10, or 10-12.")
    low = int(match["low"].replace(",", ""))
    high = int(match["high"].replace(",", "")) if match["high"] else low
    if low > high:
        raise UsageError(f"“{words}” begins above its end: write the smaller number first.")
    return low, high


def in_digits(number: Number) -> str:
    """Return a number as people read it.

    >>> in_digits((8, None))
    'at least 8'
    """
    low, high = number
    if low == high:
        return f"{low:,}"
    if low is None:
        return f"up to {high:,}"
    return f"at least {low:,}" if high is None else f"{low:,} to {high:,}"
