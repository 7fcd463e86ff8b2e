"""Commands that bring articles in: what is added, what would be, what failed."""

from typing import TYPE_CHECKING, Annotated

import typer

from cli import output
from cli.commands.options import Json
from cli.commands.sources import watch_sources
from cli.completing import complete_if_allowed
from cli.indexing import index
from cli.parts import Parts
from cli.person import person
from cli.schedule import sources_of
from cli.settings import Loaded
from news.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ingest.report import Item, Report

adding = typer.Typer()

_NAMED = ("new", "duplicate", "changed", "updated", "withdrawn")
"""What came of a re-ingest that is told article by article."""


@adding.command()
def ingest(
    context: typer.Context,
    targets: Annotated[
        list[str] | None,
        typer.Argument(metavar="PATH|URL...", help="Files, folders or web addresses."),
    ] = None,
    once: Annotated[
        bool, typer.Option("--once", help="Only into an archive that never held anything.")
    ] = False,
    watch: Annotated[
        bool, typer.Option("--watch", help="Read the sources when they are due, until stopped.")
    ] = False,
) -> None:
    """Add articles, or their newer text."""
    parts: Parts = context.obj
    if watch != (not targets):
        raise UsageError("Give files, folders or addresses; or --watch to read the sources.")
    if watch:
        watch_sources(parts)
        return
    assert targets
    if once and parts.archive.last_change():
        return
    _read(parts, targets, by=person())


@adding.command()
def extract(
    context: typer.Context,
    targets: Annotated[
        list[str], typer.Argument(metavar="PATH|URL...", help="Files, folders or web addresses.")
    ],
    as_json: Json = False,
    explain: Annotated[
        bool, typer.Option("--explain", help="Say where each field came from.")
    ] = False,
) -> None:
    """Print the articles that would be added, and add none."""
    from cli.inspect import extract_all

    loaded: Loaded = context.obj.loaded
    if not extract_all(loaded, targets, as_json=as_json, explain=explain):
        raise typer.Exit(1)


@adding.command()
def reingest(
    context: typer.Context,
    what: Annotated[
        str,
        typer.Argument(
            metavar="ID|SOURCE|all",
            help="An article by id or URL; a source by its name, URL or path; or everything.",
        ),
    ],
) -> None:
    """Read articles again from where they came, also those that seem to be as they were.

    For what a newer version reads better. Of a source, what is new there is added as well.
    """
    from cli.again import read_again
    from ingest.again import again_of

    parts: Parts = context.obj
    sources_of(parts)
    again = again_of(parts.archive, what)
    with output.bar("Reading articles") as tell:
        report = read_again(
            parts,
            again,
            lambda now, total: tell(now.total, total),
            waiting=lambda: output.say(
                "Another process reads the sources just now; waiting for it to end …"
            ),
        )
    _finish(parts, report, by_name=True)


@adding.command()
def failed(
    context: typer.Context,
    retry: Annotated[bool, typer.Option("--retry", help="Try all of it again.")] = False,
    forget: Annotated[bool, typer.Option("--forget", help="Take all of it off the list.")] = False,
) -> None:
    """List what could not be ingested and was not mended since, and why."""
    parts: Parts = context.obj
    listed = parts.fetches.failed()
    if retry and listed:
        _read(parts, parts.failed_again())
    elif forget:
        parts.fetches.clear([one.origin for one in listed])
    else:
        for one in listed:
            output.out(f"{one.at:%Y-%m-%d %H:%M}  {one.times:2}×  {one.name}: {one.reason}")
    if not listed:
        output.say("Nothing failed that was not mended since.")


def _read(parts: Parts, documents: "Iterable[Item | str]", *, by: str = "") -> None:
    """Put documents away and index them; exit with 1 if one failed."""
    with output.bar("Reading articles") as tell:
        report = parts.ingest(documents, lambda now: tell(now.total, None), by=by)
    _finish(parts, report)


def _finish(parts: Parts, report: "Report", *, by_name: bool = False) -> None:
    """Index what was put away, and tell what came of it; exit with 1 if something failed."""
    try:
        index(parts)
        complete_if_allowed(parts)
    finally:
        # What the archive has is told also when it could not be indexed.
        for failure in report.failed:
            named = "" if failure.name in failure.reason else f"{failure.name}: "
            output.say(f"{named}{failure.reason}")
        if report.removed:
            output.say(
                f"{len(report.removed):,} of these were removed before and stay so: name the file "
                "or URL itself to add one again."
            )
        for kind in _NAMED if by_name else ():
            for article_id in getattr(report, kind):
                output.out(f"{kind}: {parts.archive.find(article_id).article.title} [{article_id}]")
        output.out(report.summary())
    if report.failed:
        raise typer.Exit(1)
