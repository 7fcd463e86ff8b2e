"""The sources of the settings and the archive, joined to the schedule that reads them."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from cli.parts import Parts
from cli.settings import SourceSettings, seconds_of

if TYPE_CHECKING:
    from archive import Sources
    from ingest.schedule import Cancelled, Schedule, Tell
    from ingest.visit import Visited
    from news.source import Source


def sources_of(parts: Parts) -> "Sources":
    """Return the sources, those of the settings as they are written there now."""
    from archive import Sources
    from news.source import Source

    settings = parts.settings.ingest
    beside = parts.loaded.file.parent if parts.loaded.file else Path()
    usual = seconds_of(settings.every)

    def source_of(given: SourceSettings) -> Source:
        at = given.url or str((beside / Path(given.path).expanduser()).absolute())
        every = usual if given.every is None else seconds_of(given.every)
        return Source(given.called, given.kind, at, every)

    sources = Sources(parts.archive)
    sources.configure([source_of(given) for given in settings.source], usual)
    return sources


def schedule_of(parts: Parts, tell: "Tell", index: Callable[[], object]) -> "Schedule":
    """Return the schedule of the data folder; `index` is called after each visit."""
    from ingest.schedule import Schedule
    from ingest.visit import visit

    sources = sources_of(parts)

    def visit_one(source: "Source", cancelled: "Cancelled") -> "Visited":
        visited = visit(
            source,
            sources=sources,
            get=parts.web.get,
            ingest=partial(parts.ingest, cancelled=cancelled),
            max_bytes=parts.settings.ingest.max_bytes,
            is_removed=parts.archive.is_removed,
        )
        index()
        return visited

    return Schedule(sources, visit_one, tell)
