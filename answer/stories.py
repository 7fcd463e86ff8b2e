"""Which articles tell of one happening: by the names they share, how rare those are, and when.

Reckoned anew for each question, over the few articles that were found for it: groups that were
kept as articles come join fewer reports of one incident and depend on the order of their coming
(docs/design-notes.md). What admins said of two articles is kept, and goes before.
"""

import calendar
import math
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from answer.said import Groups, Said
from news.join import Join
from news.verify import Source
from vectorstore.analyse import analyse

Rarity = Callable[[Sequence[str]], Mapping[str, float]]
"""How much each term tells in the archive (BM25's inverse document frequency)."""

_NAME = re.compile(r"(?<=[\w,] )[A-ZА-ЯЁ][\w-]{2,}")

_SHARED, _SHARED_PER_TIME, _SHARED_MOST = 0.1, 0.08, 0.5
"""The share of the smaller article's names, weighted by their rarity, that two articles of one
story have in common: .1 on the same day, more for each logarithm of the days between, never more
than the last. Of pairs of US shooting reports (GVA) this joins .80 of those of one incident
(n = 1,811), .065 of two in the same place (n = 2,571) and .001 of two anywhere (n = 2,997)."""


@dataclass(frozen=True, slots=True)
class Story:
    """The articles about one happening, as far as they were found; the best found comes first."""

    articles: tuple[Source, ...]

    @property
    def ids(self) -> tuple[str, ...]:
        return tuple(one.article_id for one in self.articles)

    @property
    def id(self) -> str:
        """What people call the story by: the id of its first report. Any other one names it too."""
        return min(self.articles, key=lambda one: (_at(one) or math.inf, one.article_id)).article_id

    @property
    def newest(self) -> float:
        """When the newest article was published, in seconds of the epoch; 0 when none is dated."""
        dated = (one.published.at.timestamp() for one in self.articles if one.published)
        return max(dated, default=0.0)


def stories(articles: Sequence[Source], rarity: Rarity, joins: Sequence[Join] = ()) -> list[Story]:
    """Return the articles as stories, in the order of their first articles.

    Whatever is of one story with any article of a story belongs to it: an updated toll is joined
    to the first reports by what was written in between. What admins said of two articles goes
    before what they share.
    """
    seen = _looked_at(articles, rarity)
    if joins:
        return [Story(tuple(articles[at] for at in group)) for group in _as_said(seen, joins)]
    groups: list[list[int]] = []
    for at, one in enumerate(seen):
        same = [group for group in groups if any(_is_same(one, seen[other]) for other in group)]
        others = [group for group in groups if group not in same]
        groups = [*others, sorted([other for group in same for other in group] + [at])]
    return [Story(tuple(articles[at] for at in group)) for group in sorted(groups)]


def of_story(
    story: Story, articles: Sequence[Source], rarity: Rarity, joins: Sequence[Join] = ()
) -> Story:
    """Return the story with those of the articles that are about the same."""
    known = set(story.ids)
    more = [one for one in articles if one.article_id not in known]
    looked_at = _looked_at([*story.articles, *more], rarity)
    own, others = looked_at[: len(known)], looked_at[len(known) :]
    said = Said(joins)
    joined = []
    for one in others:
        is_one = said.of(one.source.article_id, known) if joins else None
        if is_one or (is_one is None and any(_is_same(one, other) for other in own)):
            joined.append(one.source)
    return Story((*story.articles, *joined))


def names(source: Source) -> frozenset[str]:
    """Return the terms of the names of people, places and bodies in an article; no days."""
    return _names(f"{source.title}\n{source.text}")


@lru_cache(maxsize=1)
def calendar_terms() -> frozenset[str]:
    """Return the terms of the months and the days of the week."""
    return frozenset(analyse(" ".join([*calendar.month_name, *calendar.day_name])))


@lru_cache(maxsize=1024)
def _names(text: str) -> frozenset[str]:
    return frozenset(analyse(" ".join(_NAME.findall(text)))) - calendar_terms()


@dataclass(frozen=True, slots=True)
class _Seen:
    """An article as it is compared: its names, and what they weigh together."""

    source: Source
    names: frozenset[str]
    weights: Mapping[str, float]
    weight: float


def _looked_at(articles: Sequence[Source], rarity: Rarity) -> list[_Seen]:
    named = [names(one) for one in articles]
    weights = rarity(sorted(frozenset[str]().union(*named)))
    return [
        _Seen(one, its, weights, sum(weights[term] for term in its))
        for one, its in zip(articles, named, strict=True)
    ]


def _as_said(seen: Sequence[_Seen], joins: Sequence[Join]) -> list[list[int]]:
    """Return the places of the articles of each story, the surest pairs joined first.

    No pair joins two groups between which an admin said that articles are of two stories.
    """
    said = Said(joins)
    groups = Groups(said)
    for one, other in said.together:
        groups.join(one, other)
    ids = [one.source.article_id for one in seen]
    likely = [
        (-likeness, min(ids[at], ids[before]), max(ids[at], ids[before]))
        for at, one in enumerate(seen)
        for before, other in enumerate(seen[:at])
        if (likeness := _likeness(one, other)) >= 1
    ]
    for _, first, second in sorted(likely):
        groups.join(first, second)
    places: dict[str, list[int]] = {}
    for at, each in enumerate(ids):
        places.setdefault(groups.of(each), []).append(at)
    return sorted(places.values())


def _is_same(one: _Seen, other: _Seen) -> bool:
    return _likeness(one, other) >= 1


def _likeness(one: _Seen, other: _Seen) -> float:
    """Return what two articles share in times of what those of one story do at least."""
    if one.source.article_id == other.source.article_id:
        return math.inf
    least = min(one.weight, other.weight)
    shared = sum(one.weights[term] for term in one.names & other.names)
    if shared <= _SHARED * least:
        return 0.0
    apart = _days_apart(one.source, other.source)
    needed = min(_SHARED_MOST, _SHARED + _SHARED_PER_TIME * math.log1p(apart)) * least
    return shared / needed if shared >= needed else 0.0


def _days_apart(one: Source, other: Source) -> int:
    """Return the days between two reports; 0 if the later one names the month of the earlier."""
    if one.published is None or other.published is None:
        return 0
    earlier, later = sorted((one, other), key=lambda source: _at(source))
    days = round((_at(later) - _at(earlier)) / 86_400)
    return 0 if days > 31 and _names_month(later.text, earlier) else days


def _at(source: Source) -> float:
    return source.published.at.timestamp() if source.published else 0.0


def _names_month(text: str, earlier: Source) -> bool:
    at = earlier.published.at if earlier.published else None
    return at is not None and bool(
        re.search(rf"\b{calendar.month_name[at.month]}(?: \d\d?,?)? {at.year}\b", text)
    )
