"""The drafter that is a language model: what it writes is verified while it writes.

A model only proposes. Its quotes are shown with the archive's own characters or not at all, its
prose as far as the quotes that are shown carry it.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

import prompts
from answer.bearing import bearing
from answer.budget import fitting, token_counter
from answer.find import Found, near
from answer.material import passage_lines, turn_lines
from answer.model import Messages, said, written
from answer.numerals import numerals
from answer.options import Options
from answer.proposal import Proposal, Proposed, closed, whole
from answer.prose import supported
from answer.wording import as_reported, told_by
from news.answer import Claim, Draft, Quote, Withheld
from news.conversation import Conversation
from news.errors import ModelError
from news.moment import moment_of_day
from news.passage import Passage
from news.repair import repaired
from news.verify import Source, verify
from vectorstore.analyse import analyse

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

_QUESTION_CHARS = 400
_ANSWER_CHARS = 400
_TURNS = 6

Tell = Callable[[tuple[Quote, ...]], None]
"""Shows the quotes that stand so far."""


def draft(
    model: "BaseChatModel",
    found: Found,
    options: Options,
    *,
    question: str,
    questions: Sequence[str],
    asked_on: date,
    until: float,
    confidence: float,
    tell: Tell,
) -> Draft:
    """Return what the model proposes, as far as it stands; raise ModelError if nothing is usable.

    `questions` are the person's own words, whose numbers and names may be said; `until`, on the
    monotonic clock, is when the model must be done. Each quote is told as soon as it is closed.
    """
    passages = found.passages[: options.passages]
    lines = fitting(
        passage_lines(passages), tokens=options.tokens, count=token_counter(options.encoding)
    )
    shown = passages[: len(lines)]
    read = _Reading(found, shown, options)
    text, known = "", 0
    messages = _messages(lines, question, asked_on, options.quotes)
    try:
        for piece in written(model, messages, until=until):
            text += piece
            proposed = closed(text)
            if len(proposed) > known:
                known = len(proposed)
                quotes, _ = read.stand(proposed)
                if quotes:
                    tell(tuple(quotes))
    except ModelError:
        # What is said to be wrong after the end (a schema, a count of tokens) takes nothing away.
        proposal = _whole_or_none(text)
        if proposal is None:
            raise
    else:
        proposal = whole(text)
    if proposal.is_silent:
        return Draft("", confidence=confidence)
    quotes, withheld = read.stand(proposal.quotes)
    if not quotes:
        raise Unsupported(withheld)
    around = " ".join(passage.text for passage in shown)
    prose = supported(proposal.text, quotes, questions, around)
    return Draft(prose or _reported(quotes), _claims([*quotes, *withheld]), confidence)


class Unsupported(ModelError):
    """No quote of the model stands; `claims` are those that it claimed and that do not."""

    def __init__(self, withheld: Sequence[Withheld]) -> None:
        super().__init__("No quote of the language model stands.")
        self.claims = _claims(withheld)


def condense(
    model: "BaseChatModel", question: str, conversation: Conversation, *, until: float
) -> str | None:
    """Return the model's standalone form of a follow-up, None if it is none; raise ModelError.

    A number or a name that nobody said is not put into anybody's question.
    """
    turns = [
        replace(turn, answer=turn.answer[:_ANSWER_CHARS]) for turn in conversation.turns[-_TURNS:]
    ]
    filled = prompts.load("condense").fill(
        conversation="\n".join(turn_lines(turns)), question=_one_line(question)
    )
    words = _one_line(said(model, [("human", filled)], until=until)).strip("\"'“” ")
    if not words or len(words) > _QUESTION_CHARS:
        return None
    heard = " ".join([question, *(f"{turn.understood} {turn.answer}" for turn in turns)])
    names = re.findall(r"(?<!^)(?<![\w'’])[A-ZА-ЯЁ][\w'’-]*", words)
    if not numerals(words) <= numerals(heard) or not set(analyse(" ".join(names))) <= set(
        analyse(heard)
    ):
        return None
    return words


@dataclass(frozen=True, slots=True)
class _Reading:
    """What a model was shown, against which its quotes are held."""

    found: Found
    shown: Sequence[Passage]
    options: Options

    def stand(self, proposed: Sequence[Proposed]) -> tuple[list[Quote], list[Withheld]]:
        """Return the quotes that stand and bear on the question, and those that do not stand."""
        sources = self._sources()
        claims = [
            claim
            for one in proposed
            for claim in repaired(Claim(one.words, self._article(one)), sources)
        ]
        quotes, withheld = verify(
            claims,
            sources,
            quote_chars=self.options.quote_chars,
            near=near(self.found.passages),
        )
        told = (
            bearing(self.found.question, quote, sources[quote.article_id], self.shown)
            for quote in quotes
        )
        return [one for one in told if one is not None][: self.options.quotes], withheld

    def _sources(self) -> Mapping[str, Source]:
        """Return the articles that were shown, in the order of their passages."""
        ids = dict.fromkeys(passage.article_id for passage in self.shown)
        return {one: self.found.sources[one] for one in ids if one in self.found.sources}

    def _article(self, one: Proposed) -> str:
        inside = 1 <= one.passage <= len(self.shown)
        return self.shown[one.passage - 1].article_id if inside else ""


def _claims(given: Sequence[Quote | Withheld]) -> tuple[Claim, ...]:
    return tuple(Claim(one.text, one.article_id) for one in given)


def _messages(lines: Sequence[str], question: str, asked_on: date, quotes: int) -> Messages:
    today = f"{asked_on:%A}, {moment_of_day(asked_on).spoken()}"
    rules = prompts.load("draft").fill(quotes=str(quotes), today=today)
    shown = prompts.load("passages").fill(
        passages="\n".join(lines), question=_one_line(question), today=today
    )
    return [("system", rules), ("human", shown)]


def _reported(quotes: Sequence[Quote]) -> str:
    """Return what introduces quotes of which nothing could be said: who reported them and when."""
    articles = {quote.article_id for quote in quotes}
    return as_reported(
        len(quotes), len(articles), told_by(quotes[0].publisher, quotes[0].published)
    )


def _whole_or_none(text: str) -> Proposal | None:
    try:
        return whole(text)
    except ModelError:
        return None


def _one_line(text: str) -> str:
    return " ".join(text.split())
