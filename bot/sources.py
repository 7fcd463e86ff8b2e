"""What admins see of the sources: how each is doing, what failed, and what to do about it."""

from datetime import UTC, datetime

from archive import Fetches, Sources
from bot.admin import progress, told
from bot.desk import Desk, Request, Tell
from bot.message import Button, Message, Writer, split
from bot.render import say
from ingest.health import in_words, paused_by_hand, resumed
from ingest.report import Report
from news.errors import NotFound, UsageError

_SHOWN = 20


def sources(desk: Desk, request: Request, tell: Tell) -> list[Message]:
    """List the sources with their health; pause one, or give it another chance."""
    verb, _, name = request.words.strip().partition(" ")
    if verb.lower() in ("pause", "resume"):
        return _changed(desk, verb.lower(), name)
    if verb:
        raise UsageError(
            "Write /sources alone for the list, /sources pause NAME to leave one out, or "
            "/sources resume NAME to read it again."
        )
    listed = Sources(desk.archive).listed()
    if not listed:
        return say(
            "There are no sources: put feeds into config.toml as [[ingest.source]], or run "
            "`dateline sources import` with an OPML file on the server."
        )
    writer = Writer()
    for standing in listed:
        writer.add(standing.source.name, "bold").add(f" ({standing.source.kind})")
        writer.add(f"\n{in_words(standing, datetime.now(UTC))}\n\n")
    return split(writer.message())


def failed(desk: Desk, request: Request, tell: Tell) -> list[Message]:
    """List what could not be ingested, and why; try it again, or forget it."""
    asked = request.words.strip().lower()
    fetches = Fetches(desk.archive)
    listed = fetches.failed()
    if asked == "retry":
        return retry(desk, request, tell)
    if asked == "forget":
        fetches.clear([one.origin for one in listed])
        return say(f"Forgotten: what failed, {len(listed):,} in all.")
    if asked:
        raise UsageError("Write /failed alone for the list, /failed retry, or /failed forget.")
    if not listed:
        return say("Nothing failed that was not mended since.")
    writer = Writer().add(f"{len(listed):,} failed:", "bold")
    for one in listed[:_SHOWN]:
        named = "" if one.name in one.reason else f"{one.name}: "
        times = f", {one.times} times" if one.times > 1 else ""
        writer.add(f"\n• {named}{one.reason} ({one.at:%Y-%m-%d %H:%M} UTC{times})")
    if len(listed) > _SHOWN:
        writer.add(f"\n… and {len(listed) - _SHOWN:,} more.")
    return split(writer.message((Button("Try them again", f"f:{request.owner}:-"),)))


def retry(desk: Desk, request: Request, tell: Tell) -> list[Message]:
    """Try again what failed, and say what came of it."""
    total = len({one.origin.at for one in Fetches(desk.archive).failed()})
    if not total:
        raise NotFound("There is nothing to try again: nothing failed that was not mended since.")
    tell(progress(request, Report(), total))
    report = desk.retry(lambda report: tell(progress(request, report, total)), request.cancelled)
    return told(desk, report, total)


def _changed(desk: Desk, verb: str, name: str) -> list[Message]:
    if not name.strip():
        raise UsageError(f"Say which source: /sources {verb} NAME (see /sources).")
    kept = Sources(desk.archive)
    standing = kept.find(name)
    if verb == "pause":
        kept.keep(standing.source.name, paused_by_hand(standing.health))
        return say(f"“{standing.source.name}” is paused: it is read again after /sources resume.")
    kept.keep(standing.source.name, resumed(standing.health))
    return say(f"“{standing.source.name}” is read again within a minute.")
