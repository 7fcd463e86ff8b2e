"""Stories set right by admins: merged, split, and that undone, for every later question."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import product

from answer.grouping import Grouping
from answer.labels import labels
from answer.retrieve import Retriever
from answer.said import Said
from answer.stories import Story
from answer.topics import Topics
from archive import Copies, Joins, Request
from news.errors import NotFound, UsageError
from news.verify import Source

_NEAR = 100
"""Passages looked at for what is of one story with an article."""


@dataclass(frozen=True, slots=True)
class Merged:
    """What was kept: the number by which it is undone, and the stories as they are now."""

    request: int
    stories: tuple[Story, ...]


def merging_of(retriever: Retriever) -> "Merging":
    """Return what merges and splits the stories of one data folder."""

    def near(source: Source) -> list[Source]:
        found = retriever.retrieve(source.title, k=_NEAR)
        ids = list(dict.fromkeys(one.article_id for one in found))
        return retriever.archive.sources(ids)

    topics = Topics(retriever)
    return Merging(topics.grouping, near, topics.stories)


@dataclass(frozen=True, slots=True)
class Merging:
    """Merges and splits the stories of one archive.

    `near` returns the articles that may be about the same as one, `of_topic` the stories of a
    topic. A story is named by any of its articles.
    """

    grouping: Grouping
    near: Callable[[Source], Sequence[Source]]
    of_topic: Callable[[str], Sequence[Story]]

    def listed(self, topic: str) -> list[tuple[str, Story]]:
        """Return the stories of a topic with their labels; raise NotFound if there is none."""
        told = self.of_topic(topic)
        return list(zip(labels(told, self.grouping.rarity), told, strict=True))

    def label(self, story: Story) -> str:
        """Return what a story is called."""
        return labels([story], self.grouping.rarity)[0]

    def story(self, reference: str) -> Story:
        """Return the story of an article: those that share its names in time, or were said to."""
        source = self._source(reference)
        own = Story((source,))
        said = Said(self._joins.of([source.article_id]))
        joined = [one for one in said.members(source.article_id) if one != source.article_id]
        others = [*self.near(source), *self.grouping.archive.sources(joined)]
        unique = {one.article_id: one for one in others}
        return self.grouping.of_story(own, list(unique.values()))

    def merge(self, one: str, other: str, *, by: str) -> Merged:
        """Make one story of two, also of what is added to either later."""
        first, second = self.story(one), self.story(other)
        own, others = self._with_copies(first.ids), self._with_copies(second.ids)
        if own[0] in others:
            raise UsageError("These are one story already.")
        said = Said(self._joins.of([*own, *others]))
        # A star: whichever two are found, what joins them is one step away.
        star = [(own[0], each) for each in (*own[1:], *others)]
        again = [pair for pair in product(own, others) if pair[1] in said.apart[pair[0]]]
        words = f"{self.label(first)} and {self.label(second)}"
        request = self._joins.say(
            together=[*star, *again], by=by, action="merge stories", story=own[0], words=words
        )
        return Merged(request, (self.story(own[0]),))

    def split(self, story: str, articles: Sequence[str], *, by: str) -> Merged:
        """Take articles out of a story; whether those are one story is told as everywhere."""
        whole = self.story(story)
        taken = list(dict.fromkeys(self._source(one).article_id for one in articles))
        strangers = [one for one in taken if one not in whole.ids]
        if strangers:
            raise NotFound(
                f"{', '.join(strangers)} is not of the story of {story}: list its articles with "
                "`dateline story show` or /stories."
            )
        rest = [one for one in whole.ids if one not in taken]
        if not rest:
            raise UsageError("Nothing would be left of the story: name only some of its articles.")
        out, kept = self._with_copies(taken), self._with_copies(rest)
        said = Said(self._joins.of([*out, *kept]))
        # What was merged around an article that leaves stays merged.
        star = [(kept[0], one) for one in kept[1:]] if said.together else []
        apart = list(product(out, kept))
        request = self._joins.say(
            together=star,
            apart=apart,
            by=by,
            action="split story",
            story=kept[0],
            words=f"{self.label(whole)} without {', '.join(taken)}",
        )
        return Merged(request, (self.story(kept[0]), self.story(out[0])))

    def undo(self, request: int, *, by: str) -> Request:
        """Take a merge or a split back; raise NotFound where there is none of that number."""
        return self._joins.undo(request, by=by)

    def requests(self) -> list[Request]:
        """Return the merges and splits, the oldest first."""
        return self._joins.listed()

    @property
    def _joins(self) -> Joins:
        return Joins(self.grouping.archive)

    def _source(self, reference: str) -> Source:
        archive = self.grouping.archive
        found = archive.sources([archive.find(reference).article.id])
        if not found:
            raise NotFound(f"The article {reference} is not indexed yet: try again in a moment.")
        return found[0]

    def _with_copies(self, ids: Sequence[str]) -> list[str]:
        """Return the articles with those that print the same: which is found may change."""
        copies = Copies(self.grouping.archive)
        return list(dict.fromkeys(each for one in ids for each in (one, *copies.of(one))))
