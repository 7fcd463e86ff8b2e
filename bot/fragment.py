"""Links that open a page at the quoted words (wicg.github.io/scroll-to-text-fragment)."""

from urllib.parse import quote as percent_encoded

_WORDS_WHOLE = 12
"""A longer quote is named by its ends, which survive small differences between page and archive."""

_WORDS_AT_AN_END = 5
_CHARACTERS_AT_AN_END = 60
"""Scripts without spaces have very long words."""


def text_fragment(url: str, quote: str) -> str:
    """Return the URL with a fragment that makes a browser show the quoted words.

    >>> text_fragment("https://example.org/a#top", "Ten people died.")
    'https://example.org/a#top:~:text=Ten%20people%20died.'
    """
    words = quote.split()
    if not words:
        return url
    page, mark, fragment = url.partition("#")
    kept = fragment.partition(":~:")[0] if mark else ""
    return f"{page}#{kept}:~:text={_directive(quote, words)}"


def _directive(quote: str, words: list[str]) -> str:
    # Whole words are looked for inside one paragraph only: over two, both ends are named.
    lines = [line.split() for line in quote.splitlines() if line.strip()]
    whole = " ".join(words)
    if len(lines) == 1 and len(words) <= _WORDS_WHOLE and len(whole) <= 2 * _CHARACTERS_AT_AN_END:
        return _encoded(whole)
    most = min(_WORDS_AT_AN_END, max(1, len(words) // 2))
    start = _short(lines[0][:most], drop=-1)[:_CHARACTERS_AT_AN_END]
    end = _short(lines[-1][-most:], drop=0)[-_CHARACTERS_AT_AN_END:]
    return f"{_encoded(start)},{_encoded(end)}"


def _short(words: list[str], *, drop: int) -> str:
    """Return the words joined, without as many from one side as make it too long."""
    while len(words) > 1 and len(" ".join(words)) > _CHARACTERS_AT_AN_END:
        words.pop(drop)
    return " ".join(words)


def _encoded(words: str) -> str:
    # A bare "-" would be read as the mark of what stands before or after.
    return percent_encoded(words, safe="").replace("-", "%2D")
