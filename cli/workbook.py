"""Tables as a workbook: a sheet each, to be sorted and filtered at once; openpyxl's home."""

import io
import re
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

Rows = Sequence[Mapping[str, Any]]

_LONGEST, _LONGEST_LINK = 32_767, 2_079
"""Characters of a cell and of a link; with a longer one Excel calls the file damaged."""

_MOST_ROWS, _MOST_LINKS = 1_048_575, 65_530
_WIDTHS = {"quote": 90, "title": 44, "url": 40, "story": 28, "reported_by": 24, "notice": 30}
_WIDTH = 13
_NOT_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ?")
_DATES = frozenset({"as_of", "published", "date"})
_FIRST_DAY = date(1900, 3, 1)
"""Excel counts days from 1900, wrongly up to this one."""


def as_xlsx(sheets: Mapping[str, Rows]) -> bytes:
    """Return a workbook with a sheet for each of the tables, by name; there is at least one.

    Whole days and times are dates of the spreadsheet (UTC), coarser ones stay as written. All other
    words are text and never a formula; what no workbook can hold is left out.
    """
    from openpyxl import Workbook

    book = Workbook()
    for sheet in book.worksheets:
        book.remove(sheet)
    for name, rows in sheets.items():
        _fill(book.create_sheet(name), rows)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _fill(sheet: "Worksheet", rows: Rows) -> None:
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    names = list(rows[0]) if rows else []
    for column, name in enumerate(names, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = _WIDTHS.get(name, _WIDTH)
        head = sheet.cell(1, column)
        _write_text(head, name.replace("_", " "))
        head.font = Font(bold=True)
    links = 0
    for at, row in enumerate(rows[:_MOST_ROWS], start=2):
        for column, (name, value) in enumerate(row.items(), start=1):
            cell = sheet.cell(at, column)
            _write(cell, name, value)
            if name == "url" and _is_link(value) and links < _MOST_LINKS:
                links += 1
                cell.hyperlink = _plain(value)
                cell.style = "Hyperlink"
            cell.alignment = Alignment(wrap_text=name in _WIDTHS, vertical="top")
    if names:
        sheet.freeze_panes = "A2"
        sheet.auto_filter.ref = sheet.dimensions


def _write(cell: Any, name: str, value: Any) -> None:
    moment = _moment(value) if name in _DATES and isinstance(value, str) else None
    if moment is not None:
        cell.value = moment
        is_time = isinstance(moment, datetime)
        cell.number_format = "yyyy-mm-dd hh:mm" if is_time else "yyyy-mm-dd"
    elif isinstance(value, str):
        _write_text(cell, value)
    else:
        cell.value = value


def _write_text(cell: Any, words: str) -> None:
    """Write words as text, also where they begin like a formula."""
    cell.value = _plain(words)
    cell.data_type = "s"


def _is_link(value: Any) -> bool:
    is_web = isinstance(value, str) and value.startswith(("http://", "https://"))
    return is_web and len(value) <= _LONGEST_LINK


def _plain(words: str) -> str:
    """Return the words as XML holds them; what would be read as an escape is escaped."""
    plain = _ESCAPED.sub("_x005F_", _NOT_IN_XML.sub("", words))
    return plain if len(plain) <= _LONGEST else f"{plain[: _LONGEST - 1]}…"


def _moment(value: str) -> date | datetime | None:
    """Return a whole day or a time as the spreadsheet counts them; None if it does not."""
    if _DAY.fullmatch(value):
        day = date.fromisoformat(value)
        return day if day >= _FIRST_DAY else None
    if _TIME.fullmatch(value):
        at = datetime.fromisoformat(value.removesuffix("Z")).replace(tzinfo=UTC)
        return at.replace(tzinfo=None) if at.date() >= _FIRST_DAY else None
    return None
