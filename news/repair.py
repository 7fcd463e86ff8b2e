"""A claimed quote that was shortened, re-punctuated or joined, found where its words stand.

Unlike `verify`, which finds words as they stand: here words may have been left out of a sentence
and sentences put together. What comes back are the archive's own words, to be verified like any.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from news.answer import Claim
from news.text import Normalised, normalise, sentences
from news.verify import Source, stands

_DOTS = re.compile(r"\[\s*(?:\.{3}|…)\s*\]|\(\s*(?:\.{3}|…)\s*\)|\.{3,}|…")
_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+")

_FEWEST = 4
"""Words of a shortened quote: fewer stand in this order in nearly any long sentence."""

_FEWEST_OF_A_PART = 2
"""Words of a quote or of a part of one: one alone stands anywhere, and is taken from nowhere."""

_THINNEST = 2.5
"""A sentence has at most so many times the words of a quote that was shortened from it."""

_TURNING = frozenset(
    "no not never nobody none nothing neither nor without cannot t не нет ни без никто".split()
)
"""Words that turn a sentence: where one was left out, the quote says the opposite ("n't" is t)."""


def repaired(claim: Claim, sources: Mapping[str, Source]) -> list[Claim]:
    """Return claims of the archive's own words for what was claimed, one for each place.

    The article that was named is looked at first, then the others. Of a claim that was joined from
    several, each part is looked for by itself; what stands nowhere comes back as it was claimed.
    """
    if len(_TOKEN.findall(claim.text)) < _FEWEST_OF_A_PART:
        return [Claim(claim.text, "")]
    ordered = [source for source in sources.values() if source.article_id == claim.article_id]
    ordered += [source for source in sources.values() if source.article_id != claim.article_id]
    whole = _found(claim.text, ordered)
    if whole is not None:
        return [whole]
    parts = {part: _found(part, ordered) for part in _parts(claim.text)}
    if not any(parts.values()):
        return [claim]
    return [found or Claim(part, claim.article_id) for part, found in parts.items()]


def _found(words: str, sources: list[Source]) -> Claim | None:
    """Return the place where the words stand, else where they stand but for marks or omissions."""
    for source in sources:
        if stands(words, source.text):
            return Claim(words, source.article_id)
    tokens = [token.text for token in _tokens(normalise(words).text)]
    if len(tokens) < _FEWEST:
        return None
    for find in (_unmarked, _shortened):
        for source in sources:
            span = find(tokens, _read(source.text))
            if span is not None:
                return Claim(source.text[slice(*span)], source.article_id)
    return None


def _parts(claimed: str) -> Iterator[str]:
    """Yield what a claim may have been joined from: what stands between dots, and sentences."""
    for piece in _DOTS.split(claimed):
        for start, end in sentences(piece):
            if len(_TOKEN.findall(piece, start, end)) >= _FEWEST_OF_A_PART:
                yield piece[start:end]


@dataclass(frozen=True, slots=True)
class _Token:
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Read:
    """A text as its words, and how these fall into sentences."""

    tokens: tuple[_Token, ...]
    sentences: tuple[tuple[_Token, ...], ...]


@lru_cache(maxsize=64)
def _read(text: str) -> _Read:
    form = normalise(text)
    tokens = tuple(_tokens(form.text, form))
    told: list[tuple[_Token, ...]] = []
    at = 0
    for _, end in sentences(text):
        first = at
        while at < len(tokens) and tokens[at].start < end:
            at += 1
        told.append(tokens[first:at])
    return _Read(tokens, tuple(told))


def _tokens(text: str, form: Normalised | None = None) -> Iterator[_Token]:
    """Yield the words in small letters, numbers whole and without marks between thousands."""
    for match in _TOKEN.finditer(text):
        word = re.sub(r",(?=\d{3}(?!\d))", "", match.group()).lower()
        yield _Token(word, *(form.original(*match.span()) if form else match.span()))


def _unmarked(words: list[str], read: _Read) -> tuple[int, int] | None:
    """Return the span in which the words stand one after another, whatever marks are between."""
    tokens, count = read.tokens, len(words)
    for first in range(len(tokens) - count + 1):
        if tokens[first].text == words[0] and words == [
            token.text for token in tokens[first : first + count]
        ]:
            return tokens[first].start, tokens[first + count - 1].end
    return None


def _shortened(words: list[str], read: _Read) -> tuple[int, int] | None:
    """Return the span within one sentence in which the words stand in order with some left out."""
    for sentence in read.sentences:
        if len(words) <= len(sentence) <= _THINNEST * len(words):
            kept = _in_order(words, sentence)
            if kept and not any(
                token.text in _TURNING
                for at, token in enumerate(sentence)
                if kept[0] < at < kept[-1] and at not in kept
            ):
                return sentence[kept[0]].start, sentence[kept[-1]].end
    return None


def _in_order(words: list[str], sentence: tuple[_Token, ...]) -> list[int]:
    """Return where the words stand in the sentence, in their order; empty if they do not."""
    kept: list[int] = []
    for word in words:
        after = kept[-1] + 1 if kept else 0
        at = next((i for i in range(after, len(sentence)) if sentence[i].text == word), None)
        if at is None:
            return []
        kept.append(at)
    return kept
