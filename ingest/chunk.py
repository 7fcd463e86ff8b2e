"""Article to chunks: runs of whole sentences that the embedding model reads to their last word."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from news.article import Article, Chunk, chunk_id_of
from news.moment import Moment
from news.text import sentences

Length = Callable[[Sequence[str]], list[int]]
"""Counts the tokens of texts, without special tokens; adds up over white space."""

Span = tuple[int, int]

_SPECIAL_TOKENS = 2  # one before and one after what the model reads
_HEADER_PART = 4  # a header takes at most this part of the window: 64 tokens of 256
_TAIL_PART = 3  # a last chunk smaller than this part of the room shares with the one before
_CLAUSE_END = re.compile(r"[,;:–—)\]][\"'”’»]*(?=\s)")
_SPACE = re.compile(r"\s+")


def chunk(article: Article, *, length: Length, window: int, layout: str) -> list[Chunk]:
    """Return the article cut into chunks, in order; every word of the text is in exactly one.

    Header, chunk and special tokens together are at most `window` tokens. A chunk is whole
    sentences, unless one sentence alone is too long, and of one entry of a live blog.
    """
    chunks: list[Chunk] = []
    for part, published in _parts(article):
        dated = replace(article, published=published)
        header, used = _clipped_header(dated, length, window // _HEADER_PART)
        room = max(1, window - _SPECIAL_TOKENS - used)
        for first, last in _spans(article.text[slice(*part)], length, room):
            start, end = part[0] + first, part[0] + last
            chunks.append(
                Chunk(
                    id=chunk_id_of(article.id, article.revision, start, end, layout),
                    article_id=article.id,
                    revision=article.revision,
                    text=article.text[start:end],
                    start=start,
                    end=end,
                    header=header,
                )
            )
    return chunks


def _parts(article: Article) -> Iterator[tuple[Span, Moment | None]]:
    """Yield the entries of a live blog and what stands around them, each with its time."""
    at = 0
    for entry in article.entries:
        if article.text[at : entry.start].strip():
            yield (at, entry.start), article.published
        yield (entry.start, entry.end), entry.published
        at = entry.end
    if article.text[at:].strip():
        yield (at, len(article.text)), article.published


def header_of(article: Article) -> str:
    """Return what says where a chunk is from: "title | publisher | 9 February 2020"."""
    return _header(article, article.title)


def _header(article: Article, title: str) -> str:
    published = article.published.spoken() if article.published else ""
    parts = [" ".join(part.split()) for part in (title, article.publisher or "", published)]
    return " | ".join(part for part in parts if part)


def _clipped_header(article: Article, length: Length, most: int) -> tuple[str, int]:
    """Return the header with its title shortened by words until it fits, and its length."""
    whole = header_of(article)
    used = length([whole])[0]
    if used <= most:
        return whole, used
    # More words than tokens never fit; this keeps a title that is a whole text cheap.
    words = article.title.split()[: most + 1]
    headers = [_header(article, " ".join(words[:count])) for count in range(len(words), -1, -1)]
    if article.published:
        headers.append(article.published.spoken())
    lengths = length(headers)
    return next(
        (
            (header, tokens)
            for header, tokens in zip(headers, lengths, strict=True)
            if tokens <= most
        ),
        ("", 0),
    )


def _spans(text: str, length: Length, room: int) -> list[Span]:
    pieces = _fitting(text, sentences(text), length, room)
    lengths = length([text[start:end] for start, end in pieces])
    packed = _packed(pieces, lengths, room)
    # Pieces of one word need not add up when put together again: what came out is measured.
    return _fitting(text, packed, length, room)


def _fitting(text: str, spans: Sequence[Span], length: Length, room: int) -> list[Span]:
    """Return the spans, those that do not fit halved until they do."""
    lengths = length([text[start:end] for start, end in spans])
    fitting: list[Span] = []
    for span, tokens in zip(spans, lengths, strict=True):
        if tokens <= room or span[1] - span[0] < 2:
            fitting.append(span)
        else:
            fitting += _fitting(text, _halves(text, span), length, room)
    return fitting


def _halves(text: str, span: Span) -> list[Span]:
    """Cut at the clause mark nearest the middle, else at white space, else at a character."""
    start, end = span
    quarter = (end - start) // 4
    clause_ends = [found.end() for found in _CLAUSE_END.finditer(text, start, end)]
    cuts = [cut for cut in clause_ends if start + quarter <= cut <= end - quarter]
    cuts = cuts or [found.start() for found in _SPACE.finditer(text, start + 1, end - 1)]
    middle = (start + end) // 2
    cut = min(cuts, key=lambda cut: abs(cut - middle), default=middle)
    return [half for half in (_stripped(text, start, cut), _stripped(text, cut, end)) if half]


def _stripped(text: str, start: int, end: int) -> Span | None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return (start, end) if start < end else None


def _packed(pieces: Sequence[Span], lengths: Sequence[int], room: int) -> list[Span]:
    """Join neighbours as long as they fit; a small rest is shared out between the last two."""
    groups: list[list[int]] = []
    filled = room
    for index, tokens in enumerate(lengths):
        if not groups or filled + tokens > room:
            groups.append([])
            filled = 0
        groups[-1].append(index)
        filled += tokens
    if len(groups) > 1 and filled * _TAIL_PART < room:
        groups[-2:] = _evenly(groups[-2] + groups[-1], lengths)
    return [(pieces[group[0]][0], pieces[group[-1]][1]) for group in groups]


def _evenly(group: list[int], lengths: Sequence[int]) -> list[list[int]]:
    """Cut the group in two whose longer half is as short as it can be."""

    def longer_half(cut: int) -> int:
        return max(
            sum(lengths[index] for index in group[:cut]),
            sum(lengths[index] for index in group[cut:]),
        )

    best = min(range(1, len(group)), key=longer_half)
    return [group[:best], group[best:]]
