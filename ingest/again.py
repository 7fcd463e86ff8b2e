"""What a person names to be read again: an article, all that came from a source, or everything."""

import hashlib
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from archive import Archive, Sources
from ingest.web import is_url
from news.errors import NotFound
from news.source import Source, shown

ALL = "all"

_FEWEST = 3
"""Characters of a source's name or address that stand for the whole."""


@dataclass(frozen=True, slots=True)
class Again:
    """The articles to read again; with `source`, also what is new there; `is_all`: every one."""

    ids: tuple[str, ...]
    source: Source | None = None
    is_all: bool = False

    @property
    def is_many(self) -> bool:
        return self.is_all or self.source is not None

    @property
    def key(self) -> str:
        """A short name for what is read, for `again_of_key`."""
        if self.source is None:
            return ALL if self.is_all else self.ids[0]
        return _key_of(self.source)


def again_of(archive: Archive, named: str) -> Again:
    """Return what is named: "all", a source by its name or address, an article by id or URL.

    Raises NotFound for nothing, and for several sources, which it names.
    """
    wanted = named.strip()
    if wanted.lower() == ALL:
        return _all(archive)
    listed = [standing.source for standing in Sources(archive).listed()]
    if exact := [source for source in listed if _is(source, wanted)]:
        return _of_source(archive, _only(exact, wanted))
    try:
        return Again((archive.find(wanted).article.id,))
    except NotFound as error:
        alike = [source for source in listed if _is_like(source, wanted)]
        if alike:
            return _of_source(archive, _only(alike, wanted))
        raise NotFound(f"{error} No source is called so either: see the list of sources.") from None


def again_of_key(archive: Archive, key: str) -> Again:
    """Return what had the key; raise NotFound if it is a source that is there no more."""
    if key == ALL:
        return _all(archive)
    for standing in Sources(archive).listed():
        if _key_of(standing.source) == key:
            return _of_source(archive, standing.source)
    raise NotFound("That source is there no more: see the list of sources.")


def _all(archive: Archive) -> Again:
    return Again(tuple(one.id for one in archive.listed()), is_all=True)


def _of_source(archive: Archive, source: Source) -> Again:
    return Again(tuple(Sources(archive).articles(source.name)), source)


def _only(sources: Sequence[Source], wanted: str) -> Source:
    if len(sources) > 1:
        names = ", ".join(f"“{source.name}” ({shown(source.at)})" for source in sources)
        raise NotFound(f"{wanted!r} fits {len(sources)} sources: {names}. Name one of them whole.")
    return sources[0]


def _is(source: Source, wanted: str) -> bool:
    """Say whether the source is called so, by its name or as the settings write its place."""
    if source.name.casefold() == wanted.casefold() or source.at == wanted:
        return True
    if is_url(source.at) or not wanted:
        return False
    tail = Path(wanted).parts
    return os.path.abspath(wanted) == source.at or Path(source.at).parts[-len(tail) :] == tail


def _is_like(source: Source, wanted: str) -> bool:
    part = wanted.casefold()
    in_it = part in source.name.casefold() or part in source.at.casefold()
    return len(part) >= _FEWEST and in_it


def _key_of(source: Source) -> str:
    # Telegram's buttons hold 64 bytes, a name may be longer.
    return "s" + hashlib.sha256(source.name.encode()).hexdigest()[:12]
