"""`dateline search`: passages for a question as an answer understands it, without an answer."""

from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from cli.batch import Asked

if TYPE_CHECKING:
    from cli.parts import Parts
    from news.passage import Passage


@dataclass(frozen=True, slots=True)
class Searched:
    """A question, how it was understood, and the passages that were found."""

    question: str
    standalone: str
    passages: "tuple[Passage, ...]"

    def as_json(self) -> dict[str, Any]:
        """Return the stable JSON form (docs/json.md)."""
        return {
            "question": self.question,
            "standalone": self.standalone,
            "passages": [passage.as_json() for passage in self.passages],
        }


def search(parts: "Parts", asked: Asked, *, k: int) -> Searched:
    """Return the k best passages, for the days that the question means."""
    from answer.condense import condense
    from answer.dated import dated

    today = asked.known_on or datetime.now(parts.zone).date()
    newest = partial(parts.archive.newest_day, by=today, known_on=asked.known_on)
    full = dated(condense(asked.question, asked.conversation), newest, today, parts.zone)
    when = full.when
    known_on = min(when.as_of, asked.known_on or when.as_of) if when.as_of else asked.known_on
    passages = parts.retriever.retrieve(
        when.rest, k=k, known_on=known_on, window=when.window, newest=when.newest
    )
    return Searched(asked.question, full.question, tuple(passages))
