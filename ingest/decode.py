"""Bytes to characters: by their mark, by what they can only be, as declared, or as is likeliest."""

import codecs
import re

from ingest.charset import charset_by_words, looks
from ingest.media import charset_of
from news.article import Document
from news.errors import ExtractError

_META_CHARSET = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?([\w.:-]+)|<\?xml[^>]{0,80}?encoding\s*=\s*[\"']([\w.:-]+)",
    re.IGNORECASE,
)
_MARKS = [
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
]
# As browsers read them: what is called Latin-1 or ASCII is windows-1252.
_LATIN = frozenset("ascii iso8859-1 cp1252".split())
_LABELS = {"windows-31j": "cp932", "x-sjis": "shift_jis", "win-1251": "cp1251", "gb2312": "gb18030"}
# These are no character sets, or were tried before, or need a mark.
_REFUSED = frozenset(
    "idna punycode undefined unicode-escape raw-unicode-escape mbcs oem utf-7 utf-8 utf-8-sig"
    " utf-16 utf-32".split()
)
_STATEFUL = ("iso2022", "hz")  # written in ASCII characters only
_SEVERAL_BYTES = ["gb18030", "big5", "shift_jis", "euc_jp", "euc_kr"]
_FEW = 0.01  # share of broken characters that damage explains
_SURE = 0.8  # of 1: how much a text must look like words where a better guess is at hand
_SAMPLE = 4096

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


def decode(content: bytes, *declared: str | None) -> str:
    """Return the text; of several declared character sets the first counts more than the next.

    The order: a byte order mark; UTF-16 without one, known by its zeros; UTF-8, which other bytes
    are never by chance; what is declared, unless its words look wrong and another's look right;
    what is likeliest.
    """
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return content[len(mark) :].decode(encoding, errors="replace")
    encodings = _usable(declared)
    if zeros := _utf_16(content):
        return content.decode(zeros, errors="replace")
    if content.isascii():
        stateful = next((name for name in encodings if name.startswith(_STATEFUL)), "ascii")
        return content.decode(stateful, errors="replace")
    text = content.decode("utf-8", errors="replace")
    broken = text.count("\ufffd")
    if broken <= _FEW * (len(content) - len(text)):
        return text
    likely = charset_by_words(content)
    for encoding in encodings:
        text = content.decode(encoding, errors="replace")
        # Latin-1 is what servers say when nobody told them.
        least = _SURE if encoding == "cp1252" and likely != encoding else 0.0
        if text.count("\ufffd") <= _FEW * len(text) and looks(text) >= least:
            return text
    return content.decode(likely, errors="replace") if likely else _guess(content, encodings)


def declared_in_page(content: bytes) -> str | None:
    """Return the character set an HTML page declares in its head, if it does."""
    found = _META_CHARSET.search(content[:_SAMPLE])
    return (found[1] or found[2]).decode("ascii", errors="replace") if found else None


def _is_odd(character: str) -> bool:
    """Say whether no text holds the character: a control, or what could not be decoded."""
    return (character < " " and character not in "\t\n\v\f\r") or character == "\ufffd"


def _usable(declared: tuple[str | None, ...]) -> list[str]:
    """Return the declared character sets by Python's names, those that servers say unasked last."""
    found: list[str] = []
    for label in declared:
        wanted = (label or "").strip().lower()
        try:
            name = codecs.lookup(_LABELS.get(wanted, wanted)).name.replace("_", "-")
            "".encode(name)
        except (LookupError, ValueError, TypeError):
            continue
        if name not in _REFUSED:
            found.append("cp1252" if name in _LATIN else name)
    return sorted(found, key=lambda name: name == "cp1252")


def _utf_16(content: bytes) -> str | None:
    sample = content[:_SAMPLE]
    if len(content) % 2 or b"\0" not in sample:
        return None
    # Spaces and digits have a zero in every script that is written with them.
    first, second = sample[0::2].count(0), sample[1::2].count(0)
    if first and second:
        return None
    return "utf-16-be" if first else "utf-16-le"


def _guess(content: bytes, declared: list[str]) -> str:
    from charset_normalizer import from_bytes

    best = from_bytes(content[: 64 * _SAMPLE], cp_isolation=_SEVERAL_BYTES).best()
    encoding = best.encoding if best else declared[0] if declared else "utf-8"
    return content.decode(encoding, errors="replace")
