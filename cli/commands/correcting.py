"""`dateline figure`: hide a figure, set it right, take that back; and the list of what was."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from cli import output
from cli.commands.options import Json
from cli.indexing import index_if_behind
from cli.parts import Parts
from cli.person import person
from news.correction import in_digits, number_of

if TYPE_CHECKING:
    from archive import CorrectionNow

app = typer.Typer(
    help="Hide a figure, set it right, or take that back; `figures` prints the ids.",
    no_args_is_help=True,
)

FigureId = Annotated[str, typer.Argument(metavar="ID", help="The id of a figure (see `figures`).")]
Why = Annotated[str, typer.Option("--why", help="The reason, for the audit log and the list.")]


@app.command()
def hide(context: typer.Context, figure: FigureId, why: Why = "") -> None:
    """Tell a figure no more; `figures --all` still does."""
    from archive import Corrections

    parts: Parts = context.obj
    index_if_behind(parts)
    hidden = Corrections(parts.archive).set(figure, None, by=person(), why=why)
    output.out(output.figure_line(hidden))


@app.command()
def correct(
    context: typer.Context,
    figure: FigureId,
    to: Annotated[str, typer.Option("--to", help="What is right: 10, or 10-12.")],
    why: Why = "",
) -> None:
    """Set the number of a figure right; its quote stays the article's words."""
    from archive import Corrections

    parts: Parts = context.obj
    number = number_of(to)
    index_if_behind(parts)
    corrected = Corrections(parts.archive).set(figure, number, by=person(), why=why)
    output.out(output.figure_line(corrected))


@app.command()
def restore(context: typer.Context, figure: FigureId) -> None:
    """Take back that a figure was hidden or set right."""
    from archive import Corrections

    parts: Parts = context.obj
    taken = Corrections(parts.archive).restore(figure, by=person())
    output.out(f"As the article says again: {_line(taken)}")


@app.command("list")
def list_(context: typer.Context, as_json: Json = False) -> None:
    """List what was hidden and set right, also where its words are gone."""
    from archive import Corrections

    parts: Parts = context.obj
    index_if_behind(parts)
    listed = Corrections(parts.archive).listed()
    for one in listed:
        if as_json:
            output.json_line(_as_json(one))
            continue
        output.out(_line(one))
        output.out(f"  │ {one.words}")
    if not listed and not as_json:
        output.say("No figure was hidden or set right.")


def _line(one: "CorrectionNow") -> str:
    from answer.tolls import counted

    right = one.correction
    to = in_digits(right.number) if right.number else "hidden"
    why = f": {right.why}" if right.why else ""
    gone = "" if one.applies else "  (no longer applies: the article has other words now)"
    what = counted((one.measure, one.of, one.group))
    set_right = f"{what} {in_digits(right.was)} → {to}{why}{gone}"
    return f"{right.id}  {right.at}Z  {right.by or '-'}  {set_right}"


def _as_json(one: "CorrectionNow") -> dict[str, Any]:
    right = one.correction
    low, high = right.number or (None, None)
    return {
        "id": right.id,
        "article_id": one.article_id,
        "measure": one.measure,
        "of": one.of,
        "group": one.group,
        "hidden": right.is_hidden,
        "low": low,
        "high": high,
        "was": {"low": right.was[0], "high": right.was[1]},
        "why": right.why,
        "by": right.by,
        "at": f"{right.at}Z",
        "words": one.words,
        "applies": one.applies,
    }
