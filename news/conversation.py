"""What was asked and answered before, in one chat."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Turn:
    """One question and its answer; `standalone` is the question as it was understood.

    `quotes` are the words that the answer quoted, where they are at hand: of the newest turn.
    """

    question: str
    standalone: str = ""
    answer: str = ""
    quotes: tuple[str, ...] = ()

    @property
    def understood(self) -> str:
        return self.standalone or self.question


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several stories that a question fits: how it is called, and its articles' ids."""

    label: str
    articles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Conversation:
    """The turns of one chat, oldest first.

    `about` are the articles of the story that was chosen last, where a question fitted several.
    """

    turns: tuple[Turn, ...] = ()
    about: tuple[str, ...] = ()

    @classmethod
    def of(cls, *questions: str) -> "Conversation":
        """Return a conversation of earlier questions whose answers are not at hand."""
        return cls(tuple(Turn(question) for question in questions))
