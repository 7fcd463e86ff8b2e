"""Which articles belong together as admins said, and groups that never go against it."""

from collections import defaultdict
from collections.abc import Collection, Sequence

from news.join import Join


class Said:
    """What admins said of pairs of articles; of one pair the last that was said holds."""

    def __init__(self, joins: Sequence[Join]) -> None:
        last = {one.pair: one for one in sorted(joins, key=lambda one: one.request)}
        newest = sorted(last.values(), key=lambda one: (-one.request, one.one, one.other))
        self.together = [(one.one, one.other) for one in newest if one.together]
        self.apart: dict[str, set[str]] = defaultdict(set)
        for one in newest:
            if not one.together:
                self.apart[one.one].add(one.other)
                self.apart[one.other].add(one.one)

    def members(self, article: str) -> frozenset[str]:
        """Return the articles that were said to be of one story with one, itself among them."""
        groups = self._groups()
        named = {each for pair in self.together for each in pair}
        same = {one for one in named if groups.of(one) == groups.of(article)}
        return frozenset({article, *same})

    def of(self, article: str, others: Collection[str]) -> bool | None:
        """Say whether the article is of one story with the others; None where nothing was said."""
        groups = self._groups()
        if any(groups.of(article) == groups.of(one) for one in others):
            return True
        return False if self.apart[article].intersection(others) else None

    def _groups(self) -> "Groups":
        groups = Groups(self)
        for one, other in self.together:
            groups.join(one, other)
        return groups


class Groups:
    """Articles in groups; what was said to be apart is never of one group."""

    def __init__(self, said: Said) -> None:
        self._said = said
        self._name: dict[str, str] = {}
        self._members: dict[str, set[str]] = {}

    def of(self, article: str) -> str:
        """Return what names the group of an article."""
        return self._name.get(article, article)

    def join(self, one: str, other: str) -> None:
        """Make one group of those of two articles, unless that goes against what was said."""
        first, second = self.of(one), self.of(other)
        if first == second:
            return
        own = self._members.get(first, {first})
        others = self._members.get(second, {second})
        if any(self._said.apart[each] & others for each in own if each in self._said.apart):
            return
        self._members[first] = own | others
        self._members.pop(second, None)
        self._name.update(dict.fromkeys(self._members[first], first))
