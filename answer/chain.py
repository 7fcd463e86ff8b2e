"""Question to answer: condense, retrieve, draft, verify.

Plain functions do the work; where LangChain is at work anyway they are composed as its Runnables.
"""

import logging
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

from answer import condense, extractive, happened, overview, small_talk, spans, tolls
from answer.asked import asked
from answer.dated import dated
from answer.find import Finder, Found, near
from answer.labels import labels
from answer.options import Options
from answer.retrieve import Retriever
from answer.set_right import marks, without_hidden
from answer.silence import none_of_days, silence, silence_of_days
from answer.topics import Topics
from answer.windows import When, told, when
from answer.wording import capital
from archive import FactShelf
from news.answer import Answer, Draft, Quote
from news.conversation import Conversation
from news.errors import ModelError
from news.figure import Figure, Stated, stated
from news.verify import verify

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from langchain_core.runnables import Runnable, RunnableConfig

__all__ = ["Answerer", "Options", "Tell"]

log = logging.getLogger(__name__)


Tell = Callable[[Answer], None]
"""Shows an answer that is still being written: the quotes that stand so far, without a text."""


def _nobody(answer: Answer) -> None:
    """Tell nobody."""


@dataclass(frozen=True, slots=True)
class _Asking:
    """A question on its way through the chain.

    `until`, on the monotonic clock, is when a language model must be done. Once it failed, `fault`
    says how, and it is not asked again. `days` are those whose year the question left out,
    `when` is what it says of time, seen from `today`.
    """

    question: str
    conversation: Conversation
    today: date
    known_on: date | None = None
    asked_on: date | None = None
    tell: Tell = _nobody
    until: float = 0.0
    fault: str = ""
    standalone: str = ""
    days: tuple[str, ...] = ()
    when: When = field(default_factory=lambda: When(""))
    found: Found = field(default_factory=lambda: Found(asked("")))
    draft: Draft = field(default_factory=lambda: Draft(""))


class Answerer:
    """Answers questions from one archive. Safe to use from several threads."""

    def __init__(
        self,
        retriever: Retriever,
        options: Options | None = None,
        *,
        model: "BaseChatModel | None" = None,
    ) -> None:
        self._retriever = retriever
        self._options = options or Options()
        self._finder = Finder(
            retriever,
            max(20, self._options.passages),
            self._options.threshold,
            self._options.zone,
        )
        self._facts = FactShelf(retriever.archive)
        self._model = model

    def answer(
        self,
        question: str,
        conversation: Conversation | None = None,
        tell: Tell | None = None,
        *,
        known_on: date | None = None,
        asked_on: date | None = None,
        config: "RunnableConfig | None" = None,
    ) -> Answer:
        """Return a verified answer; without a verified quote it says that the archive is silent.

        With `known_on` only what was published by that day is known; `asked_on` hides nothing, but
        prefers the reports of its days. While a language model writes, its quotes are told as they
        are verified.
        """
        talk = small_talk.reply(question)
        if talk:
            return Answer(question, talk, standalone=question, known_on=known_on, small_talk=True)
        asking: Any = self._asking(question, conversation, tell, known_on, asked_on)
        if self._model is not None or self._options.traced or config:
            return self.chain.invoke(asking, config)
        # Importing LangChain takes as long as all else that a cold question needs.
        for step in self._steps.values():
            asking = step(asking)
        answer: Answer = asking
        return answer

    def stream(
        self, question: str, conversation: Conversation | None = None
    ) -> Iterator[dict[str, Any]]:
        """Yield what each step of the chain makes, by the step's name, the answer last."""
        asking: Any = self._asking(question, conversation)
        for name, step in self._steps.items():
            asking = step(asking)
            yield {name: asking}

    @cached_property
    def chain(self) -> "Runnable[_Asking, Answer]":
        """The four steps as one Runnable."""
        from answer.runnables import sequence

        return sequence("dateline", self._steps)

    @cached_property
    def _steps(self) -> Mapping[str, Callable[[Any], Any]]:
        condensing, drafting = self._condense, self._draft
        if self._model is not None:
            condensing = partial(self._condense_by, self._model)
            drafting = partial(self._draft_by, self._model)
        return {
            "condense": condensing,
            "retrieve": self._retrieve,
            "draft": drafting,
            "verify": self._verify,
        }

    def _asking(
        self,
        question: str,
        conversation: Conversation | None,
        tell: Tell | None = None,
        known_on: date | None = None,
        asked_on: date | None = None,
    ) -> _Asking:
        until = time.monotonic() + self._options.timeout
        before = conversation or Conversation()
        today = asked_on or known_on or datetime.now(self._options.zone).date()
        return _Asking(question, before, today, known_on, asked_on, tell or _nobody, until)

    # -- the steps -------------------------------------------------------------------------

    def _condense(self, asking: _Asking) -> _Asking:
        standalone = (
            asking.question
            if _is_complete(asking)
            else condense.condense(asking.question, asking.conversation)
        )
        return self._dated(asking, standalone)

    def _condense_by(self, model: "BaseChatModel", asking: _Asking) -> _Asking:
        from answer import by_model

        by_rules = self._condense(asking)
        if not asking.conversation.turns or _is_complete(asking):
            return by_rules
        try:
            standalone = by_model.condense(
                model, asking.question, asking.conversation, until=asking.until
            )
        except ModelError as error:
            return replace(by_rules, fault=str(error))
        return self._dated(asking, standalone) if standalone else by_rules

    def _dated(self, asking: _Asking, undated: str) -> _Asking:
        """Return the asking of the question with its years and its window of days."""
        newest = partial(
            self._retriever.archive.newest_day, by=asking.today, known_on=asking.known_on
        )
        full = dated(undated, newest, asking.today, self._options.zone)
        as_of = full.when.as_of
        known_on = min(as_of, asking.known_on or as_of) if as_of else asking.known_on
        return replace(
            asking, standalone=full.question, days=full.days, when=full.when, known_on=known_on
        )

    def _retrieve(self, asking: _Asking) -> _Asking:
        found = self._finder.find(
            asking.standalone,
            asking.conversation,
            known_on=asking.known_on,
            asked_on=asking.asked_on,
            when=asking.when,
        )
        return replace(asking, found=found, when=found.when)

    def _draft(self, asking: _Asking) -> _Asking:
        asking = self._without_hidden(asking)
        told = (
            self._count(asking)
            or self._happened(asking)
            or self._of_span(asking)
            or self._overview(asking)
        )
        if told is not None:
            return told
        drafted = extractive.draft(
            asking.found.question,
            asking.found.candidates,
            asking.found.sureness,
            quotes=self._options.quotes,
            quote_chars=self._options.quote_chars,
            threshold=self._options.threshold,
            quote_sentences=self._options.quote_sentences,
        )
        return replace(asking, draft=drafted)

    def _without_hidden(self, asking: _Asking) -> _Asking:
        """Return the asking without the sentences whose number an admin hid, where it counts."""
        found = asking.found
        if found.question.kind != "count":
            return asking
        set_right = self._facts.set_right(list(found.sources), known_on=asking.known_on)
        if not set_right:
            return asking
        kept = without_hidden(found.question, found.candidates, set_right)
        return replace(asking, found=replace(found, candidates=kept))

    def _count(self, asking: _Asking) -> _Asking | None:
        """Return the asking with the figure that was asked for, if one was read in the story."""
        found = asking.found
        story = self._finder.counted(found) if found.question.kind == "count" else None
        if story is None:
            return None
        sources = {one.article_id: one for one in story.articles}
        drafted = tolls.draft(
            found.question,
            self._facts.figures(story.ids, known_on=asking.known_on),
            sources,
            rarity=self._retriever.rarity(found.question.terms),
            candidates=found.candidates,
            quotes=self._options.quotes,
            quote_chars=self._options.quote_chars,
            confidence=found.sureness,
        )
        if drafted is None:
            return None
        found = replace(found, sources={**sources, **found.sources})
        return replace(asking, found=found, draft=drafted)

    def _happened(self, asking: _Asking) -> _Asking | None:
        """Return the asking with what happened on the day that it asks of, if that was read."""
        found = asking.found
        if found.is_outside:
            return None
        told = happened.draft(
            asking.standalone,
            Topics(self._retriever),
            quotes=self._options.quotes,
            quote_chars=self._options.quote_chars if self._options.quote_sentences > 1 else 0,
            confidence=found.sureness,
            known_on=asking.known_on,
        )
        if told is None:
            return None
        # A day is told whole: there is nothing to choose.
        found = replace(found, sources={**told.sources, **found.sources}, choices=())
        return replace(asking, found=found, draft=told.draft)

    def _of_span(self, asking: _Asking) -> _Asking | None:
        """Return the asking with the days that it asks of, told in their order, if they are."""
        found = asking.found
        of = spans.asked_of(asking.standalone, asking.today)
        if of is None or (found.choices and not of.is_named):
            return None
        told = spans.draft(
            of,
            Topics(self._retriever),
            quotes=self._options.quotes,
            quote_chars=self._options.quote_chars,
            confidence=max(found.sureness, self._options.threshold),
            known_on=asking.known_on,
        )
        if told is None:
            return None
        # The days are those of what happened, and not those on which that was reported.
        found = replace(found, sources={**told.sources, **found.sources}, choices=())
        return replace(asking, found=found, draft=told.draft, when=When(asking.standalone))

    def _overview(self, asking: _Asking) -> _Asking | None:
        """Return the asking with what is known of the topic, if that is what was asked for."""
        found = asking.found
        if asking.when.window:
            return None
        of = overview.asked_of(asking.standalone)
        if of is None or (of.topic and found.choices):
            return None
        told = overview.draft(
            of,
            Topics(self._retriever),
            quotes=self._options.quotes,
            quote_chars=self._options.quote_chars,
            # There are articles on the topic: no other words of the question could be unmet.
            confidence=max(found.sureness, self._options.threshold),
            known_on=asking.known_on,
        )
        if told is None:
            return None
        # What is known of a topic is told of one story: there is nothing left to choose.
        found = replace(found, sources={**told.sources, **found.sources}, choices=())
        return replace(asking, found=found, draft=told.draft)

    def _draft_by(self, model: "BaseChatModel", asking: _Asking) -> _Asking:
        from answer import by_model

        without = self._draft(asking)
        found = asking.found
        if asking.fault or found.choices or found.is_outside or not found.passages:
            # Where there are choices these are what is shown, not yet worth a model's time; what is
            # of other days than those asked of is no answer.
            return _without(without, asking.fault)
        try:
            drafted = by_model.draft(
                model,
                found,
                self._options,
                question=asking.standalone,
                questions=_own_words(asking),
                asked_on=asking.known_on or asking.today,
                until=asking.until,
                confidence=without.draft.confidence,
                tell=partial(_tell, asking),
            )
        except by_model.Unsupported as error:
            # Its claims are kept, to be counted as withheld.
            claims = (*without.draft.claims, *error.claims)
            return _without(
                replace(without, draft=replace(without.draft, claims=claims)), str(error)
            )
        except ModelError as error:
            return _without(without, str(error))
        return replace(asking, draft=drafted)

    def _verify(self, asking: _Asking) -> Answer:
        drafted = asking.draft
        quotes, withheld = verify(
            drafted.claims,
            asking.found.sources,
            quote_chars=self._options.quote_chars,
            near=near(asking.found.passages),
        )
        for one in withheld:
            log.warning("withheld a quote (%s) claimed from article %s", one.fault, one.article_id)
        text = self._of_days(asking, drafted.text, quotes) if quotes else self._silence(asking)
        figures = self._stated(asking, quotes, drafted.figures)
        text = _with_days(text, asking.days, quotes)
        marked = marks(self._set_right(asking, quotes, told=[one.figure for one in figures]))
        if marked:
            text = f"{text}\n{marked}"
        if withheld:
            text = f"{text}\n\n{_withheld_sentence(len(withheld))}"
        return Answer(
            question=asking.question,
            text=text,
            quotes=tuple(quotes),
            passages=asking.found.passages[: self._options.passages],
            withheld=tuple(withheld),
            confidence=max(0.0, min(1.0, drafted.confidence)),
            standalone=asking.standalone,
            known_on=asking.known_on,
            note=drafted.note,
            choices=asking.found.choices,
            about=asking.found.about.ids if asking.found.about else (),
            figures=tuple(figures),
        )

    def _stated(
        self, asking: _Asking, quotes: Sequence[Quote], figures: Sequence[Figure]
    ) -> list[Stated]:
        """Return those of the figures, with their words, whose number stands in a quote."""
        return [
            stated(one, source.text, source.published_at(one.quotes[0].start), source.notice)
            for one in figures
            if (source := asking.found.sources.get(one.article_id))
            and any(_holds(quote, one) for quote in quotes)
        ]

    def _set_right(
        self, asking: _Asking, quotes: Sequence[Quote], *, told: Sequence[Figure]
    ) -> list[Stated]:
        """Return what admins set right in the words of the quotes, but for what is told as such."""
        ids = list(dict.fromkeys(one.article_id for one in quotes))
        set_right = self._facts.set_right(ids, known_on=asking.known_on) if ids else []
        return self._stated(asking, quotes, [one for one in set_right if one not in told])

    def _of_days(self, asking: _Asking, text: str, quotes: Sequence[Quote]) -> str:
        """Return the text after the days it is of, where the question does not write them out."""
        said, window = asking.when, asking.when.reported
        if said.as_of:
            return f"{capital(said.words)}:\n{text}"
        if window is None:
            return text
        if not self._retriever.archive.count_in(window, known_on=asking.known_on):
            return f"{none_of_days(said)}; others say:\n{text}"
        if not said.is_relative and not said.of_story:
            return f"{capital(said.words)}:\n{text}" if asking.days else text
        if all(window.has(quote.published) for quote in quotes):
            return f"{capital(told(said))}:\n{text}"
        return f"Understood as {told(said)}.\n{text}"

    def _silence(self, asking: _Asking) -> str:
        about, said = asking.found.about, asking.when
        archive, known_on = self._retriever.archive, asking.known_on
        state = archive.standing(known_on)
        if said.reported is not None and state.articles:
            of_days = archive.count_in(said.reported, known_on=known_on)
            if said.is_strict or not of_days:
                return silence_of_days(state, said, of_days)
        return silence(
            state,
            about=labels([about], self._retriever.rarity)[0] if about else None,
            known_on=known_on,
        )


def _is_complete(asking: _Asking) -> bool:
    """Say whether nothing is carried into the question.

    It names a topic to be told of, or the story that was chosen is all it lacks: "When was it?".
    """
    of = overview.asked_of(asking.question)
    if of is not None and of.is_named:
        return True
    said = when(asking.question, asking.today)
    return bool(asking.conversation.about) and asked(said.rest).is_bare


def _own_words(asking: _Asking) -> list[str]:
    """Return what the person wrote: a model may have put more into the question."""
    return [asking.question, *(turn.question for turn in asking.conversation.turns)]


def _without(asking: _Asking, fault: str) -> _Asking:
    """Return the asking with a note on why the draft is not a language model's, if it failed."""
    note = f"{fault.rstrip('.')}; this is the answer without it." if fault else ""
    return replace(asking, draft=replace(asking.draft, note=note))


def _holds(quote: Quote, figure: Figure) -> bool:
    """Say whether the figure's number stands in the quote."""
    start, end = figure.phrase
    return (
        (quote.article_id, quote.revision) == (figure.article_id, figure.revision)
        and quote.start <= start
        and end <= quote.end
    )


def _tell(asking: _Asking, quotes: tuple[Quote, ...]) -> None:
    asking.tell(Answer(asking.question, "", quotes, known_on=asking.known_on))


def _with_days(text: str, days: Sequence[str], quotes: Sequence[Quote]) -> str:
    """Return the text, after the days as they were understood if nothing else shows their years."""
    shown = " ".join([text, *(quote.text for quote in quotes)])
    if all(day.split()[-1] in shown for day in days):
        return text
    return f"Understood as {' and '.join(days)}.\n{text}"


def _withheld_sentence(count: int) -> str:
    if count == 1:
        return "One quote was withheld: its words do not stand in the article it was claimed from."
    return f"{count} quotes were withheld: their words do not stand in the articles named."
