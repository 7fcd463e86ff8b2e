"""The command that measures: is it good, as numbers."""

from pathlib import Path
from typing import Annotated

import typer

measuring = typer.Typer()


@measuring.command("eval")
def evaluate(
    context: typer.Context,
    names: Annotated[
        list[str] | None, typer.Argument(help="Which sets; without a name, all of them.")
    ] = None,
    *,
    sets: Annotated[
        Path | None,
        typer.Option("--sets", help="A folder with public evaluation sets (docs/evals.md)."),
    ] = None,
) -> None:
    """Measure answers and retrieval on the sample questions and, where present, public sets."""
    from cli.evaluate import evaluate_all

    if not evaluate_all(context.obj.loaded, sets, tuple(names or ())):
        raise typer.Exit(1)
