"""A language model reads what the rules left: it points at figures, which are then checked."""

import json
import re
import time
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

import prompts
from answer.budget import token_counter
from answer.material import article_line
from answer.model import written
from facts.checking import Checked, ProposedFigure, checked
from news.article import Article
from news.errors import Unusable
from news.figure import MEASURES, Figure
from news.text import sentences

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel


class _Told(BaseModel):
    model_config = ConfigDict(coerce_numbers_to_str=True)

    quote: str = Field(description="One whole sentence, copied exactly")
    number: str = Field(description="How many, as the sentence writes it")
    measure: str = Field(description=f"One of: {', '.join(MEASURES)}")
    group: str = Field(default="", description="Who was harmed, in a word of the sentence")
    reported_by: str = Field(default="", description="Who gave the number, as it is written")
    as_of: str = Field(default="", description="The words for the day of the number")


class _Figures(BaseModel):
    """The figures that an article tells."""

    figures: list[_Told]


SCHEMA: dict[str, Any] = _Figures.model_json_schema()
_BEGINS = re.compile(r"\{\s*\"figures\"|\[\s*\{|\[\s*\]")
_JSON = json.JSONDecoder(strict=False)
_NUMBER = re.compile(
    r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens?|hundreds?"
    r"|thousands?|scores|\w+teen|(?:twen|thir|for|fif|six|seven|eigh|nine)ty)\b",
    re.IGNORECASE,
)


class FigureReader:
    """Asks one model for the figures of articles, piece by piece where they are long."""

    def __init__(
        self, model: "BaseChatModel", *, name: str, timeout: float, tokens: int, encoding: str = ""
    ) -> None:
        """Take the model; `timeout` is in seconds for a request, `tokens` caps its material."""
        self.name = name
        self._model = model
        self._timeout = timeout
        self._tokens = tokens
        self._count = token_counter(encoding)

    def read(self, article: Article, known: Sequence[Figure]) -> Checked:
        """Return what the model adds to the figures known, as far as it stands.

        Raises ModelError where the model does not answer, and Unusable where what it says of this
        article cannot be read; then nothing is added.
        """
        proposed: list[ProposedFigure] = []
        unreadable = 0
        for piece in self._pieces(article.text):
            found, lost = self._asked(article, piece)
            proposed += found
            unreadable += lost
        told = checked(article, proposed, known, by=self.name)
        refused = Counter(told.refused or {})
        if unreadable:
            refused["unreadable"] += unreadable
        return Checked(told.figures, refused)

    def _asked(self, article: Article, piece: str) -> tuple[list[ProposedFigure], int]:
        line = article_line(
            article.title,
            article.publisher or "unknown",
            article.published.spoken() if article.published else "undated",
            piece,
        )
        rules = prompts.load("figures").fill(measures=", ".join(MEASURES))
        messages = [("system", rules), ("human", line)]
        until = time.monotonic() + self._timeout
        return _proposed("".join(written(self._model, messages, until=until, schema=SCHEMA)))

    def _pieces(self, text: str) -> list[str]:
        """Return the text in runs of whole sentences that fit a request and tell a number."""
        pieces: list[str] = []
        first = last = used = 0
        for start, end in sentences(text):
            count = self._count(text[start:end])
            if last > first and used + count > self._tokens:
                pieces.append(text[first:last])
                first, used = start, 0
            last, used = end, used + count
        pieces.append(text[first:last])
        return [piece for piece in pieces if _NUMBER.search(piece)]


def _proposed(text: str) -> tuple[list[ProposedFigure], int]:
    """Return the figures that were written, and how many could not be read."""
    begins = _BEGINS.search(text)
    if begins is None:
        raise Unusable("The language model's figures could not be read.")
    try:
        given = _JSON.raw_decode(text, begins.start())[0]
    except json.JSONDecodeError as error:
        raise Unusable("The language model's figures could not be read.") from error
    listed = given.get("figures") if isinstance(given, dict) else given
    items = listed if isinstance(listed, list) else [listed] if listed else []
    found: list[ProposedFigure] = []
    for item in items:
        try:
            told = _Told.model_validate(item)
        except ValidationError:
            continue
        found.append(ProposedFigure(**told.model_dump()))
    return found, len(items) - len(found)
