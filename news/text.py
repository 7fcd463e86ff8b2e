"""Sentences and the forms of a text in which words are compared; offsets are never lost."""

import re
import unicodedata
from dataclasses import dataclass

# A full stop after one of these does not end a sentence. Months and titles from common English
# news style; single capital letters (initials) and dotted abbreviations are handled by pattern.
_ABBREVIATIONS = frozenset(
    "mr mrs ms dr prof gen col lt sgt capt cmdr maj adm sen rep gov rev hon st jr sr pres "
    "jan feb mar apr jun jul aug sept sep oct nov dec mon tue tues wed thu thur thurs fri sat sun "
    "no nos p vs etc inc ltd co corp dept est approx fig vol pp al e.g i.e a.m p.m u.s u.k u.n e.u "
    "д г гг тыс млн млрд руб ул им см стр т.е т.д т.п н.э".split()
)
_MAY_END = frozenset("a.m p.m etc inc ltd co corp jr sr u.s u.k u.n e.u г гг руб т.д т.п".split())
_END = re.compile(r"""[.!?…]+["'”’»)\]]*(?=\s|$)|\n+""")
_LAST_WORD = re.compile(r"[^\s(\[\"'“‘«]+$")
_CLOSERS = "\"'”’»)]"


def sentences(text: str) -> list[tuple[int, int]]:
    """Return the spans of the sentences, in order and without overlap; line breaks end one.

    Outer white space belongs to no sentence: every other character belongs to exactly one.
    """
    spans: list[tuple[int, int]] = []
    start = 0
    for match in _END.finditer(text):
        if not match.group().startswith("\n") and not _ends_here(text, start, match):
            continue
        _append(spans, text, start, match.end())
        start = match.end()
    _append(spans, text, start, len(text))
    return spans


def _append(spans: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        spans.append((start, end))


def _ends_here(text: str, start: int, match: re.Match[str]) -> bool:
    mark = match.group().rstrip(_CLOSERS)
    if match.end() >= len(text):
        return True
    following = text[match.end() :].lstrip(" \t\r\f\v")[:2] or "\n"
    first = following[0]
    if first in "\"'“‘«([" and len(following) > 1:
        first = following[1]
    if first == "\n":
        return True
    if first.islower():
        # "…" and "?" inside a sentence go on in small letters: "Why? he asked".
        return False
    if mark != ".":
        return True
    found = _LAST_WORD.search(text, max(start, match.start() - 40), match.start())
    word = found.group() if found else ""
    if len(word) == 1 and word.isupper():
        # An initial ("J. Smith"), unless it is the pronoun.
        return word == "I"
    low = word.lower()
    if low in _MAY_END:
        return first.isupper()
    return low not in _ABBREVIATIONS


_SAME = {
    **dict.fromkeys("‘’‚‛′`´", "'"),
    **dict.fromkeys("“”„‟″«»", '"'),
    **dict.fromkeys("‐‑‒–—―−", "-"),
    "…": "...",
}
_INVISIBLE = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff")
_AS_IT_IS = re.compile(r"[!-,./0-_a-~]+(?: [!-,./0-_a-~]+)*")
"""ASCII words between single spaces, without "-" and "`": nothing in them has another form."""


@dataclass(frozen=True, slots=True)
class Normalised:
    """A text as it is compared, with the way back.

    White space runs are one space, quotation marks and dashes have one form each, invisible
    characters are dropped, accents are composed, case is kept. Character i came from
    `starts[i]:ends[i]` of the original.
    """

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Return the span of the original that `start:end` of the normalised text came from."""
        return self.starts[start], self.ends[end - 1]


def normalise(text: str) -> Normalised:
    """Return the text in the form in which claimed quotes are looked for."""
    characters: list[str] = []
    starts: list[int] = []
    ends: list[int] = []

    def add(part: str, start: int, end: int) -> None:
        characters.append(part)
        starts.append(start)
        ends.append(end)

    position, length = 0, len(text)
    while position < length:
        if run := _AS_IT_IS.match(text, position):
            # An accent may follow its last letter.
            end = run.end() if text[run.end() : run.end() + 1].isascii() else run.end() - 1
            characters.extend(text[position:end])
            starts.extend(range(position, end))
            ends.extend(range(position + 1, end + 1))
            if end > position:
                position = end
                continue
        start, character = position, text[position]
        position += 1
        if character in _INVISIBLE:
            continue
        if character.isspace():
            if characters and characters[-1] != " ":
                add(" ", start, position)
            continue
        same = _SAME.get(character)
        if same is None:
            # A letter and the accents written after it are one character to a reader.
            while position < length and unicodedata.combining(text[position]):
                position += 1
            cluster = text[start:position]
            same = cluster if cluster.isascii() else unicodedata.normalize("NFKC", cluster)
        for part in same:
            # "--" and "—" are the same dash.
            if part == "-" and characters and characters[-1] == "-":
                ends[-1] = position
            elif not part.isspace():
                add(part, start, position)
    if characters and characters[-1] == " ":
        for column in (characters, starts, ends):
            column.pop()
    return Normalised("".join(characters), tuple(starts), tuple(ends))
