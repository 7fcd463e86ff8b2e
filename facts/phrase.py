"""A phrase of a sentence: people, things, a verb or what stands between them."""

from dataclasses import dataclass

from facts.numbers import Number


@dataclass(slots=True)
class Phrase:
    """A phrase `start:end` of its sentence, in characters, with its letter."""

    tag: str
    start: int
    end: int
    word: str
    number: Number | None = None
    group: str = ""
    of: str = ""
    is_part: bool = False
    is_more: bool = False
    is_name: bool = False
    is_definite: bool = False
