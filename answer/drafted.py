"""A draft that quotes articles of its own finding."""

from dataclasses import dataclass

from news.answer import Draft
from news.verify import Source


@dataclass(frozen=True, slots=True)
class Drafted:
    """The draft, and the articles that it quotes, by id."""

    draft: Draft
    sources: dict[str, Source]
