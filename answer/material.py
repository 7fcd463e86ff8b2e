"""Passages and earlier turns as a language model is shown them: data, one JSON object a line.

A text cannot end its own string in JSON, so nothing in an article can pose as the prompt around it.
"""

import json
import unicodedata
from collections.abc import Sequence

from news.conversation import Turn
from news.passage import Passage

_BREAKS = str.maketrans({"\x85": "\n", "\u2028": "\n", "\u2029": "\n"})
"""What JSON leaves as it is and other readers take for the end of a line."""


def passage_lines(passages: Sequence[Passage]) -> list[str]:
    """Return a line for each passage: its number from 1, who printed it and when, and its text."""
    return [
        _line(
            passage=number,
            publisher=passage.publisher or "unknown",
            published=passage.published.spoken() if passage.published else "undated",
            title=passage.title,
            notice=passage.notice,
            text=passage.text,
        )
        for number, passage in enumerate(passages, start=1)
    ]


def turn_lines(turns: Sequence[Turn]) -> list[str]:
    """Return a line for each turn: what was asked, as it was understood, and what was answered."""
    return [_line(asked=turn.understood, answered=turn.answer) for turn in turns]


def article_line(title: str, publisher: str, published: str, text: str) -> str:
    """Return a line for a piece of an article."""
    return _line(title=title, publisher=publisher, published=published, text=text)


def _line(**fields: str | int) -> str:
    told = {name: _seen(value) for name, value in fields.items() if value != ""}
    return json.dumps(told, ensure_ascii=False)


def _seen(value: str | int) -> str | int:
    """Return a text without the characters that no reader sees: they can hide instructions."""
    if isinstance(value, int):
        return value
    return "".join(
        character
        for character in value.translate(_BREAKS)
        if unicodedata.category(character) not in ("Cf", "Cc") or character in "\n\t"
    )
