"""The stories that a topic picks: what a person names, a place or a happening, to its articles."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from answer.asked import asked
from answer.grouping import Grouping
from answer.lexicon import stands_in
from answer.retrieve import Retriever
from answer.select import names_in, terms_of
from answer.sentence_features import terms
from answer.stories import Story
from answer.vocabulary import Vocabulary
from news.errors import NotFound
from news.verify import Source
from news.window import Window

_PASSAGES = 400
"""Looked at for a topic: of an event that is reported for weeks there are hundreds of articles."""

_SHARE = 0.6
"""The share of the topic's terms, weighted by their rarity, that an article of it must have."""


@dataclass(frozen=True, slots=True)
class Told:
    """The articles that tell of a topic, by id, and the best passages of those that say its words.

    Both are in the order in which they were found.
    """

    ids: tuple[str, ...]
    passages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Topics:
    """Finds the stories of topics in one data folder."""

    retriever: Retriever

    @property
    def grouping(self) -> Grouping:
        """What tells which articles are one story."""
        return Grouping(self.retriever.archive, self.retriever.rarity)

    def stories(self, topic: str, *, known_on: date | None = None) -> list[Story]:
        """Return the stories of the topic, the one that is found first in front.

        Raises NotFound when no article is about it.
        """
        return self.grouping.stories(self.articles(topic, known_on=known_on))

    def articles(self, topic: str, *, known_on: date | None = None) -> list[Source]:
        """Return the articles of the topic, the one found first in front.

        An article belongs to the topic that has all of its names and most of what else it says.
        Raises NotFound when no article does.
        """
        found = self.retriever.retrieve(topic, k=_PASSAGES, known_on=known_on)
        ids = list(dict.fromkeys(passage.article_id for passage in found))
        sources = self.retriever.archive.sources(ids, known_on=known_on)
        return self._own(topic, sources)

    def told_of(
        self, topic: str, *, sought: str, passages: int, window: Window,
        known_on: date | None = None,
    ) -> Told:  # fmt: skip
        """Return what is told of the topic, the days of the window before others.

        An article tells of it, too, that has its names and the words which its articles share.
        Raises NotFound when no article does.
        """
        found = self.retriever.retrieve(sought, k=passages, known_on=known_on, window=window)
        best = {one.article_id: one.text for one in reversed(found)}
        ids = list(dict.fromkeys(one.article_id for one in found))
        sources = self.retriever.archive.sources(ids, known_on=known_on)
        own = {one.article_id for one in self._own(topic, sources)}
        texts = [best[one] for one in ids if one in own]
        vocabulary = Vocabulary([terms(one) for one in texts], self.retriever.rarity)
        question = asked(topic)
        names = names_in(question) & set(question.terms)

        def is_akin(one: Source) -> bool:
            # Without a name, words that are shared by chance are too many.
            if not names:
                return False
            has = terms_of(one)
            return names <= has and vocabulary.is_akin(has)

        kept = [one.article_id for one in sources if one.article_id in own or is_akin(one)]
        return Told(tuple(kept), tuple(texts))

    def of_topic(self, topic: str, sources: Sequence[Source]) -> list[Source]:
        """Return those of the articles that belong to the topic."""
        question = asked(topic)
        weights = self.retriever.rarity(question.terms)
        names = names_in(question) & set(question.terms)
        least = _SHARE * sum(weights.values())
        kept = []
        for one in sources:
            has = terms_of(one)
            told = {term for term in question.terms if stands_in(term, has)}
            if names <= told and sum(weights[term] for term in told) >= least:
                kept.append(one)
        return kept if question.terms else []

    def _own(self, topic: str, sources: Sequence[Source]) -> list[Source]:
        own = self.of_topic(topic, sources)
        if not own:
            raise NotFound(
                f"No article I have is about “{topic}”: try other words, for example a place."
            )
        return own
