"""Text as it is archived: the author's characters, without what no reader can see."""

import re

_LINE_ENDS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
_BLANK_LINES = re.compile(r"\n{3,}")
# Lone surrogates (possible in JSON) cannot be encoded, so they could not be stored.
_INVISIBLE = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
_CJK = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
_WORD = re.compile(rf"[{_CJK}]|[^\W{_CJK}]+")


def tidy(text: str) -> str:
    """Return the text with "\\n" as its only line end and at most one blank line in a row.

    Control characters and the trailing spaces of lines go; every other character stays as it came,
    since a quote has to stand in this text.
    """
    lines = visible(_LINE_ENDS.sub("\n", text)).split("\n")
    return _BLANK_LINES.sub("\n\n", "\n".join(line.rstrip() for line in lines)).strip("\n")


def one_line(text: str) -> str:
    """Return the text as one line with single spaces: a title, a name."""
    return " ".join(visible(text, kept=" \t\n\r").split())


def untagged(markup: str) -> str:
    """Return the words of a piece of markup as one line, without tags and entities."""
    from lxml import etree, html

    try:
        return one_line(html.fromstring(f"<div>{markup}</div>").text_content())
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return one_line(markup)


def visible(text: str, kept: str = "\n\t") -> str:
    """Return the text without control characters and halves of characters."""
    return _INVISIBLE.sub(lambda found: found[0] if found[0] in kept else "", text)


def shortened(text: str, most: int) -> str:
    """Return the text, cut at a word to at most so many characters, with "…" where it was cut."""
    if len(text) <= most:
        return text
    cut = text[:most]
    return (cut.rsplit(" ", 1)[0] if " " in cut else cut).rstrip(" ,;:-–—") + "…"


def word_count(text: str) -> int:
    """Return the number of words; in scripts without spaces each character counts as one."""
    return len(_WORD.findall(text))
