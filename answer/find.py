"""What is found for a question: passages, the sentences that may answer, and which story's."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, timedelta, tzinfo

from answer import premises, which
from answer.about import leaves, topic
from answer.asked import Asked, asked
from answer.grouping import Grouping
from answer.retrieve import Retriever, without_repeats
from answer.select import Candidate, Selection, select
from answer.sentence_model import Weights
from answer.stories import Story
from answer.windows import When
from news.conversation import Choice, Conversation
from news.moment import Moment
from news.passage import Passage
from news.verify import Source
from news.window import Window, day_in
from vectorstore.analyse import content_terms

_ANYTHING = "What happened?"
"""What is asked with nothing but days: "Since yesterday?"."""

_AS_GOOD = 0.5
"""Of sentences that score at least this share of the best one, the newest is wanted first."""


@dataclass(frozen=True, slots=True)
class Found:
    """`candidates` are of one story only where the question is: one that is counted or was chosen.

    Where the question fits several stories, `choices` are these, and the candidates are of the
    first. `about` is the story that the conversation is about from now on, if one was chosen.
    `sureness` (0 to 1) is how likely the archive answers at all, told by the `signals`.
    `when` is what the question says of time; `is_outside` says that nothing that was found is of
    the days that alone are meant.
    """

    question: Asked
    passages: tuple[Passage, ...] = ()
    sources: Mapping[str, Source] = field(default_factory=dict)
    candidates: tuple[Candidate, ...] = ()
    sureness: float = 0.0
    signals: tuple[float, ...] = ()
    choices: tuple[Choice, ...] = ()
    about: Story | None = None
    when: When = field(default_factory=lambda: When(""))
    is_outside: bool = False

    def offers(self, story: Story) -> bool:
        """Say whether the story is one of those that the question fits."""
        return any(set(choice.articles) & set(story.ids) for choice in self.choices)


def near(passages: Sequence[Passage]) -> dict[str, int]:
    """Return by article where its best passage begins: words are looked for there first."""
    return {passage.article_id: passage.start for passage in reversed(passages)}


@dataclass(frozen=True, slots=True)
class _Time:
    """The day by which things are known, the one that is asked from, and what is asked of."""

    known_on: date | None
    day: date | None
    when: When


@dataclass(frozen=True, slots=True)
class Finder:
    """Finds in one archive; of each question `wide` passages are looked at.

    Their sentences are weighed as `learned`, else by the weights that come with the program.
    """

    retriever: Retriever
    wide: int
    threshold: float
    zone: tzinfo = UTC
    learned: Weights | None = None

    @property
    def grouping(self) -> Grouping:
        """What tells which articles are one story."""
        return Grouping(self.retriever.archive, self.retriever.rarity)

    def find(
        self,
        standalone: str,
        conversation: Conversation,
        *,
        known_on: date | None = None,
        asked_on: date | None = None,
        when: When | None = None,
    ) -> Found:
        """Return what is found, within the story that the conversation is about if there is one.

        A question that names something outside that story leaves it. Of reports that answer as
        well, those near to `asked_on` come first. `when` is what the question says of time.
        """
        said = when or When(standalone)
        time = _Time(known_on, asked_on or known_on, said)
        question = asked(said.rest)
        if not question.terms and (said.window or said.newest):
            question = asked(_ANYTHING)
        if said.of_story:
            anywhen = self._find(question, conversation, time)
            window = self._first_days(anywhen, said.of_story)
            if window is None:
                return anywhen
            said = replace(said, window=window, is_strict=True)
            time = replace(time, when=said)
        found = self._find(question, conversation, time)
        outside = said.is_strict and not any(
            _is_meant(said, one.published) for one in found.passages
        )
        return replace(found, when=said, is_outside=outside)

    def _find(self, question: Asked, conversation: Conversation, time: _Time) -> Found:
        chosen = self._chosen(conversation, time.known_on)
        if chosen and (question.is_bare or not which.lacking(question, chosen)):
            return self._within(question, chosen, time)
        found = self._anywhere(question, conversation, time)
        if not chosen:
            return found
        sources = tuple(found.sources.values())
        if found.offers(chosen) or not leaves(question, chosen, sources):
            return self._within(question, chosen, time)
        return replace(found, about=self._of_best(found))

    def _first_days(self, found: Found, days: int) -> Window | None:
        """Return so many days from the first report on of the story that answers best."""
        first = next((one.source for one in found.candidates), None)
        if first is None:
            return None
        told = self.grouping.stories(tuple(found.sources.values()))
        its = next(story for story in told if first.article_id in story.ids)
        dated = [one.published for one in its.articles if one.published]
        if not dated:
            return None
        begin = min(day_in(one, self.zone) for one in dated)
        return Window(begin, begin + timedelta(days=days - 1), self.zone)

    def counted(self, found: Found) -> Story | None:
        """Return the story whose figures answer, that of the best sentence, if any surely does."""
        if not found.candidates or found.sureness < self.threshold:
            return None
        best = max(found.candidates, key=lambda one: (one.own, one.score))
        if found.about is not None:
            # What was added to the chosen story since is among its sources.
            return Story(
                tuple(one for one in found.sources.values() if _is_told(found.when, one.published))
            )
        own = {one.source.article_id: one.source for one in found.candidates}
        grouped = self.grouping.stories(tuple(own.values()))
        return next(story for story in grouped if best.source.article_id in story.ids)

    def _chosen(self, conversation: Conversation, known_on: date | None) -> Story | None:
        if not conversation.about:
            return None
        # What was removed since is left out.
        articles = self.retriever.archive.sources(conversation.about, known_on=known_on)
        return Story(tuple(articles)) if articles else None

    def _within(self, question: Asked, story: Story, time: _Time) -> Found:
        """Return what is found in the story's articles, those that were added since among them."""
        words = topic(story, self.retriever.rarity)
        if question.is_bare:
            terms = [*question.terms, *content_terms(" ".join(words))]
            question = replace(question, terms=tuple(dict.fromkeys(terms)))
        sought = " ".join([question.question, *words])
        passages = self._retrieve(sought, 2 * self.wide, time)
        sources = self._sources(passages)
        whole = self.grouping.of_story(story, tuple(sources.values()))
        # Only its articles can be quoted from here on, whoever drafts.
        own = {one: sources[one] for one in whole.ids if one in sources}
        inside = without_repeats([one for one in passages if one.article_id in own])[: self.wide]
        inside = _meant(inside, time.when)
        chosen = self._select(question, inside, own, time)
        return replace(_found(question, inside, own, chosen), about=story)

    def _anywhere(self, question: Asked, conversation: Conversation, time: _Time) -> Found:
        """Return what is found, of a place with two names by the one that more is found by."""
        by_each = (self._named(one, conversation, time) for one in which.namings(question))
        return max(by_each, key=lambda found: found.sureness)

    def _named(self, question: Asked, conversation: Conversation, time: _Time) -> Found:
        passages = without_repeats(self._retrieve(question.question, self.wide, time))
        passages = _meant(passages, time.when)
        sources = self._sources(passages)
        as_reported = which.as_reported(question)
        is_of_day = question.kind == "count" and as_reported != question
        if is_of_day:
            # What is counted of a day is counted in the reports of that day alone.
            own = which.of_its_days(question, tuple(sources.values()))
            sources = {one.article_id: one for one in own}
            question = as_reported
        chosen = self._select(question, passages, sources, time)
        found = _found(question, passages, sources, chosen)
        found = self._of_premises(found, are_names_meant=not is_of_day)
        if question.kind == "count" and found.sureness < self.threshold:
            found = self._of_the_place(found, time) or found
        if question.is_bare:
            return self._of_any_story(found, time)
        return self._of_one_story(found, conversation)

    def _of_premises(self, found: Found, *, are_names_meant: bool) -> Found:
        """Return only the sentences of stories of which what the question takes for granted holds.

        Of a place with its state and a day the names are met already.
        """
        question = found.question
        if question.is_bare or not found.candidates:
            return found
        told = self.grouping.stories(tuple(found.sources.values()))
        kept = found.candidates
        if are_names_meant:
            kept = premises.with_its_names(question, told, kept)
        if question.kind not in ("count", "said", "why") or premises.asks_how_long(question):
            kept = premises.with_its_deed(question, told, kept)
        return replace(found, candidates=kept)

    def _of_the_place(self, found: Found, time: _Time) -> Found | None:
        """Return what a count finds without its place in the one story that happened there."""
        told = self.grouping.stories(tuple(found.sources.values()))
        own = premises.of_the_place(found.question, told)
        if own is None:
            return None
        question, story = own
        sources = {one: found.sources[one] for one in story.ids if one in found.sources}
        passages = [one for one in found.passages if one.article_id in sources]
        return _found(
            question, found.passages, sources, self._select(question, passages, sources, time)
        )

    def _of_one_story(self, found: Found, conversation: Conversation) -> Found:
        """Return what was found with the choices, and only the sentences of one story if needed."""
        question = found.question
        if question.kind != "count" and which.is_specific(question):
            return found
        able = self._answering(found)
        if len({one.source.article_id for one in able}) < 2:
            return found
        told = self.grouping.stories(tuple(found.sources.values()))
        fit = which.fitting(question, able, told)
        if len(fit) == 1 and question.kind != "count":
            return found
        if len(fit) > 1 and conversation.turns:
            fit = which.before(asked(conversation.turns[-1].understood), question, fit)
        choices = which.choices(fit, self.retriever.rarity)
        # Counts of two events are never told as if they were reports of one.
        ids = set(fit[0].ids)
        kept = (one for one in found.candidates if one.source.article_id in ids)
        return replace(found, candidates=tuple(kept), choices=choices)

    def _of_any_story(self, found: Found, time: _Time) -> Found:
        """Return the choices for "What happened?", and what is found within the first story."""
        kind = found.question.kind
        able = {one.source.article_id for one in found.candidates if one.fits or kind == "what"}
        told = self.grouping.stories(tuple(found.sources.values()))
        fit = [story for story in told if able & set(story.ids)]
        if not fit:
            return found
        within = self._within(found.question, fit[0], time)
        return replace(within, choices=which.choices(fit, self.retriever.rarity), about=None)

    def _of_best(self, found: Found) -> Story | None:
        """Return the story of the best sentence that answers."""
        best = next(iter(self._answering(found)), None)
        if best is None or found.choices:
            return None
        told = self.grouping.stories(tuple(found.sources.values()))
        return next(story for story in told if best.source.article_id in story.ids)

    def _answering(self, found: Found) -> list[Candidate]:
        is_sure = found.sureness >= self.threshold
        return [one for one in found.candidates if one.fits] if is_sure else []

    def _select(
        self,
        question: Asked,
        passages: Sequence[Passage],
        sources: Mapping[str, Source],
        time: _Time,
    ) -> Selection:
        if not question.terms:
            return Selection()
        rarity = self.retriever.rarity(question.terms)
        chosen = select(
            question,
            passages,
            sources,
            rarity,
            asked_on=time.day,
            days=time.when.reported if time.when.is_relative else None,
            learned=self.learned,
        )
        kept = [one for one in chosen.candidates if _may_tell(time.when, one)]
        if time.when.newest:
            kept = _newest_first(kept)
        return replace(chosen, candidates=tuple(kept))

    def _retrieve(self, words: str, k: int, time: _Time) -> list[Passage]:
        return self.retriever.retrieve(
            words,
            k=k,
            known_on=time.known_on,
            window=time.when.window,
            newest=time.when.newest,
        )

    def _sources(self, passages: Sequence[Passage]) -> dict[str, Source]:
        """Return the articles of the passages by id, in the passages' order."""
        revisions: dict[str, str] = {}
        for one in passages:
            revisions.setdefault(one.article_id, one.revision)
        return self.retriever.archive.sources_in(revisions)


def _found(
    question: Asked,
    passages: Sequence[Passage],
    sources: Mapping[str, Source],
    chosen: Selection,
) -> Found:
    return Found(
        question, tuple(passages), sources, chosen.candidates, chosen.sureness, chosen.signals
    )


def _is_meant(when: When, published: Moment | None) -> bool:
    """Say whether what was published then can be meant."""
    reported = when.reported
    return reported is None or not when.is_strict or reported.has(published)


def _meant(passages: Sequence[Passage], when: When) -> list[Passage]:
    """Return the passages that can be meant; where none can, all of them as the nearest."""
    return [one for one in passages if _is_meant(when, one.published)] or list(passages)


def _is_told(when: When, published: Moment | None) -> bool:
    """Say whether what was published then can be meant and is no older than the days."""
    if when.window is None or when.is_strict:
        return _is_meant(when, published)
    return published is None or not when.window.is_after(published)


def _may_tell(when: When, one: Candidate) -> bool:
    """Say whether a sentence can tell of the days: it is no older, unless it names the year."""
    if _is_told(when, one.source.published_at(one.start)):
        return True
    first = when.window.first if when.window and not when.is_strict else None
    return first is not None and str(first.year) in one.text


def _newest_first(found: Sequence[Candidate]) -> list[Candidate]:
    """Return the candidates, those that answer well with the newest report first."""
    best = next((one.score for one in found if one.fits), 0.0)
    good = [one for one in found if one.fits and one.score >= _AS_GOOD * best]
    others = [one for one in found if one not in good]
    return [*sorted(good, key=_age), *others]


def _age(one: Candidate) -> float:
    published = one.source.published_at(one.start)
    return -published.at.timestamp() if published else float("inf")
