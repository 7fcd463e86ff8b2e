"""What the stories of a topic tell: their figures, and their days in order."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from answer.labels import labels
from answer.retrieve import Retriever
from answer.stories import Story
from answer.tolls import Key, lines_of
from answer.topics import Topics
from archive import FactShelf
from facts.holding import Reported, reports
from facts.timeline import timeline
from news.figure import MEASURES, Figure, Stated, stated
from news.timeline import Day
from news.verify import Source


@dataclass(frozen=True)
class StoryFigures:
    """A story, what it is called, and the figures that its articles tell."""

    label: str
    story: Story
    figures: tuple[Figure, ...]

    @cached_property
    def sources(self) -> dict[str, Source]:
        """The story's articles by id."""
        return {one.article_id: one for one in self.story.articles}

    def stated(self, figures: Sequence[Figure]) -> list[Stated]:
        """Return figures of the story with their words."""
        return [_stated(one, self.sources[one.article_id]) for one in figures]

    def counts(self) -> list[Key]:
        """Return what is counted in the story, the whole before its groups, people before things.

        What only one person of a group suffered is told in the figures, and is no count.
        """
        told = dict.fromkeys(
            (one.measure, one.of, one.group)
            for one in self._told()
            if not (one.group and one.low == 1)
        )
        return sorted(
            told, key=lambda key: (MEASURES.index(key[0]), bool(key[1]), bool(key[2]), key[1:])
        )

    def reported(self, key: Key) -> list[Reported]:
        """Return what the articles report of one count, each report as often as it is printed."""
        measure, of, group = key
        return reports(self.figures, self.sources, measure, of=of, group=group)

    def latest(self) -> list[Figure]:
        """Return the figures that hold: of each count what each reporter gave last."""
        return [figure for key in self.counts() for figure, _ in self.lines(key)]

    def lines(self, key: Key) -> list[tuple[Figure, str]]:
        """Return what holds of one count, then what was said otherwise, each as it is told."""
        return lines_of(self._told(), self.sources, key)

    def hidden(self) -> list[Stated]:
        """Return the figures that an admin hid, where they were asked for."""
        return self.stated([one for one in self.figures if one not in self._told()])

    def _told(self) -> list[Figure]:
        """Return the figures but for those that an admin hid."""
        return [one for one in self.figures if not (one.corrected and one.corrected.is_hidden)]


@dataclass(frozen=True, slots=True)
class Telling:
    """Tells of topics from one data folder."""

    retriever: Retriever

    def figures(
        self, topic: str, *, known_on: date | None = None, hidden: bool = False
    ) -> list[StoryFigures]:
        """Return the stories of a topic with their figures; raise NotFound if there is no story.

        Figures that an admin hid are among them only if they are asked for.
        """
        told = self._stories(topic, known_on)
        shelf = FactShelf(self.retriever.archive)
        return [
            StoryFigures(
                label, story, tuple(shelf.figures(story.ids, known_on=known_on, hidden=hidden))
            )
            for label, story in zip(labels(told, self.retriever.rarity), told, strict=True)
        ]

    def figures_of(
        self, articles: Sequence[str], *, known_on: date | None = None, hidden: bool = False
    ) -> list[Stated]:
        """Return every figure of the articles, in the order in which they stand."""
        archive = self.retriever.archive
        sources = {one.article_id: one for one in archive.sources(articles, known_on=known_on)}
        figures = FactShelf(archive).figures(articles, known_on=known_on, hidden=hidden)
        return [
            _stated(one, sources[one.article_id]) for one in figures if one.article_id in sources
        ]

    def timeline(
        self,
        topic: str,
        *,
        first: date | None = None,
        last: date | None = None,
        days: int | None = None,
        known_on: date | None = None,
    ) -> list[Day]:
        """Return the days of a topic in their order; raise NotFound if no article is about it."""
        archive = self.retriever.archive
        sources = [one for story in self._stories(topic, known_on) for one in story.articles]
        kept = (archive.revision(one.article_id, one.revision) for one in sources)
        articles = [one for one in kept if one is not None]
        events = FactShelf(archive).events([one.id for one in articles], known_on=known_on)
        return timeline(events, articles, first=first, last=last, days=days)

    def _stories(self, topic: str, known_on: date | None) -> list[Story]:
        return Topics(self.retriever).stories(topic, known_on=known_on)


def _stated(figure: Figure, source: Source) -> Stated:
    published = source.published_at(figure.quotes[0].start)
    return stated(figure, source.text, published, source.notice)
