"""Articles as stories, with what admins said of them: the one way to them, for every question."""

from collections.abc import Sequence
from dataclasses import dataclass

from answer.stories import Rarity, Story, of_story, stories
from archive import Archive, Joins
from news.join import Join
from news.verify import Source


@dataclass(frozen=True, slots=True)
class Grouping:
    """Groups articles of one archive."""

    archive: Archive
    rarity: Rarity

    def stories(self, articles: Sequence[Source]) -> list[Story]:
        """Return the articles as stories, in the order of their first articles."""
        return stories(articles, self.rarity, self._joins(articles))

    def of_story(self, story: Story, articles: Sequence[Source]) -> Story:
        """Return the story with those of the articles that are about the same."""
        return of_story(story, articles, self.rarity, self._joins([*story.articles, *articles]))

    def _joins(self, articles: Sequence[Source]) -> list[Join]:
        return Joins(self.archive).of([one.article_id for one in articles])
