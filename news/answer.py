"""What goes out: drafts that claim, quotes that stand, answers that rest on quotes."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from news.conversation import Choice
from news.figure import Figure, Stated
from news.moment import Moment
from news.passage import Passage

Fault = Literal["nowhere", "elsewhere", "stitched", "empty"]


@dataclass(frozen=True, slots=True)
class Claim:
    """Words that a drafter says it copied from an article. Not yet trusted."""

    text: str
    article_id: str


@dataclass(frozen=True, slots=True)
class Draft:
    """What a drafter proposes: prose and the quotes it claims. Not yet trusted.

    `confidence`, from 0 to 1, is how sure the retriever and drafter are that the archive answers.
    """

    text: str
    claims: tuple[Claim, ...] = ()
    confidence: float = 0.0
    figures: tuple[Figure, ...] = ()
    """What the text states, the answer's own first; each stands on one of the claims."""
    note: str = ""
    """One line for the reader about how the draft came about; usually empty."""


@dataclass(frozen=True, slots=True)
class Quote:
    """Words that stand in a revision, character for character, at `start:end`.

    `notice` is a sentence on what became of the article: corrected, retracted, taken down.
    """

    text: str
    article_id: str
    revision: str
    start: int
    end: int
    title: str
    publisher: str | None = None
    published: Moment | None = None
    url: str | None = None
    notice: str = ""

    def as_json(self) -> dict[str, Any]:
        """Return the stable JSON form (docs/json.md)."""
        return {
            "text": self.text,
            "article_id": self.article_id,
            "revision": self.revision,
            "start": self.start,
            "end": self.end,
            "title": self.title,
            "publisher": self.publisher,
            "published": self.published.isoformat() if self.published else None,
            "url": self.url,
            "notice": self.notice,
        }


@dataclass(frozen=True, slots=True)
class Withheld:
    """A claimed quote that was not shown, and what was wrong with it."""

    text: str
    article_id: str
    fault: Fault


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to a question; *supported* when at least one verified quote carries it.

    `figures` are those that the text states, the answer's own first. Where the question fits
    several stories, `choices` are these, and the answer is for the first. `about` are the articles
    of the story that was chosen, if one was.
    """

    question: str
    text: str
    quotes: tuple[Quote, ...] = ()
    passages: tuple[Passage, ...] = ()
    withheld: tuple[Withheld, ...] = ()
    confidence: float = 0.0
    standalone: str = ""
    known_on: date | None = None
    note: str = ""
    small_talk: bool = field(default=False)
    choices: tuple[Choice, ...] = ()
    about: tuple[str, ...] = ()
    figures: tuple[Stated, ...] = ()

    @property
    def supported(self) -> bool:
        return bool(self.quotes)

    def as_json(self) -> dict[str, Any]:
        """Return the stable JSON form (docs/json.md)."""
        return {
            "question": self.question,
            "standalone": self.standalone or self.question,
            "known_on": self.known_on.isoformat() if self.known_on else None,
            "text": self.text,
            "note": self.note,
            "supported": self.supported,
            "confidence": round(self.confidence, 4),
            "withheld": len(self.withheld),
            "choices": [choice.label for choice in self.choices],
            "figures": [figure.as_json() for figure in self.figures],
            "quotes": [quote.as_json() for quote in self.quotes],
            "passages": [passage.as_json() for passage in self.passages],
        }
