"""Commands that show what there is: articles, counts, settings."""

import os
import sys
from typing import Annotated

import typer

from cli import output
from cli.commands.options import Json, Reference
from cli.parts import Parts
from cli.settings import SECRETS, Loaded
from news.notice import sentence_of
from news.source import shown

looking = typer.Typer()


@looking.command()
def articles(context: typer.Context, as_json: Json = False) -> None:
    """List the articles, the newest published first."""
    parts: Parts = context.obj
    listed = list(parts.archive.listed())
    for one in listed:
        day = one.published.isoformat() if one.published else None
        if as_json:
            output.json_line(
                {
                    "id": one.id,
                    "url": one.url,
                    "title": one.title,
                    "publisher": one.publisher,
                    "published": day,
                    "revision": one.revision,
                    "revisions": one.revisions,
                    "visible": one.visible,
                    "withdrawn": one.withdrawn,
                    "came": output.came_json(one.origin),
                }
            )
        else:
            waiting = "" if one.visible else " (waiting to be indexed)"
            gone = " (taken down by its publisher)" if one.withdrawn else ""
            by = f", {one.publisher}" if one.publisher else ""
            output.out(f"{one.id}  {(day or 'undated')[:10]:10}  {one.title}{by}{waiting}{gone}")
    if not listed:
        output.say("There are no articles yet: add some with `dateline ingest PATH|URL`.")


@looking.command()
def show(
    context: typer.Context,
    reference: Reference,
    as_json: Json = False,
    raw: Annotated[
        bool, typer.Option("--raw", help="Print the bytes that its text was read from.")
    ] = False,
) -> None:
    """Print one article whole, as archived."""
    from archive import Copies

    parts: Parts = context.obj
    kept = parts.archive.find(reference)
    if raw:
        sys.stdout.buffer.write(parts.raw.read(kept.article.id, kept.article.revision))
        return
    copies = Copies(parts.archive).of(kept.article.id)
    if as_json:
        output.json_line(output.kept_json(kept, copies))
        return
    for line in output.article_head(kept.article):
        output.out(line)
    notice = sentence_of(kept.article.notices, kept.withdrawn)
    if notice:
        output.out(notice)
    if copies:
        output.out(f"The same story: {', '.join(copies)}")
    output.out(f"\n{kept.article.text}")


@looking.command()
def stats(context: typer.Context, as_json: Json = False) -> None:
    """Print how much is kept and whether the indexes are up to date."""
    parts: Parts = context.obj
    counted: dict[str, object] = dict(parts.archive.counts())
    newest = parts.archive.newest()
    counted["newest"] = newest.isoformat() if newest else None
    counted["indexed_up_to"] = parts.archive.indexed()
    counted["last_change"] = parts.archive.last_change()
    if as_json:
        output.json_line(counted)
    else:
        for name, value in counted.items():
            output.out(f"{name.replace('_', ' '):14} {value if value is not None else '-'}")


@looking.command("config")
def show_config(context: typer.Context) -> None:
    """Print the settings in force and where each came from; secrets are masked."""
    loaded: Loaded = context.obj.loaded
    output.out(f"data = {str(loaded.data)!r}  # {loaded.data_from}")
    for key, value in loaded.items():
        output.out(f"{key} = {shown(repr(value))}  # {loaded.origin(key)}")
    for name in SECRETS:
        state = "set (masked)" if os.environ.get(name) else "not set"
        output.out(f"{name}: {state}")
