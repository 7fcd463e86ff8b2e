"""What was given beside the bytes, where the bytes do not say it themselves."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from ingest.found import Found, found_of
from news.moment import Moment


def filled(found: Found, given: Mapping[str, Any]) -> Found:
    """Return what was found, completed by what was given: a feed knows the title of a bare page."""
    if not given:
        return found
    told = found_of(found.text, given, "given")
    return replace(
        found,
        title=found.title or told.title,
        publisher=_name(found.publisher) or told.publisher or found.publisher,
        published=_finer(found.published, told.published),
        updated=_finer(found.updated, told.updated),
        authors=found.authors or told.authors,
        language=found.language or told.language,
        section=found.section or told.section,
        origins={**told.origins, **found.origins},
    )


def _name(publisher: str | None) -> str | None:
    """Return a publisher's name, None for what is only the address of its site."""
    return None if publisher and "." in publisher and " " not in publisher else publisher


def _finer(found: Moment | None, told: Moment | None) -> Moment | None:
    """Return what the page says, or the second of that very day if only the feed knows it."""
    if found is None or told is None:
        return found or told
    same_day = found.precision == "day" and found.at.date() == told.at.date()
    return told if same_day and told.precision == "second" else found
