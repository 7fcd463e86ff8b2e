"""What an admin said of two articles: that they are of one story, or that they are not."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Join:
    """Two articles, and whether they are together; of one pair the last that was said holds.

    `request` numbers what was said at once, and grows.
    """

    one: str
    other: str
    together: bool
    request: int

    @property
    def pair(self) -> frozenset[str]:
        return frozenset((self.one, self.other))
