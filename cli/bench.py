"""How fast, and with how much memory: `python -m cli.bench [NAME…]`, or `make bench`.

Without a name, all that end within a few minutes; `docs/evals.md` says what each measures.
"""

import sys
from pathlib import Path
from typing import Annotated

import typer

from cli import output
from cli.benches import LONG, QUICK
from cli.parts import quiet_and_offline
from cli.settings import ROOT, load
from news.errors import UsageError


def bench(
    names: Annotated[
        list[str] | None, typer.Argument(help=f"Of: {', '.join([*QUICK, *LONG])}.")
    ] = None,
    sets: Annotated[
        Path, typer.Option(help="A folder with public evaluation sets (docs/evals.md).")
    ] = ROOT.parent / "shared",
) -> None:
    """Run the benches of these names, or the quick ones."""
    loaded = load()
    quiet_and_offline(loaded)
    known = {**QUICK, **LONG}
    for name in names or ():
        if name not in known:
            raise UsageError(f"There is no bench {name!r}; there are: {', '.join(known)}.")
    for name in names or QUICK:
        known[name](loaded, sets)


if __name__ == "__main__":
    try:
        typer.run(bench)
    except UsageError as error:
        output.say(str(error))
        sys.exit(2)
