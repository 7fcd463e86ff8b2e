"""What was asked and answered before, in one chat."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Turn:
    """One question and its answer; `standalone` is the question as it was understood."""

    question: str
    standalone: str = ""
    answer: str = ""

    @property
    def understood(self) -> str:
        return self.standalone or self.question


@dataclass(frozen=True, slots=True)
class Conversation:
    """The turns of one chat, oldest first."""

    turns: tuple[Turn, ...] = ()

    @classmethod
    def of(cls, *questions: str) -> "Conversation":
        """Return a conversation of earlier questions whose answers are not at hand."""
        return cls(tuple(Turn(question) for question in questions))
