"""`dateline story`: which articles are one story, and merging, splitting and undoing that."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from cli import output
from cli.commands.options import Json
from cli.indexing import index_if_behind
from cli.parts import Parts
from cli.person import person

if TYPE_CHECKING:
    from answer.merging import Merged, Merging
    from answer.stories import Story

app = typer.Typer(
    help="List stories, merge or split them, or take that back; any article's id names its story.",
    no_args_is_help=True,
)

StoryId = Annotated[str, typer.Argument(metavar="STORY", help="The id of any of its articles.")]


@app.command("list")
def list_(
    context: typer.Context,
    topic: Annotated[
        str | None, typer.Argument(help="Whose stories; without it, what was merged and split.")
    ] = None,
    as_json: Json = False,
) -> None:
    """List the stories of a topic with their articles; without one, the merges and splits."""
    merging = _merging(context)
    if topic is None:
        _list_requests(merging, as_json)
        return
    for number, (label, story) in enumerate(merging.listed(topic)):
        if as_json:
            output.json_line(_as_json(label, story))
            continue
        if number:
            output.out()
        _print(label, story)


@app.command()
def show(context: typer.Context, story: StoryId, as_json: Json = False) -> None:
    """Show the articles of a story: those found near to the one that names it."""
    merging = _merging(context)
    found = merging.story(story)
    if as_json:
        output.json_line(_as_json(merging.label(found), found))
        return
    _print(merging.label(found), found)


@app.command()
def merge(
    context: typer.Context,
    story: StoryId,
    other: Annotated[str, typer.Argument(metavar="OTHER", help="The id of one of its articles.")],
) -> None:
    """Make one story of two, for every question from now on."""
    merging = _merging(context)
    _tell(merging, "One story now", merging.merge(story, other, by=person()))


@app.command()
def split(
    context: typer.Context,
    story: StoryId,
    article: Annotated[
        list[str], typer.Argument(metavar="ARTICLE...", help="Those that are of another story.")
    ],
) -> None:
    """Take articles out of a story, for every question from now on."""
    merging = _merging(context)
    _tell(merging, "Two stories now", merging.split(story, article, by=person()))


@app.command()
def undo(
    context: typer.Context,
    number: Annotated[int, typer.Argument(help="Of a merge or split: see `story list`.")],
) -> None:
    """Take a merge or a split back; what was said before it holds again."""
    taken = _merging(context).undo(number, by=person())
    output.out(f"Undone: the {'merge' if taken.is_merge else 'split'} {taken.number}.")


def _merging(context: typer.Context) -> "Merging":
    from answer.merging import merging_of

    parts: Parts = context.obj
    index_if_behind(parts)
    return merging_of(parts.retriever)


def _tell(merging: "Merging", what: str, merged: "Merged") -> None:
    output.out(f"{what} (to take it back: dateline story undo {merged.request})")
    for story in merged.stories:
        _print(merging.label(story), story)


def _print(label: str, story: "Story") -> None:
    output.out(f"{label}  [{story.id}]")
    for one in story.articles:
        day = one.published.isoformat()[:10] if one.published else "undated"
        by = f" ({one.publisher})" if one.publisher else ""
        output.out(f"  {one.article_id}  {day:10}  {one.title}{by}")


def _list_requests(merging: "Merging", as_json: bool) -> None:
    listed = merging.requests()
    for one in listed:
        did = "merge" if one.is_merge else "split"
        if as_json:
            output.json_line(
                {"number": one.number, "did": did, "by": one.by, "at": f"{one.at}Z",
                 "articles": list(one.articles)}
            )  # fmt: skip
            continue
        output.out(f"{one.number}  {one.at}Z  {one.by or '-'}  {did}  {' '.join(one.articles)}")
    if not listed and not as_json:
        output.say("No story was merged or split.")


def _as_json(label: str, story: "Story") -> dict[str, Any]:
    return {
        "id": story.id,
        "label": label,
        "articles": [
            {
                "id": one.article_id,
                "title": one.title,
                "publisher": one.publisher,
                "published": one.published.isoformat() if one.published else None,
            }
            for one in story.articles
        ],
    }
