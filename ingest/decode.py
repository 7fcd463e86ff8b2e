"""Bytes to characters: what is declared first, what is likely last."""

import codecs
import re

from ingest.media import charset_of
from news.article import Document
from news.errors import ExtractError

_META_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
_MARKS = [
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
]

_LOOKED_AT = 20_000
_MOST_ODD = 0.02  # of random bytes a tenth and more are odd, of texts hardly one in a thousand


def text_of(document: Document) -> str:
    """Return the document's bytes as text; raise ExtractError if they are something else."""
    text = decode(document.content, charset_of(document.media_type))
    start = text[:_LOOKED_AT]
    if sum(map(_is_odd, start)) > _MOST_ODD * len(start):
        raise ExtractError(
            f"{document.name} holds no text, whatever its name says; open it in its own program, "
            "save it as text, HTML or PDF and ingest that."
        )
    return text


def decode(content: bytes, declared: str | None = None) -> str:
    """Return the text, by byte order mark, declared character set, UTF-8, or the likeliest one."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return content[len(mark) :].decode(encoding, errors="replace")
    for likely in [declared, "utf-8"] if declared else ["utf-8"]:
        try:
            return content.decode(likely)
        except (LookupError, UnicodeDecodeError):
            continue
    return _guess(content)


def declared_in_page(content: bytes) -> str | None:
    """Return the character set an HTML page declares in its head, if it does."""
    found = _META_CHARSET.search(content[:4096])
    return found[1].decode("ascii", errors="replace") if found else None


def _is_odd(character: str) -> bool:
    """Say whether no text holds the character: a control, or what could not be decoded."""
    return (character < " " and character not in "\t\n\v\f\r") or character == "\ufffd"


def _guess(content: bytes) -> str:
    from charset_normalizer import from_bytes

    best = from_bytes(content).best()
    return str(best) if best else content.decode("utf-8", errors="replace")
