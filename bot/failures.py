"""What is told when something fails: one sentence to the person, the place to the log."""

import secrets
import time
import traceback
from collections.abc import Callable, Iterable, Iterator, Sequence

from bot.message import Message
from bot.render import say
from news.errors import DatelineError, UsageError

_LONGEST_REASON = 300
_QUIET_SECONDS = 600.0


def sentence(error: DatelineError, *, is_admin: bool) -> list[Message] | None:
    """Return what the person can do about it; None if it is not theirs to know or to mend."""
    return say(str(error)) if is_admin or isinstance(error, UsageError) else None


def new_reference() -> str:
    """Return a short name for a failure, that the person and the log share."""
    return secrets.token_hex(3).upper()


def apology(reference: str) -> str:
    return (
        "Something went wrong on my side, and I am sorry: please try again in a moment. "
        f"If it stays so, tell the people who look after me the reference {reference}."
    )


class Alerts:
    """What admins are told of failures: each kind once in a while, however often it happens."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._told: dict[str, float] = {}
        self._untold: dict[str, int] = {}

    def about(self, error: BaseException, reference: str, hidden: Iterable[str] = ()) -> str | None:
        """Return what admins are told, without the hidden texts; None if it was told just now."""
        reason = "; caused by ".join(
            f"{type(one).__name__}: {_reason(one, _lines(hidden))}" for one in _chain(error)
        )
        kind = type(error).__name__
        now = self._clock()
        if now - self._told.get(kind, -_QUIET_SECONDS) < _QUIET_SECONDS:
            self._untold[kind] = self._untold.get(kind, 0) + 1
            return None
        self._told[kind] = now
        others = self._untold.pop(kind, 0)
        more = f" It happened {others} more times since I last said so." if others else ""
        return f"Reference {reference}: an answer failed. {reason}.{more} The log has the details."


def described(error: BaseException, hidden: Iterable[str] = ()) -> str:
    """Return where an exception and its causes arose, without the hidden texts.

    Only first lines are kept: a database's message goes on with the values it was given.
    """
    lines = _lines(hidden)
    parts = []
    for one in _chain(error):
        reason = _reason(one, lines)
        place = "".join(traceback.format_tb(one.__traceback__))
        parts.append(f"{type(one).__name__}: {reason}\n{place}")
    return "caused by ".join(parts).rstrip()


def _lines(hidden: Iterable[str]) -> list[str]:
    return [line for text in hidden for line in text.splitlines() if line.strip()]


def _reason(error: BaseException, hidden: Sequence[str]) -> str:
    reason = (str(error).splitlines() or [""])[0][:_LONGEST_REASON]
    for line in hidden:
        reason = reason.replace(line, "[…]").replace(repr(line)[1:-1], "[…]")
    return reason


def _chain(error: BaseException) -> Iterator[BaseException]:
    one: BaseException | None = error
    while one is not None:
        yield one
        one = one.__cause__ or (None if one.__suppress_context__ else one.__context__)
