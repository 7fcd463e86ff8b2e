"""What is new of a topic: what a chat was told, compared with what holds now. Nothing is read here.

Only what comes from something new is told. That articles are grouped otherwise than before, or that
a known report holds now in place of another one, is no news.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from answer.telling import StoryFigures
from news.figure import Figure
from news.verify import Source
from news.watch import Count, Key, Mark, Told, ToldStory, count_of

Why = Literal["reported", "corrected", "removed", "set right"]
"""A new report, a new text of the article that was told of, its removal, or an admin."""


@dataclass(frozen=True)
class Present:
    """What holds of a topic now.

    `elsewhere` are the figures of articles that were told of and are in none of the stories now,
    `revisions` the texts of the told articles that can still be read. `groups` says of each told
    and each present article which copies it is one of. `corrections` counts what admins set right.
    """

    stories: tuple[StoryFigures, ...] = ()
    elsewhere: tuple[Figure, ...] = ()
    revisions: Mapping[str, str] = field(default_factory=dict)
    groups: Mapping[str, str] = field(default_factory=dict)
    corrections: int = 0

    @cached_property
    def holding(self) -> tuple[dict[Key, Figure], ...]:
        """The figure that holds of each count, story by story."""
        return tuple(
            {key: lines[0][0] for key in story.counts() if (lines := story.lines(key))}
            for story in self.stories
        )

    @cached_property
    def told(self) -> tuple[ToldStory, ...]:
        """The stories as they are kept once they are told, in the same order."""
        return tuple(
            ToldStory(frozenset(one.story.ids), tuple(map(count_of, holding.values())))
            for one, holding in zip(self.stories, self.holding, strict=True)
        )

    @cached_property
    def standing(self) -> frozenset[Mark]:
        """What tells the figures that can still be read."""
        figures = [one for story in self.stories for one in story.figures]
        return frozenset(count_of(one).mark for one in (*figures, *self.elsewhere))

    def groups_of(self, articles: Iterable[str]) -> frozenset[str]:
        """Return the groups of copies that articles belong to."""
        return frozenset(self.groups.get(one, one) for one in articles)


@dataclass(frozen=True, slots=True)
class NewArticle:
    """An article of the topic that came, and the name of its story."""

    story: str
    source: Source


@dataclass(frozen=True, slots=True)
class NewNumber:
    """A number that holds now, or that does not hold any more.

    `before` is None where none was told, `after` where no other number took its place.
    """

    story: str
    key: Key
    before: Count | None
    after: Figure | None
    source: Source | None
    why: Why = "reported"


@dataclass(frozen=True, slots=True)
class Developments:
    """What is new of a topic: numbers that changed, and articles that came."""

    numbers: tuple[NewNumber, ...] = ()
    articles: tuple[NewArticle, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.numbers or self.articles)


def developments(told: Told, present: Present) -> Developments:
    """Return what a chat is to be told of; copies of what it knows are nothing new."""
    return _Comparison(told, present).developments()


def told_after(told: Told, present: Present) -> Told:
    """Return what a chat knows once it was told the developments.

    A story that is not found any more, though its articles can be read, may be found again.
    """
    articles = [one for story in present.stories for one in story.story.articles]
    here = present.groups_of(one.article_id for one in articles)
    hidden = tuple(
        ToldStory(
            story.articles, tuple(one for one in story.counts if one.mark in present.standing)
        )
        for story in told.stories
        if not present.groups_of(story.articles) & here and story.articles & set(present.revisions)
    )
    return Told(
        {**told.articles, **{one.article_id: one.revision for one in articles}},
        present.told + hidden,
        corrections=present.corrections,
    )


class _Comparison:
    """What was told beside what holds now; stories of the present are named by their place."""

    def __init__(self, told: Told, present: Present) -> None:
        self._told = told
        self._present = present
        self._known = present.groups_of(told.articles)
        self._own = [present.groups_of(story.articles) for story in present.told]
        self._set_right = present.corrections != told.corrections

    def developments(self) -> Developments:
        places = range(len(self._own))
        changed = [one for at in places for one in self._numbers(at)]
        return Developments((*changed, *self._lost()), tuple(self._articles()))

    def _articles(self) -> Iterator[NewArticle]:
        seen = set(self._known)
        for one in self._present.stories:
            for source in one.story.articles:
                group = self._group(source.article_id)
                if group not in seen:
                    seen.add(group)
                    yield NewArticle(one.label, source)

    def _numbers(self, at: int) -> Iterator[NewNumber]:
        """Yield what changed in a story of the present."""
        story, holding = self._present.stories[at], self._present.holding[at]
        for key in [*holding, *(key for key in self._keys(at) if key not in holding)]:
            before, figure = self._before(at, key), holding.get(key)
            was = before[0] if before else None
            if figure is None:
                gone = self._gone(was) if was else None
                if gone:
                    yield NewNumber(story.label, key, was, None, None, gone)
                continue
            now = count_of(figure)
            if any((now.low, now.high) == (one.low, one.high) for one in before):
                continue
            why = self._why(was, now, at)
            if why:
                source = story.sources[figure.article_id]
                yield NewNumber(story.label, key, was, figure, source, why)

    def _lost(self) -> Iterator[NewNumber]:
        """Yield the numbers of told stories of which nothing is found any more."""
        for story in self._told.stories:
            if any(self._shared(story, at) for at in range(len(self._own))):
                continue
            for one in story.counts:
                why = self._gone(one)
                if why:
                    yield NewNumber("", one.key, one, None, None, why)

    def _keys(self, at: int) -> dict[Key, None]:
        return {
            one.key: None
            for story in self._told.stories
            if self._shared(story, at)
            for one in story.counts
        }

    def _before(self, at: int, key: Key) -> list[Count]:
        """Return what was told of a count of a story, that of the most alike told story first.

        A number whose article belongs to another story now is that one's.
        """
        alike = sorted(self._told.stories, key=lambda story: -self._shared(story, at))
        return [
            one
            for story in alike
            if self._shared(story, at)
            for one in story.counts
            if one.key == key and not self._is_of_another(one, at)
        ]

    def _why(self, was: Count | None, now: Count, at: int) -> Why | None:
        """Return why a number holds that did not; None if only what is known is seen otherwise."""
        if self._told.articles.get(now.article_id, now.revision) != now.revision:
            return "corrected"
        if self._group(now.article_id) not in self._known:
            return "reported"
        if was is None:
            is_new = now.mark not in {
                one.mark for story in self._told.stories for one in story.counts
            }
            return "set right" if self._set_right and is_new else None
        gone = self._gone(was)
        if gone is None and self._set_right and self._group(was.article_id) in self._own[at]:
            return "set right"
        return gone

    def _gone(self, count: Count) -> Why | None:
        """Return why a number that was told stands nowhere now; None if it does."""
        if count.mark in self._present.standing:
            return None
        revision = self._present.revisions.get(count.article_id)
        if revision is None:
            return "removed"
        if revision != count.revision:
            return "corrected"
        # Else the rules by which figures are read are others, which is no news.
        return "set right" if self._set_right else None

    def _is_of_another(self, count: Count, at: int) -> bool:
        group = self._group(count.article_id)
        return group not in self._own[at] and any(group in own for own in self._own)

    def _shared(self, story: ToldStory, at: int) -> int:
        return len(self._present.groups_of(story.articles) & self._own[at])

    def _group(self, article_id: str) -> str:
        return self._present.groups.get(article_id, article_id)
