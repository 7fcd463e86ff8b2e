"""How a source's health follows from a visit: when it is due again, and when it is given up."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from news.errors import DatelineError, Gone, TryLater
from news.source import Health, Source, Standing

_LONGEST_REST = timedelta(days=1)
_LONGEST_ASKED = timedelta(days=7)
_DEAD_AFTER = timedelta(days=3)
_DEAD_ERRORS = 10
"""Both must be reached: many errors within a day may be our own network's, a few over days too."""

BY_HAND = "paused by an admin"


@dataclass(frozen=True, slots=True)
class Visit:
    """What a visit found: how many pages were archived, were empty, tell of access, are closed."""

    read: int = 0
    empty: int = 0
    open_known: int = 0
    closed: int = 0


def after_success(health: Health, source: Source, now: datetime, visit: Visit) -> Health:
    """Return the health after a visit that found the source well."""
    return replace(
        _counted(health, visit),
        next_due=_in(source, now, timedelta()),
        last_success=now,
        last_error="",
        errors=0,
        failing_since=None,
    )


def after_failure(
    health: Health, source: Source, now: datetime, error: DatelineError, visit: Visit
) -> Health:
    """Return the health after a visit that failed: it rests longer each time, and pauses when dead.

    A pause that the server asks for is kept.
    """
    errors = health.errors + 1
    since = health.failing_since or now
    rest = min(timedelta(seconds=source.every) * 2 ** min(errors - 1, 20), _LONGEST_REST)
    if isinstance(error, TryLater) and error.after:
        rest = max(rest, min(timedelta(seconds=error.after), _LONGEST_ASKED))
    paused = health.paused
    if isinstance(error, Gone) and error.for_good:
        paused = "it is gone for good (410)"
    elif errors >= _DEAD_ERRORS and now - since >= _DEAD_AFTER:
        paused = f"it failed {errors} times in a row since {since:%Y-%m-%d}"
    return replace(
        _counted(health, visit),
        next_due=_in(source, now, rest),
        last_failure=now,
        last_error=str(error),
        errors=errors,
        failing_since=since,
        paused=paused,
        told=health.told if health.paused else False,
    )


def paused_by_hand(health: Health) -> Health:
    """Return the health of a source that an admin pauses; nobody needs to be told."""
    return replace(health, paused=BY_HAND, told=True)


def resumed(health: Health) -> Health:
    """Return the health of a source that is given another chance, at once."""
    return replace(health, paused="", told=False, errors=0, failing_since=None, next_due=None)


def in_words(standing: Standing, now: datetime) -> str:
    """Return how a source is doing, in words."""
    health, source = standing.health, standing.source
    if health.paused:
        parts = [f"paused: {health.paused}"]
    elif not source.every:
        parts = ["read only when asked"]
    else:
        due = health.next_due
        parts = ["due now" if due is None or due <= now else f"next {_at(due)}"]
    parts.append(f"last read {_at(health.last_success)}" if health.last_success else "never read")
    if health.errors:
        times = "once" if health.errors == 1 else f"{health.errors} times in a row"
        parts.append(f"failed {times}, last {_at(health.last_failure)}: {health.last_error}")
    if health.read:
        parts.append(f"{health.read:,} read")
    if health.empty:
        parts.append(f"{health.empty:,} without an article")
    if health.open_known:
        share = round(100 * health.closed / health.open_known)
        parts.append(f"{share} % for subscribers (of {health.open_known:,} that say)")
    return "; ".join(parts)


def _in(source: Source, now: datetime, rest: timedelta) -> datetime:
    return now + max(timedelta(seconds=source.every), rest)


def _counted(health: Health, visit: Visit) -> Health:
    return replace(
        health,
        read=health.read + visit.read,
        empty=health.empty + visit.empty,
        open_known=health.open_known + visit.open_known,
        closed=health.closed + visit.closed,
    )


def _at(moment: datetime | None) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%d %H:%M} UTC" if moment else "never"
