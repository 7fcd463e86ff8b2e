"""Every quote is checked against the archived text, whoever drafted it.

White space, quotation marks, dashes and letter case are set aside to *find* the place; what is
*shown* is the archive's own text from there.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from news.answer import Claim, Fault, Quote, Withheld
from news.entry import Entry, published_at
from news.moment import Moment
from news.text import Normalised, normalise, sentences

_OUTER = " \"'.,;:!?-()[]"
_FEWEST_WORDS_OF_A_PART = 3


@dataclass(frozen=True, slots=True)
class Source:
    """A whole revision that may be quoted, and what a reader must know of its article.

    `notice` is a sentence on a correction, a retraction or a withdrawal; usually empty. Articles
    that print one story have one `group` (empty: not known): together they are one report.
    """

    article_id: str
    revision: str
    text: str
    title: str
    publisher: str | None = None
    published: Moment | None = None
    url: str | None = None
    notice: str = ""
    group: str = ""
    entries: tuple[Entry, ...] = ()

    def published_at(self, offset: int) -> Moment | None:
        """Return when what stands at the offset was published; in a live blog that is its entry."""
        return published_at(offset, self.entries, self.published)


def verify(
    claims: Iterable[Claim],
    sources: Mapping[str, Source],
    *,
    quote_chars: int,
    near: Mapping[str, int] | None = None,
) -> tuple[list[Quote], list[Withheld]]:
    """Return the quotes that stand, as the archive has them, and the claims that do not.

    `sources` is by article id. A quote is widened to whole sentences where it stays within
    `quote_chars`, so that no "not" is cut off before it, and is cut at a word where it does not.
    Words that stand several times are taken where they stand nearest to `near` (offset by article).
    Each span is quoted once.
    """
    quotes: list[Quote] = []
    withheld: list[Withheld] = []
    for claim in claims:
        source = sources.get(claim.article_id)
        span = (
            _find(claim.text, source.text, (near or {}).get(claim.article_id)) if source else None
        )
        if source is None or span is None:
            fault = fault_of(claim, sources)
            withheld.append(Withheld(claim.text, claim.article_id, fault))
            continue
        start, end = shown_span(source.text, *span, quote_chars=quote_chars)
        quote = Quote(
            text=source.text[start:end],
            article_id=source.article_id,
            revision=source.revision,
            start=start,
            end=end,
            title=source.title,
            publisher=source.publisher,
            published=source.published_at(start),
            url=source.url,
            notice=source.notice,
        )
        if not any(_within(quote, other) for other in quotes):
            quotes.append(quote)
    return quotes, withheld


def stands(words: str, text: str) -> bool:
    """Say whether the words stand in the text, as `verify` would find them."""
    return _find(words, text) is not None


def fault_of(claim: Claim, sources: Mapping[str, Source]) -> Fault:
    """Return what is wrong with a claim that does not stand in its article."""
    words = _bare(claim.text)
    if not words:
        return "empty"
    if any(_find(claim.text, source.text) for source in sources.values()):
        return "elsewhere"
    return "stitched" if _is_stitched(words, sources.values()) else "nowhere"


def shown_span(text: str, start: int, end: int, *, quote_chars: int) -> tuple[int, int]:
    """Return `start:end` widened to its sentences, or cut to at most `quote_chars` characters."""
    first, last = start, end
    for sentence_start, sentence_end in _sentences_of(text):
        if sentence_start <= start < sentence_end:
            first = sentence_start
        if sentence_start < end <= sentence_end:
            last = sentence_end
    if last - first <= quote_chars:
        return first, last
    if end - start <= quote_chars:
        # The whole sentence is too long: as much of it as fits, from its beginning if possible.
        first = first if end - first <= quote_chars else start
        last = end
        return first, _back_to_word(text, first, min(first + quote_chars, len(text)), last)
    return start, _back_to_word(text, start, start + quote_chars, start + 1)


def _back_to_word(text: str, start: int, end: int, least: int) -> int:
    """Return the last end of a word at or before `end`, not before `least`."""
    position = end
    while position > least and not (
        text[position - 1 : position].strip() and not text[position : position + 1].strip()
    ):
        position -= 1
    return position if position > least or not text[start:end].strip() else max(least, position)


@lru_cache(maxsize=256)
def _normalised(text: str) -> Normalised:
    return normalise(text)


@lru_cache(maxsize=256)
def _sentences_of(text: str) -> tuple[tuple[int, int], ...]:
    return tuple(sentences(text))


def _bare(claimed: str) -> str:
    """Return the claimed words without outer punctuation, which drafters add and change."""
    return normalise(claimed).text.strip(_OUTER)


def _find(claimed: str, text: str, near: int | None = None) -> tuple[int, int] | None:
    """Return the span of `text` where the claimed words stand as whole words, or None."""
    words = _bare(claimed)
    if not words:
        return None
    haystack = _normalised(text)
    spans = [haystack.original(*span) for span in _occurrences(words, haystack.text)]
    if not spans:
        return None
    return min(spans, key=lambda span: abs(span[0] - near)) if near is not None else spans[0]


def _occurrences(words: str, text: str) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for needle, hay in ((words, text), (words.lower(), text.lower())):
        if len(hay) != len(text):
            # Some capitals have longer small forms; then offsets would no longer fit.
            continue
        at = hay.find(needle)
        while at >= 0:
            if _whole_words(hay, at, at + len(needle)):
                found.append((at, at + len(needle)))
            at = hay.find(needle, at + 1)
        if found:
            break
    return found


def _whole_words(text: str, start: int, end: int) -> bool:
    """Say whether the span cuts no word and no number ("000 people" is not in "1,000 people")."""
    before, first = text[max(0, start - 2) : start], text[start]
    last, after = text[end - 1], text[end : end + 2]
    if before and first.isalnum() and before[-1].isalnum():
        return False
    if after and last.isalnum() and after[0].isalnum():
        return False
    if first.isdigit() and len(before) == 2 and before[0].isdigit() and before[1] in ".,":
        return False
    return not (last.isdigit() and len(after) == 2 and after[0] in ".," and after[1].isdigit())


def _is_stitched(words: str, sources: Iterable[Source]) -> bool:
    """Say whether the words fall into two parts that each stand somewhere, but not together."""
    texts = [_normalised(source.text).text.lower() for source in sources]
    parts = words.lower().replace("[...]", "...").split("...")
    if len(parts) > 1:
        return all(any(part.strip(_OUTER) in text for text in texts) for part in parts)
    tokens = words.lower().split(" ")
    for cut in range(_FEWEST_WORDS_OF_A_PART, len(tokens) - _FEWEST_WORDS_OF_A_PART + 1):
        head, tail = " ".join(tokens[:cut]), " ".join(tokens[cut:])
        if not any(head.strip(_OUTER) in text for text in texts):
            return False
        if any(tail.strip(_OUTER) in text for text in texts):
            return True
    return False


def _within(quote: Quote, other: Quote) -> bool:
    return (
        quote.article_id == other.article_id
        and other.start <= quote.start
        and quote.end <= other.end
    )
