"""Many questions at once: JSON Lines in, one JSON line out for each, in order."""

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from cli.output import json_line
from news.conversation import Conversation
from news.errors import DatelineError, UsageError
from news.question import question_in


@dataclass(frozen=True, slots=True)
class Asked:
    """A line of a batch."""

    question: str
    known_on: date | None
    conversation: Conversation


def parse_day(value: str) -> date:
    """Return the day of "2020-02-09"; raise UsageError on anything else."""
    try:
        return date.fromisoformat(value[:10] if "T" in value else value)
    except ValueError as error:
        raise UsageError(f"{value!r} is no day: write it like 2020-02-09.") from error


def run(file: str, answer: Callable[[Asked], dict[str, Any]], *, known_on: date | None) -> None:
    """Answer every line of the file ("-": standard input); a bad one by a line with `error`."""
    for line in _lines(file):
        given: Any = None
        try:
            given = json.loads(line)
            result = answer(_asked(given, known_on))
        except json.JSONDecodeError as error:
            result = {"error": f"The line is not JSON ({error}): correct it."}
        except (DatelineError, ValueError) as error:
            result = {"error": str(error)}
        json_line({"id": given.get("id") if isinstance(given, dict) else None, **result})


def _lines(file: str) -> Iterator[str]:
    try:
        with (
            nullcontext(sys.stdin)
            if file == "-"
            # Bytes that are no UTF-8 spoil their own line only.
            else Path(file).open(encoding="utf-8", errors="replace")
        ) as lines:
            yield from (line for line in lines if line.strip())
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(
            f"The questions in {file} cannot be read ({error}): give a text file in UTF-8."
        ) from error


def _asked(given: Any, known_on: date | None) -> Asked:
    if not isinstance(given, dict) or not isinstance(given.get("question"), str):
        raise UsageError('A line must be an object with a "question".')
    earlier = given.get("conversation") or []
    if not isinstance(earlier, list) or not all(isinstance(one, str) for one in earlier):
        raise UsageError('"conversation" must be a list of earlier questions.')
    day = given.get("known_on")
    if day is not None and not isinstance(day, str):
        raise UsageError('"known_on" must be a day like "2020-02-09".')
    return Asked(
        question=question_in(given["question"]),
        known_on=parse_day(day) if day else known_on,
        conversation=Conversation.of(*earlier),
    )
