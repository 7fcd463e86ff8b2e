"""What a language model writes: JSON with the quotes before the prose, read while it grows."""

import json
import re
from dataclasses import dataclass
from typing import Any

from news.errors import ModelError

SCHEMA: dict[str, Any] = {
    "title": "answer",
    "description": "The quotes that answer, then the answer in plain sentences",
    "type": "object",
    "properties": {
        "quotes": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {
                    "passage": {"type": "integer", "description": "The number of its passage"},
                    "words": {"type": "string", "description": "Sentences, copied exactly"},
                },
                "required": ["passage", "words"],
                "additionalProperties": False,
            },
        },
        "text": {"type": "string", "description": "One or two plain sentences"},
    },
    "required": ["quotes", "text"],
    "additionalProperties": False,
}
"""`quotes` stands first: so the evidence is there before anything is said of it."""

_BEGINS = re.compile(r"\{\s*\"(?:quotes?|text)\"")
_QUOTES = re.compile(r"\"quotes?\"\s*:\s*")
_BETWEEN = re.compile(r"[\s,]*")
_WORDS = ("words", "text", "quote")

_JSON = json.JSONDecoder(strict=False)


@dataclass(frozen=True, slots=True)
class Proposed:
    """A quote as a model gives it; `passage` is 0 where it does not say which."""

    words: str
    passage: int = 0


@dataclass(frozen=True, slots=True)
class Proposal:
    """All that a model wrote."""

    quotes: tuple[Proposed, ...]
    text: str

    @property
    def is_silent(self) -> bool:
        """Say whether the model found no answer in the passages."""
        return not self.quotes and not self.text


def closed(written: str) -> list[Proposed]:
    """Return the quotes that are complete in what was written so far."""
    begins = _BEGINS.search(written)
    found = _QUOTES.search(written, begins.start()) if begins else None
    if found is None:
        return []
    if written[found.end() : found.end() + 1] != "[":
        return _listed(_decoded(written, found.end()))
    quotes: list[Proposed] = []
    at = found.end() + 1
    while True:
        at = _end(_BETWEEN, written, at)
        try:
            item, at = _JSON.raw_decode(written, at)
        except json.JSONDecodeError:
            return quotes  # the end of the list, or of what is there yet
        quotes += _listed([item])


def whole(written: str) -> Proposal:
    """Return what was written; raise ModelError if it is not the JSON that was asked for."""
    begins = _BEGINS.search(written)
    found = _decoded(written, begins.start()) if begins else None
    if isinstance(found, dict):
        given, text = found.get("quotes", found.get("quote")), found.get("text") or ""
        quotes = tuple(_listed(given))
        if isinstance(text, str) and (quotes or not given):
            return Proposal(quotes, text.strip())
    raise ModelError("The language model's answer could not be read.")


def _decoded(written: str, at: int) -> Any:
    try:
        return _JSON.raw_decode(written, at)[0]
    except json.JSONDecodeError:
        return None


def _end(pattern: re.Pattern[str], text: str, at: int) -> int:
    match = pattern.match(text, at)
    return match.end() if match else at


def _listed(value: Any) -> list[Proposed]:
    """Return the quotes of a list; one quote or plain words in its place keep their evidence."""
    items = value if isinstance(value, list) else [value]
    quotes = []
    for item in items:
        given = item if isinstance(item, dict) else {"words": item}
        words = next((given[key] for key in _WORDS if isinstance(given.get(key), str)), "")
        number = str(given.get("passage", ""))
        if words.strip():
            quotes.append(Proposed(words, int(number) if re.fullmatch(r"\d{1,4}", number) else 0))
    return quotes
