"""The command `dateline`: its options, its commands, and how it ends.

Exit codes: 0 done, 1 it failed, 2 it was asked wrongly.
"""

import logging
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Annotated

import typer

from cli import output
from cli.commands import correcting, sources, stories
from cli.commands.adding import adding
from cli.commands.asking import asking
from cli.commands.looking import looking
from cli.commands.measuring import measuring
from cli.commands.telling import telling
from cli.commands.upkeep import upkeep
from cli.commands.verifying import verifying
from cli.parts import Parts, quiet_and_offline
from cli.settings import load
from news.errors import DatelineError, UsageError

app = typer.Typer(
    help="Answers questions about news articles, with quotes copied word for word from them.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

for commands in (adding, asking, telling, verifying, looking, upkeep, measuring):
    app.add_typer(commands)
app.add_typer(correcting.app, name="figure")
app.add_typer(stories.app, name="story")
app.add_typer(sources.app, name="sources")


@app.callback()
def settings(
    context: typer.Context,
    data: Annotated[
        Path | None, typer.Option(help="The archive folder (or DATELINE_DATA).")
    ] = None,
    config: Annotated[
        Path | None, typer.Option(help="The settings file (or DATELINE_CONFIG).")
    ] = None,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Log what is done.")] = False,
) -> None:
    loaded = load(config, data)
    quiet_and_offline(loaded)
    logging.basicConfig(
        level=logging.INFO if verbose else logging.WARNING,
        format="%(asctime)s %(levelname)s %(name)s: %(message)s",
        stream=sys.stderr,
    )
    # These lines hold the bot's token in the URL.
    logging.getLogger("httpx").setLevel(logging.WARNING)
    # What they find wrong with a page is told in a sentence of ours.
    for library in ("trafilatura", "htmldate"):
        logging.getLogger(library).setLevel(logging.CRITICAL)
    context.obj = Parts(loaded)
    context.call_on_close(context.obj.close)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line; failures are one sentence on standard error."""
    try:
        app(arguments)
    except UsageError as error:
        output.say(str(error))
        sys.exit(2)
    except DatelineError as error:
        output.say(str(error))
        sys.exit(1)
    except OSError as error:
        # Every part says by itself what it could not read or write; what is left is the output.
        at = f" {error.filename}" if error.filename else " what was found"
        with suppress(OSError):
            # What could not be printed is not tried again at the end of the process.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        output.say(
            f"Writing{at} failed ({error.strerror or error}): check the disk and where the output "
            "goes, and try again."
        )
        sys.exit(1)
