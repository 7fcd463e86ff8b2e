"""Tables as CSV files that spreadsheets open as they are."""

import csv
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write_csv(file: Path, rows: Sequence[Mapping[str, Any]]) -> None:
    """Write rows of the same columns, of which there is at least one, whole or not at all.

    In UTF-8 with a mark at the beginning: without it Excel takes the file for its own old encoding.
    What a spreadsheet would take for a formula begins with an apostrophe, which it does not show.
    Raises OSError when the file cannot be written.
    """
    beside = file.with_name(f"{file.name}.{os.getpid()}.new")
    try:
        with beside.open("w", encoding="utf-8-sig", newline="") as out:
            writer = csv.DictWriter(out, fieldnames=list(rows[0]))
            writer.writeheader()
            for row in rows:
                writer.writerow({name: _plain(value) for name, value in row.items()})
        beside.replace(file)
    finally:
        beside.unlink(missing_ok=True)


def _plain(value: Any) -> Any:
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value
