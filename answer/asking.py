"""A question on its way through the chain, and what each step has made of it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from answer.asked import asked
from answer.find import Found
from answer.windows import When
from news.answer import Answer, Draft
from news.conversation import Conversation

Tell = Callable[[Answer], None]
"""Shows an answer that is still being written: the quotes that stand so far, without a text."""


def nobody(answer: Answer) -> None:
    """Tell nobody."""


@dataclass(frozen=True, slots=True)
class Asking:
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
    tell: Tell = nobody
    until: float = 0.0
    fault: str = ""
    standalone: str = ""
    days: tuple[str, ...] = ()
    when: When = field(default_factory=lambda: When(""))
    found: Found = field(default_factory=lambda: Found(asked("")))
    draft: Draft = field(default_factory=lambda: Draft(""))
