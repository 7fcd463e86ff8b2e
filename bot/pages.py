"""Buttons that name a topic: what they hold, and the two that turn pages."""

from archive import KeptWords
from bot.desk import Desk, Request
from bot.message import Button
from news.errors import UsageError

_MOST_BYTES = 64
"""Of a button's data, as Telegram takes it."""

_KEPT = "#"
TOO_OLD = "This button is too old to work: send the command again."


def data(desk: Desk, request: Request, press: str, which: str, topic: str) -> str:
    """Return the data of a button for a topic; a long one is kept and named instead."""
    before = f"{press}:{request.owner}:{which}."
    if not topic.startswith(_KEPT) and len((before + topic).encode()) <= _MOST_BYTES:
        return before + topic
    return f"{before}{_KEPT}{KeptWords(desk.archive).keep(topic)}"


def read(desk: Desk, request: Request, parts: int = 1) -> tuple[list[str], str]:
    """Return so many parts of a pressed button's data, and its topic.

    Raises UsageError when the button is of an older version, or its topic was not kept.
    """
    *which, topic = request.words.split(".", parts)
    if topic.startswith(_KEPT):
        topic = KeptWords(desk.archive).of(topic.removeprefix(_KEPT)) or ""
    if len(which) != parts or not which[0].isdecimal() or not topic:
        raise UsageError(TOO_OLD)
    return which, topic


def turning(
    desk: Desk, request: Request, press: str, topic: str, *, page: int, pages: int
) -> tuple[Button, ...]:
    """Return the buttons that show the page before and the page after; `page` counts from 0."""
    found = []
    if page > 0:
        found.append(Button(f"‹ Page {page}", data(desk, request, press, str(page - 1), topic)))
    if page + 1 < pages:
        found.append(Button(f"Page {page + 2} ›", data(desk, request, press, str(page + 1), topic)))
    return tuple(found)
