"""`dateline sources`: which there are, how they do; and the loop that reads them without a bot."""

import logging
import signal
import threading
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cli import output
from cli.parts import Parts
from cli.schedule import schedule_of, sources_of
from news.errors import DatelineError, UsageError
from news.source import shown

if TYPE_CHECKING:
    from ingest.visit import Visited
    from news.source import Standing

log = logging.getLogger(__name__)

app = typer.Typer(
    help="List the sources with their health; pause, resume, read, import or remove them.",
    invoke_without_command=True,
)

Name = Annotated[str, typer.Argument(help="The name of a source.")]

_JOIN_SECONDS = 3.0


@app.callback()
def list_sources(
    context: typer.Context,
    opml: Annotated[bool, typer.Option("--opml", help="Print the feeds as OPML.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON, one source a line.")] = False,
) -> None:
    """List the sources with their health; pause, resume, read, import or remove them."""
    if context.invoked_subcommand:
        return
    from ingest.health import in_words
    from ingest.opml import write_opml

    listed = sources_of(context.obj).listed()
    if opml:
        output.out(write_opml(one.source for one in listed).rstrip())
        return
    for one in listed:
        if as_json:
            output.json_line(_as_json(one))
        else:
            output.out(f"{one.source.name} ({one.source.kind}, {shown(one.source.at)})")
            output.out(f"    {in_words(one, datetime.now(UTC))}")
    if not listed:
        output.say(
            "There are no sources: put them into config.toml as [[ingest.source]], or import "
            "feeds with `dateline sources import FILE`."
        )


@app.command()
def pause(context: typer.Context, name: Name) -> None:
    """Leave a source out until it is resumed."""
    from ingest.health import paused_by_hand

    sources = sources_of(context.obj)
    standing = sources.find(name)
    sources.keep(standing.source.name, paused_by_hand(standing.health))
    output.out(f"Paused: {standing.source.name}")


@app.command()
def resume(context: typer.Context, name: Name) -> None:
    """Read a source again that was paused."""
    from ingest.health import resumed

    sources = sources_of(context.obj)
    standing = sources.find(name)
    sources.keep(standing.source.name, resumed(standing.health))
    output.out(f"Resumed: {standing.source.name}")


@app.command()
def read(
    context: typer.Context,
    names: Annotated[
        list[str] | None, typer.Argument(metavar="[NAME...]", help="None: those that are due.")
    ] = None,
) -> None:
    """Read sources now, by name even if they are not due or paused."""
    parts: Parts = context.obj
    schedule = schedule_of(parts, log.warning, lambda: _index(parts))
    sources = sources_of(parts)
    named = [sources.find(name).source for name in names or []]
    visited: list[Visited | None] = []
    with output.working("Reading …"):
        if named:
            visited += [schedule.visit(source, parts.stopping) for source in named]
        else:
            visited += schedule.catch_up(parts.stopping)
    if None in visited:
        raise UsageError(
            "Another process reads the sources just now: the bot, or `dateline ingest --watch`. "
            "Look at `dateline sources` in a moment."
        )
    done = [one for one in visited if one is not None]
    for one in done:
        output.out(one.summary())
        for failure in one.report.failed:
            output.say(f"{failure.name}: {failure.reason}")
    if not done:
        output.say("Nothing is due, or another process reads the sources just now.")
    if any(one.error or one.report.failed for one in done):
        raise typer.Exit(1)


@app.command("import")
def import_(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="An OPML file, as feed readers export it.")],
) -> None:
    """Add the feeds of an OPML file; they are kept in the archive."""
    from dataclasses import replace

    from ingest.files import read_bytes
    from ingest.opml import free_name, read_opml

    parts: Parts = context.obj
    found = read_opml(read_bytes(file, parts.settings.ingest.max_bytes), str(file))
    sources = sources_of(parts)
    added = 0
    for source in found:
        taken = [one.source.name for one in sources.listed()]
        added += sources.add(replace(source, name=free_name(source.name, taken)))
    sources_of(parts)
    output.out(f"{added:,} added, {len(found) - added:,} there already")


@app.command()
def remove(context: typer.Context, name: Name) -> None:
    """Forget a source that was imported; its articles stay."""
    sources = sources_of(context.obj)
    source = sources.find(name).source
    sources.remove(name)
    output.out(f"Removed: {source.name}")


def watch_sources(parts: Parts) -> None:
    """Read the sources when they are due, until interrupted."""
    schedule = schedule_of(parts, log.warning, lambda: _index(parts))
    if not sources_of(parts).listed():
        raise UsageError("There are no sources to watch: see [[ingest.source]] in config.toml.")
    # A thread of its own: what hangs on a server must not hold up the end of the process.
    reader = threading.Thread(target=schedule.watch, args=(parts.stopping,), daemon=True)
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: parts.stopping.set())
    output.say("Reading the sources when they are due. Stop with Ctrl-C.")
    reader.start()
    parts.stopping.wait()
    reader.join(_JOIN_SECONDS)
    schedule.release()


def _index(parts: Parts) -> None:
    """Index what was put away, unless a running bot does."""
    try:
        if parts.is_behind() and parts.take_lock():
            parts.catch_up()
            parts.release_lock()
    except DatelineError as error:
        log.error("Indexing failed: %s", error)


def _as_json(one: "Standing") -> dict[str, object]:
    source, health = one.source, one.health
    return {
        "name": source.name,
        "kind": source.kind,
        "at": shown(source.at),
        "every_seconds": source.every,
        "home": source.home,
        "next_due": _iso(health.next_due),
        "last_success": _iso(health.last_success),
        "last_failure": _iso(health.last_failure),
        "last_error": health.last_error or None,
        "errors": health.errors,
        "paused": health.paused or None,
        "read": health.read,
        "empty": health.empty,
        "access_known": health.open_known,
        "closed": health.closed,
    }


def _iso(moment: datetime | None) -> str | None:
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ") if moment else None
