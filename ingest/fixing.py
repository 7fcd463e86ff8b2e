"""The words of an admin to what they set right: "published 2020-02-09" to a Fix."""

from difflib import get_close_matches

from ingest.moments import moment_of
from ingest.tidy import one_line
from news.errors import UsageError
from news.fix import FIELDS, Fix

_UNKNOWN = "unknown"


def fix_of(field: str, words: str) -> Fix:
    """Return the fix of a field; raise UsageError if there is no such field or the words fit none.

    "unknown" says that nobody knows the publisher or the date.
    """
    name = next((known for known in FIELDS if known == field.strip().lower()), None)
    if name is None:
        near = get_close_matches(field.lower(), FIELDS, n=1, cutoff=0.5)
        meant = f"; did you mean {near[0]}?" if near else "."
        raise UsageError(f"{field!r} cannot be set right, only {', '.join(FIELDS)} can{meant}")
    value = one_line(words)
    if not value:
        raise UsageError(f"Say what the {name} is, or “{_UNKNOWN}” if nobody knows.")
    if value.lower() == _UNKNOWN:
        if name == "title":
            raise UsageError("An article needs a title: say which.")
        return Fix(name, None)
    if name != "published":
        return Fix(name, value)
    moment = moment_of(value, "admin")
    if moment is None:
        raise UsageError(f"{value!r} is no date: write it like 2020-02-09, 2020-02 or 2020.")
    return Fix(name, moment)
