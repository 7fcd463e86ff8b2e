"""Tables as CSV that spreadsheets open as they are."""

import csv
import io
from collections.abc import Mapping, Sequence
from typing import Any

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def as_csv(rows: Sequence[Mapping[str, Any]]) -> bytes:
    """Return rows of the same columns, of which there is at least one.

    In UTF-8 with a mark at the beginning: without it Excel takes the file for its own old encoding.
    What a spreadsheet would take for a formula begins with an apostrophe, which it does not show.
    """
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, fieldnames=list(rows[0]))
    writer.writeheader()
    for row in rows:
        writer.writerow({name: _plain(value) for name, value in row.items()})
    return out.getvalue().encode("utf-8-sig")


def _plain(value: Any) -> Any:
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value
