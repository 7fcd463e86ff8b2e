"""Question to answer: condense, retrieve, draft, verify.

Plain functions do the work; where LangChain is at work anyway they are composed as its Runnables.
"""

import logging
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

from answer import condense, overview, small_talk
from answer.asked import asked
from answer.asking import Asking, Tell, nobody
from answer.dated import dated
from answer.drafting import Drafter
from answer.find import Finder, near
from answer.options import Options
from answer.retrieve import Retriever
from answer.saying import of_days, silent, with_days, withheld_sentence
from answer.set_right import marks
from answer.windows import when
from archive import FactShelf
from news.answer import Answer, Quote
from news.conversation import Conversation
from news.errors import ModelError
from news.figure import Figure, Stated, stated
from news.verify import verify

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from langchain_core.runnables import Runnable, RunnableConfig

__all__ = ["Answerer", "Options"]

log = logging.getLogger(__name__)


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
        self._drafter = Drafter(retriever, self._finder, self._facts, self._options)
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
        self,
        question: str,
        conversation: Conversation | None = None,
        *,
        known_on: date | None = None,
        asked_on: date | None = None,
    ) -> Iterator[dict[str, Any]]:
        """Yield what each step of the chain makes, by the step's name, the answer last."""
        asking: Any = self._asking(question, conversation, None, known_on, asked_on)
        for name, step in self._steps.items():
            asking = step(asking)
            yield {name: asking}

    @cached_property
    def chain(self) -> "Runnable[Asking, Answer]":
        """The four steps as one Runnable."""
        from answer.runnables import sequence

        return sequence("dateline", self._steps)

    @cached_property
    def _steps(self) -> Mapping[str, Callable[[Any], Any]]:
        condensing, drafting = self._condense, self._drafter.draft
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
    ) -> Asking:
        until = time.monotonic() + self._options.timeout
        before = conversation or Conversation()
        today = asked_on or known_on or datetime.now(self._options.zone).date()
        return Asking(question, before, today, known_on, asked_on, tell or nobody, until)

    # -- the steps -------------------------------------------------------------------------

    def _condense(self, asking: Asking) -> Asking:
        standalone = (
            asking.question
            if _is_complete(asking)
            else condense.condense(asking.question, asking.conversation)
        )
        return self._dated(asking, standalone)

    def _condense_by(self, model: "BaseChatModel", asking: Asking) -> Asking:
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

    def _dated(self, asking: Asking, undated: str) -> Asking:
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

    def _retrieve(self, asking: Asking) -> Asking:
        found = self._finder.find(
            asking.standalone,
            asking.conversation,
            known_on=asking.known_on,
            asked_on=asking.asked_on,
            when=asking.when,
        )
        return replace(asking, found=found, when=found.when)

    def _draft_by(self, model: "BaseChatModel", asking: Asking) -> Asking:
        from answer import by_model

        without = self._drafter.draft(asking)
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

    def _verify(self, asking: Asking) -> Answer:
        drafted = asking.draft
        quotes, withheld = verify(
            drafted.claims,
            asking.found.sources,
            quote_chars=self._options.quote_chars,
            near=near(asking.found.passages),
        )
        for one in withheld:
            log.warning("withheld a quote (%s) claimed from article %s", one.fault, one.article_id)
        if quotes:
            text = of_days(self._retriever.archive, asking, drafted.text, quotes)
        else:
            text = silent(self._retriever, asking)
        figures = self._stated(asking, quotes, drafted.figures)
        text = with_days(text, asking.days, quotes)
        marked = marks(self._set_right(asking, quotes, told=[one.figure for one in figures]))
        if marked:
            text = f"{text}\n{marked}"
        if withheld:
            text = f"{text}\n\n{withheld_sentence(len(withheld))}"
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
        self, asking: Asking, quotes: Sequence[Quote], figures: Sequence[Figure]
    ) -> list[Stated]:
        """Return those of the figures, with their words, whose number stands in a quote."""
        return [
            stated(one, source.text, source.published_at(one.quotes[0].start), source.notice)
            for one in figures
            if (source := asking.found.sources.get(one.article_id))
            and any(_holds(quote, one) for quote in quotes)
        ]

    def _set_right(
        self, asking: Asking, quotes: Sequence[Quote], *, told: Sequence[Figure]
    ) -> list[Stated]:
        """Return what admins set right in the words of the quotes, but for what is told as such."""
        ids = list(dict.fromkeys(one.article_id for one in quotes))
        set_right = self._facts.set_right(ids, known_on=asking.known_on) if ids else []
        return self._stated(asking, quotes, [one for one in set_right if one not in told])


def _is_complete(asking: Asking) -> bool:
    """Say whether nothing is carried into the question.

    It names a topic to be told of, or the story that was chosen is all it lacks: "When was it?".
    """
    if overview.is_whole(asking.question):
        return True
    said = when(asking.question, asking.today)
    return bool(asking.conversation.about) and asked(said.rest).is_bare


def _own_words(asking: Asking) -> list[str]:
    """Return what the person wrote: a model may have put more into the question."""
    return [asking.question, *(turn.question for turn in asking.conversation.turns)]


def _without(asking: Asking, fault: str) -> Asking:
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


def _tell(asking: Asking, quotes: tuple[Quote, ...]) -> None:
    asking.tell(Answer(asking.question, "", quotes, known_on=asking.known_on))
