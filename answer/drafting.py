"""The draft of an answer, by what the question asks for: a figure, days, a topic, or sentences."""

from dataclasses import dataclass, replace

from answer import extractive, happened, overview, spans, tolls, when_was
from answer.asking import Asking
from answer.drafted import Drafted
from answer.find import Finder
from answer.options import Options
from answer.retrieve import Retriever
from answer.set_right import without_hidden
from answer.topics import Topics
from answer.windows import When
from archive import FactShelf


@dataclass(frozen=True, slots=True)
class Drafter:
    """Drafts answers from one archive, without a language model."""

    retriever: Retriever
    finder: Finder
    facts: FactShelf
    options: Options

    def draft(self, asking: Asking) -> Asking:
        """Return the asking with the draft that answers it best; without claims if none does."""
        asking = self._without_hidden(asking)
        told = (
            self._count(asking)
            or self._when_was(asking)
            or self._happened(asking)
            or self._of_span(asking)
            or self._overview(asking)
        )
        if told is not None:
            return told
        of_day = happened.asked_of(asking.standalone, asking.when)
        candidates = asking.found.candidates
        drafted = extractive.draft(
            asking.found.question,
            happened.of_the_day(candidates, of_day[0]) if of_day else candidates,
            asking.found.sureness,
            quotes=self.options.quotes,
            quote_chars=self.options.quote_chars,
            threshold=self.options.threshold,
            quote_sentences=self.options.quote_sentences,
        )
        return replace(asking, draft=drafted)

    def _without_hidden(self, asking: Asking) -> Asking:
        """Return the asking without the sentences whose number an admin hid, where it counts."""
        found = asking.found
        if found.question.kind != "count":
            return asking
        set_right = self.facts.set_right(list(found.sources), known_on=asking.known_on)
        if not set_right:
            return asking
        kept = without_hidden(found.question, found.candidates, set_right)
        return replace(asking, found=replace(found, candidates=kept))

    def _count(self, asking: Asking) -> Asking | None:
        """Return the asking with the figure that was asked for, if one was read in the story."""
        found = asking.found
        story = self.finder.counted(found) if found.question.kind == "count" else None
        if story is None:
            return None
        sources = {one.article_id: one for one in story.articles}
        drafted = tolls.draft(
            found.question,
            self.facts.figures(story.ids, known_on=asking.known_on),
            sources,
            rarity=self.retriever.rarity(found.question.terms),
            candidates=found.candidates,
            quotes=self.options.quotes,
            quote_chars=self.options.quote_chars,
            confidence=found.sureness,
        )
        if drafted is None:
            return None
        found = replace(found, sources={**sources, **found.sources})
        return replace(asking, found=found, draft=drafted)

    def _when_was(self, asking: Asking) -> Asking | None:
        """Return the asking with the day of the happening, if that is asked for and was read."""
        found = asking.found
        if found.choices or found.is_outside or not when_was.is_asked(found.question):
            return None
        story = self.finder.counted(found)
        if story is None:
            return None
        told = when_was.draft(
            story,
            self.retriever.archive,
            quote_chars=self.options.quote_chars,
            confidence=found.sureness,
            known_on=asking.known_on,
        )
        return _told(asking, told)

    def _happened(self, asking: Asking) -> Asking | None:
        """Return the asking with what happened on the day that it asks of, if that was read."""
        found = asking.found
        if found.is_outside:
            return None
        told = happened.draft(
            asking.standalone,
            asking.when,
            Topics(self.retriever),
            quotes=self.options.quotes,
            quote_chars=self.options.quote_chars if self.options.quote_sentences > 1 else 0,
            confidence=found.sureness,
            known_on=asking.known_on,
        )
        return _told(asking, told)

    def _of_span(self, asking: Asking) -> Asking | None:
        """Return the asking with the days that it asks of, told in their order, if they are."""
        found = asking.found
        of = spans.asked_of(asking.standalone, asking.today)
        if of is None or (found.choices and not of.is_named):
            return None
        told = spans.draft(
            of,
            Topics(self.retriever),
            quotes=self.options.quotes,
            quote_chars=self.options.quote_chars,
            confidence=max(found.sureness, self.options.threshold),
            known_on=asking.known_on,
        )
        # The days are those of what happened, and not those on which that was reported.
        return _told(replace(asking, when=When(asking.standalone)), told)

    def _overview(self, asking: Asking) -> Asking | None:
        """Return the asking with what is known of the topic, if that is what was asked for."""
        found = asking.found
        if asking.when.window:
            return None
        of = overview.asked_of(asking.standalone)
        if of is None or (of.topic and found.choices):
            return None
        told = overview.draft(
            of,
            Topics(self.retriever),
            quotes=self.options.quotes,
            quote_chars=self.options.quote_chars,
            # There are articles on the topic: no other words of the question could be unmet.
            confidence=max(found.sureness, self.options.threshold),
            known_on=asking.known_on,
        )
        return _told(asking, told)


def _told(asking: Asking, told: Drafted | None) -> Asking | None:
    """Return the asking with a draft of days or of one story: there is nothing left to choose."""
    if told is None:
        return None
    found = replace(asking.found, sources={**told.sources, **asking.found.sources}, choices=())
    return replace(asking, found=found, draft=told.draft)
