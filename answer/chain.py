"""Question to answer, as LangChain runnables: condense, retrieve, draft, verify.

Plain functions do the work; composing them as Runnables gives callbacks, tracing and streaming.
"""

import logging
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

from langchain_core.runnables import Runnable, RunnableConfig, RunnableLambda

from answer import condense, extractive, small_talk
from answer.asked import asked
from answer.budget import token_counter
from answer.find import Finder, Found
from answer.labels import labels
from answer.retrieve import Retriever
from answer.silence import silence
from news.answer import Answer, Draft
from news.conversation import Conversation
from news.verify import verify

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Options:
    """How answers are made: the section [answer] of config.toml and the budget of [llm]."""

    quotes: int = 3
    quote_chars: int = 400
    passages: int = 10
    threshold: float = 0.6
    tokens: int = 6000
    encoding: str = ""


@dataclass(frozen=True, slots=True)
class _Asking:
    """A question on its way through the chain."""

    question: str
    conversation: Conversation
    known_on: date | None = None
    standalone: str = ""
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
        self._finder = Finder(retriever, max(20, self._options.passages), self._options.threshold)
        self._model = model

    def answer(
        self,
        question: str,
        conversation: Conversation | None = None,
        *,
        known_on: date | None = None,
        config: RunnableConfig | None = None,
    ) -> Answer:
        """Return a verified answer; without a verified quote it says that the archive is silent."""
        talk = small_talk.reply(question)
        if talk:
            return Answer(question, talk, standalone=question, known_on=known_on, small_talk=True)
        asking = _Asking(question, conversation or Conversation(), known_on)
        return self.chain.invoke(asking, config)

    def stream(
        self, question: str, conversation: Conversation | None = None
    ) -> Iterator[dict[str, Any]]:
        """Yield what each step of the chain makes, by the step's name, the answer last."""
        asking: Any = _Asking(question, conversation or Conversation())
        for name, step in self._steps.items():
            asking = step.invoke(asking)
            yield {name: asking}

    @cached_property
    def chain(self) -> Runnable[_Asking, Answer]:
        """The four steps as one Runnable."""
        first, *others = self._steps.values()
        chain = first
        for step in others:
            chain = chain | step
        return chain.with_config(run_name="dateline")

    @cached_property
    def _steps(self) -> dict[str, Runnable[Any, Any]]:
        drafting: Runnable[_Asking, _Asking] = RunnableLambda(self._draft, name="draft")
        condensing: Runnable[_Asking, _Asking] = RunnableLambda(self._condense, name="condense")
        if self._model is not None:
            # Whatever a provider raises, the answer without a model stands in, and says so.
            drafting = RunnableLambda(
                partial(self._draft_by_model, self._model), name="draft by model"
            ).with_fallbacks([RunnableLambda(self._draft_instead, name="draft")])
            condensing = RunnableLambda(
                partial(self._condense_by_model, self._model), name="condense by model"
            ).with_fallbacks([condensing])
        return {
            "condense": condensing,
            "retrieve": RunnableLambda(self._retrieve, name="retrieve"),
            "draft": drafting,
            "verify": RunnableLambda(self._verify, name="verify"),
        }

    # -- the steps -------------------------------------------------------------------------

    def _condense(self, asking: _Asking) -> _Asking:
        standalone = (
            asking.question
            if _is_complete(asking)
            else condense.condense(asking.question, asking.conversation)
        )
        return replace(asking, standalone=standalone)

    def _condense_by_model(self, model: "BaseChatModel", asking: _Asking) -> _Asking:
        from answer import model as by_model

        if not asking.conversation.turns or _is_complete(asking):
            return replace(asking, standalone=asking.question)
        standalone = by_model.condense(model, asking.question, asking.conversation)
        return replace(asking, standalone=standalone)

    def _retrieve(self, asking: _Asking) -> _Asking:
        found = self._finder.find(asking.standalone, asking.conversation, known_on=asking.known_on)
        return replace(asking, found=found)

    def _draft(self, asking: _Asking) -> _Asking:
        drafted = extractive.draft(
            asking.found.question,
            asking.found.candidates,
            quotes=self._options.quotes,
            quote_chars=self._options.quote_chars,
            threshold=self._options.threshold,
        )
        return replace(asking, draft=drafted)

    def _draft_by_model(self, model: "BaseChatModel", asking: _Asking) -> _Asking:
        from answer import model as by_model

        if asking.found.choices:
            # The choices are what is shown; their stories are not worth a model's time yet.
            return self._draft(asking)
        without = self._draft(asking).draft
        drafted = by_model.draft(
            model,
            asking.standalone,
            asking.found.passages[: self._options.passages],
            tokens=self._options.tokens,
            count=token_counter(self._options.encoding),
            confidence=without.confidence,
        )
        quotes, _ = verify(
            drafted.claims, asking.found.sources, quote_chars=self._options.quote_chars
        )
        prose = by_model.supported_prose(drafted.text, quotes, asking.standalone)
        if drafted.claims and not quotes:
            # The words of the archive answer; its claims are kept, to be counted as withheld.
            note = "No quote of the language model stands; this is the answer without it."
            claims = (*without.claims, *drafted.claims)
            return replace(asking, draft=replace(without, claims=claims, note=note))
        return replace(asking, draft=replace(drafted, text=prose or without.text))

    def _draft_instead(self, asking: _Asking) -> _Asking:
        note = "The language model did not answer; this is the answer without it."
        return replace(asking, draft=replace(self._draft(asking).draft, note=note))

    def _verify(self, asking: _Asking) -> Answer:
        drafted = asking.draft
        quotes, withheld = verify(
            drafted.claims,
            asking.found.sources,
            quote_chars=self._options.quote_chars,
            near={passage.article_id: passage.start for passage in reversed(asking.found.passages)},
        )
        for one in withheld:
            log.warning("withheld a quote (%s) claimed from article %s", one.fault, one.article_id)
        text = drafted.text if quotes else self._silence(asking)
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
        )

    def _silence(self, asking: _Asking) -> str:
        about = asking.found.about
        return silence(
            self._retriever.archive.standing(asking.known_on),
            about=labels([about], self._retriever.rarity)[0] if about else None,
            known_on=asking.known_on,
        )


def _is_complete(asking: _Asking) -> bool:
    """Say whether the story that was chosen is all that the question lacks: "When was it?"."""
    return bool(asking.conversation.about) and asked(asking.question).is_bare


def _withheld_sentence(count: int) -> str:
    if count == 1:
        return "One quote was withheld: its words do not stand in the article it was claimed from."
    return f"{count} quotes were withheld: their words do not stand in the articles named."
