"""The figures and the timeline of a topic as files to be sent."""

import re
from typing import TYPE_CHECKING

from cli.csvfile import as_csv
from cli.workbook import as_xlsx

if TYPE_CHECKING:
    from answer.telling import Telling
    from archive import Archive
    from bot.message import File

_LONGEST_NAME = 40


def spreadsheets(telling: "Telling", archive: "Archive", topic: str) -> "list[File]":
    """Return a workbook with both, and each as CSV; nothing where neither is told.

    Raises NotFound where no article is about the topic.
    """
    from answer.tables import day_rows, figure_rows
    from bot.message import File

    figures = list(figure_rows(telling.figures(topic)))
    days = list(day_rows(telling.timeline(topic), archive.source))
    if not figures and not days:
        return []
    name = re.sub(r"[^\w-]+", "-", topic.lower()).strip("-")[:_LONGEST_NAME] or "topic"
    files = [File(f"{name}.xlsx", as_xlsx({"Figures": figures, "Timeline": days}))]
    for what, rows in (("figures", figures), ("timeline", days)):
        if rows:
            files.append(File(f"{name}-{what}.csv", as_csv(rows)))
    return files
