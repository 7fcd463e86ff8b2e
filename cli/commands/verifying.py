"""The command that checks receipts: whether the quotes of saved answers still stand."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cli import output
from cli.commands.options import Json
from cli.parts import Parts
from news.errors import UsageError

if TYPE_CHECKING:
    from answer.receipts import Checked, Held
    from archive import Archive

verifying = typer.Typer()


@verifying.command()
def verify(
    context: typer.Context,
    file: Annotated[
        str,
        typer.Argument(metavar="FILE", help='What `ask --json` printed; "-" is standard input.'),
    ],
    as_json: Json = False,
) -> None:
    """Check the quotes of saved answers against the archive; 1 unless all stand."""
    from answer.receipts import check, receipts_in

    parts: Parts = context.obj
    saved = list(_saved(file))
    if not saved:
        raise UsageError(f"There is nothing in {_named(file)}: save an answer of `ask --json`.")
    all_stand, count = True, 0
    for line, one in saved:
        try:
            receipts = receipts_in(_parsed(one))
        except UsageError as error:
            all_stand = False
            _tell_of(line, str(error), as_json=as_json)
            continue
        for receipt in receipts:
            count += 1
            checked = check(receipt, _held(parts.archive, receipt.article_id))
            all_stand = all_stand and checked.verdict == "stands"
            if as_json:
                output.json_line({"line": line, **checked.as_json()})
            else:
                _print(checked)
    if not count and all_stand:
        output.say(f"The answers in {_named(file)} have no quotes: there is nothing to check.")
    if not all_stand:
        raise typer.Exit(1)


def _saved(file: str) -> Iterator[tuple[int, str]]:
    """Yield each saved answer with the number of its line; one over several lines is one."""
    try:
        content = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
        text = content.decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(
            f"{_named(file)} cannot be read ({error}): give a text file in UTF-8."
        ) from error
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        lines = text.split("\n")
    else:
        lines = [text]
    yield from ((number, line) for number, line in enumerate(lines, start=1) if line.strip())


def _parsed(line: str) -> Any:
    try:
        return json.loads(line)
    except (ValueError, RecursionError) as error:
        raise UsageError(f"It is not JSON ({error}): save it with `ask --json`.") from error


def _held(archive: "Archive", article_id: str) -> "Held":
    from answer.receipts import Held

    if not archive.has(article_id):
        return Held(removed=archive.is_removed(article_id))
    revisions = archive.revisions_of(article_id)
    return Held(tuple(revisions), archive.find(article_id).withdrawn)


def _print(checked: "Checked") -> None:
    receipt = checked.receipt
    words = " ".join(receipt.text.split())
    output.out(f"{checked.verdict}: “{words}” [{receipt.article_id}]")
    if checked.reason:
        output.out(f"    {checked.reason}")
    for change in checked.changes:
        output.out(f"    was: {' '.join(change.before.split())}")
        output.out(f"    now: {' '.join(change.after.split()) or 'nothing'}")


def _tell_of(line: int, reason: str, *, as_json: bool) -> None:
    if as_json:
        output.json_line({"line": line, "error": reason})
    else:
        output.say(f"Line {line}: {reason}")


def _named(file: str) -> str:
    return "standard input" if file == "-" else file
