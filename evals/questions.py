"""A set of our own questions: does a quote hold what is expected, and is silence kept?"""

import json
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from news.answer import Answer
from news.conversation import Conversation, Turn

Ask = Callable[[str, Conversation, date | None], Answer]

_QUOTES_READ = 3


@dataclass(frozen=True, slots=True)
class Case:
    """A question, and strings of which one must stand in the first quotes (with `every`, each).

    A question that fits several events has `choices`, what each is called; no other may be asked
    back.
    """

    id: str
    question: str
    answerable: bool
    expect: tuple[str, ...] = ()
    every: bool = False
    conversation: tuple[str, ...] = ()
    known_on: date | None = None
    choices: tuple[str, ...] = ()
    kind: str = ""

    @classmethod
    def of(cls, line: dict[str, Any]) -> "Case":
        day = line.get("known_on")
        return cls(
            id=line["id"],
            question=line["question"],
            answerable=line["answerable"],
            expect=tuple(line.get("expect", ())),
            every=bool(line.get("every")),
            conversation=tuple(line.get("conversation", ())),
            known_on=date.fromisoformat(day) if day else None,
            choices=tuple(line.get("choices", ())),
            kind=line.get("kind", ""),
        )

    def is_met(self, answer: Answer) -> bool:
        """Say whether the answer is right: refused, asked back, or the expected words quoted."""
        if self.choices or answer.choices:
            return sorted(self.choices) == sorted(choice.label for choice in answer.choices)
        if not self.answerable:
            return not answer.supported
        read = "\n".join(quote.text for quote in answer.quotes[:_QUOTES_READ])
        found = [words in read for words in self.expect]
        return bool(found) and (all(found) if self.every else any(found))


@dataclass(frozen=True, slots=True)
class Score:
    """How many were met, the ids of those that were not, and "met/total" of each kind."""

    met: int
    total: int
    missed: tuple[str, ...]
    kinds: Mapping[str, str]

    @property
    def share(self) -> float:
        return self.met / self.total if self.total else 0.0


def read_cases(path: Path) -> list[Case]:
    """Return the cases of a JSON Lines file."""
    with path.open(encoding="utf-8") as lines:
        return [Case.of(json.loads(line)) for line in lines if line.strip()]


def score(cases: Sequence[Case], ask: Ask) -> Score:
    """Ask every question, after those of its conversation, and count those that are met."""
    met = {case.id: case.is_met(_asked(case, ask)) for case in cases}
    kinds = {
        kind: f"{sum(met[case.id] for case in cases if case.kind == kind)}/{count}"
        for kind, count in Counter(case.kind for case in cases).items()
    }
    missed = tuple(name for name, is_met in met.items() if not is_met)
    return Score(len(cases) - len(missed), len(cases), missed, kinds)


def _asked(case: Case, ask: Ask) -> Answer:
    """Return the answer to the question, with the turns before it as a chat would keep them."""
    before = Conversation()
    for question in case.conversation:
        answer = ask(question, before, case.known_on)
        quotes = tuple(quote.text for quote in answer.quotes)
        turn = Turn(question, answer.standalone, answer.text, quotes)
        before = Conversation((*before.turns, turn), answer.about or before.about)
    return ask(case.question, before, case.known_on)
