"""What is told when something fails: one sentence to the person, the place to the log."""

import secrets
import traceback
from collections.abc import Iterable, Iterator

from bot.message import Message
from bot.render import say
from news.errors import DatelineError, UsageError

_LONGEST_REASON = 300


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


def described(error: BaseException, hidden: Iterable[str] = ()) -> str:
    """Return where an exception and its causes arose, without the hidden texts.

    Only first lines are kept: a database's message goes on with the values it was given.
    """
    secret_lines = [line for text in hidden for line in text.splitlines() if line.strip()]
    parts = []
    for one in _chain(error):
        reason = (str(one).splitlines() or [""])[0][:_LONGEST_REASON]
        for line in secret_lines:
            reason = reason.replace(line, "[…]").replace(repr(line)[1:-1], "[…]")
        place = "".join(traceback.format_tb(one.__traceback__))
        parts.append(f"{type(one).__name__}: {reason}\n{place}")
    return "caused by ".join(parts).rstrip()


def _chain(error: BaseException) -> Iterator[BaseException]:
    one: BaseException | None = error
    while one is not None:
        yield one
        one = one.__cause__ or (None if one.__suppress_context__ else one.__context__)
