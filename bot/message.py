"""What the bot shows: text with entities and buttons, split as Telegram takes it. No I/O.

Offsets are UTF-16 units, as Telegram counts: an emoji is two.
"""

import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

MOST_UNITS = 4095
"""Telegram refuses a text above 4,096 UTF-16 units; ours stay below."""

MOST_CAPTION = 1024
"""UTF-16 units of the text below a file."""

MOST_ENTITIES = 100
"""Telegram drops the entities after the hundredth without a word."""

_JOINERS = frozenset("\u200d\ufe0e\ufe0f\u20e3")
_UNBREAKABLE = frozenset("\u00a0\u2007\u202f")


@dataclass(frozen=True, slots=True)
class Entity:
    """How a stretch of text is shown; `kind` is one of Telegram's, `url` is a text_link's."""

    kind: str
    offset: int
    length: int
    url: str | None = None

    @property
    def end(self) -> int:
        return self.offset + self.length


@dataclass(frozen=True, slots=True)
class Button:
    """A button below a message; `data` comes back when it is pressed (64 bytes at most)."""

    label: str
    data: str


@dataclass(frozen=True, slots=True)
class File:
    """A file that is sent; what is a photo is shown at once."""

    name: str
    content: bytes
    is_photo: bool = False


@dataclass(frozen=True, slots=True)
class Message:
    """A text with its entities, and the rows of buttons below it.

    With a file the text is its caption, and is cut where Telegram takes no more.
    """

    text: str
    entities: tuple[Entity, ...] = ()
    buttons: tuple[tuple[Button, ...], ...] = ()
    file: File | None = None


class Writer:
    """Writes a message from front to back; what is added can be given entities at once."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._units = 0
        self._entities: list[Entity] = []

    @property
    def has_text(self) -> bool:
        return self._units > 0

    def add(self, text: str, *kinds: str, url: str | None = None) -> "Writer":
        """Append text, shown as each of `kinds`, and as a link if there is a `url`."""
        offset, length = self._units, utf16_length(text)
        if length:
            self._parts.append(text)
            self._units += length
            self._entities += [Entity(kind, offset, length) for kind in kinds]
            if url:
                self._entities.append(Entity("text_link", offset, length, url))
        return self

    def wrap(self, kind: str, inner: "Writer") -> "Writer":
        """Append all that another writer wrote, with its entities, inside one entity."""
        offset = self._units
        self.add("".join(inner._parts), kind)
        self._entities += [
            Entity(one.kind, offset + one.offset, one.length, one.url) for one in inner._entities
        ]
        return self

    def append(self, other: "Writer") -> None:
        """Append all that another writer wrote, with its entities."""
        offset = self._units
        self.add("".join(other._parts))
        self._entities += [
            Entity(one.kind, offset + one.offset, one.length, one.url) for one in other._entities
        ]

    def message(self, *rows: tuple[Button, ...]) -> Message:
        """Return what was written, with rows of buttons."""
        return Message(
            "".join(self._parts), tuple(self._entities), tuple(row for row in rows if row)
        )


def utf16_length(text: str) -> int:
    """Return how many UTF-16 units Telegram counts in a text."""
    return len(text) + sum(character > "\uffff" for character in text)


def split(message: Message) -> list[Message]:
    """Return the message as messages that Telegram takes, the buttons below the last.

    Cuts are made between entities, at the end of a paragraph, line or word if there is one, and
    cost only the white space there. An entity too long for one message goes on in the next.
    """
    if message.file is not None:
        return [_captioned(message)]
    text = message.text
    units = [0, *accumulate(utf16_length(character) for character in text)]
    spans = sorted(
        (
            _Span(bisect_right(units, one.offset) - 1, bisect_right(units, one.end) - 1, one)
            for one in message.entities
            if one.length > 0
        ),
        key=lambda span: (span.start, -span.end),
    )
    pieces = [
        _piece(text, units, spans, start, end) for start, end in _stretches(text, units, spans)
    ]
    if pieces and message.buttons:
        pieces[-1] = Message(pieces[-1].text, pieces[-1].entities, message.buttons)
    return pieces


def _captioned(message: Message) -> Message:
    """Return a message with a file whose text is as long as a caption may be."""
    text = message.text
    while utf16_length(text) > MOST_CAPTION:
        text = f"{text[: len(text) - 1 - (utf16_length(text) - MOST_CAPTION)].rstrip()}…"
    units = utf16_length(text)
    entities = tuple(one for one in message.entities if one.end <= units)[:MOST_ENTITIES]
    return Message(text, entities, message.buttons, message.file)


@dataclass(frozen=True, slots=True)
class _Span:
    """An entity and where it stands in code points."""

    start: int
    end: int
    entity: Entity


def _stretches(text: str, units: list[int], spans: list[_Span]) -> Iterator[tuple[int, int]]:
    """Yield what each message holds of the text, without the white space around it."""
    start, end = _trimmed(text, 0, len(text))
    while start < end:
        last = min(bisect_right(units, units[start] + MOST_UNITS) - 1, end)
        inside = [span for span in spans if span.start < last and start < span.end]
        if len(inside) > MOST_ENTITIES and inside[MOST_ENTITIES].start > start:
            last = inside[MOST_ENTITIES].start
        cut = last if last == end else _cut(text, units, inside, start, last)
        yield _trimmed(text, start, cut)
        start, _ = _trimmed(text, cut, end)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _cut(text: str, units: list[int], inside: list[_Span], start: int, last: int) -> int:
    """Return the best place after `start` and up to `last` for a message to end."""
    whole = [span for span in inside if units[span.end] - units[span.start] <= MOST_UNITS]
    free = _outside(whole, start, last) or list(range(start + 1, last + 1))
    bounds = {at for span in inside for at in (span.start, span.end)}
    later_half = [at for at in free if at - start > (last - start) // 2]
    for is_good in (_ends_paragraph, _ends_line, _ends_word):
        for at in reversed(later_half):
            if is_good(text, at):
                return at
    for at in reversed(free):
        if at in bounds or _ends_word(text, at):
            return at
    return next((at for at in reversed(free) if not _joined(text, at)), free[-1])


def _outside(whole: list[_Span], start: int, last: int) -> list[int]:
    """Return the places that stand inside none of the spans."""
    crossed = bytearray(last - start + 1)
    for span in whole:
        low, high = max(span.start + 1, start), min(span.end - 1, last)
        if low <= high:
            crossed[low - start : high - start + 1] = b"\1" * (high - low + 1)
    return [at for at in range(start + 1, last + 1) if not crossed[at - start]]


def _ends_paragraph(text: str, at: int) -> bool:
    return text[at : at + 2] == "\n\n" or text[at - 2 : at] == "\n\n"


def _ends_line(text: str, at: int) -> bool:
    return text[at : at + 1] == "\n"


def _ends_word(text: str, at: int) -> bool:
    following = text[at : at + 1]
    return following.isspace() and following not in _UNBREAKABLE


def _joined(text: str, at: int) -> bool:
    """Say whether a reader sees the characters before and after as one (emoji, accents)."""
    before, after = text[at - 1], text[at : at + 1]
    return (
        after in _JOINERS
        or before == "\u200d"
        or "\U0001f3fb" <= after <= "\U0001f3ff"
        or bool(after and unicodedata.combining(after))
        or bool(after and _is_flag_half(before) and _is_flag_half(after))
    )


def _is_flag_half(character: str) -> bool:
    return "\U0001f1e6" <= character <= "\U0001f1ff"


def _piece(text: str, units: list[int], spans: list[_Span], start: int, end: int) -> Message:
    entities = []
    for span in spans:
        first, last = max(span.start, start), min(span.end, end)
        if first < last:
            kept = Entity(
                span.entity.kind,
                units[first] - units[start],
                units[last] - units[first],
                span.entity.url,
            )
            entities.append(kept)
    return Message(text[start:end], tuple(entities[:MOST_ENTITIES]))
