"""YAML front matter: the lines between two "---" at the start of a text."""

import re
from typing import Any

from news.errors import ExtractError

_FRONT_MATTER = re.compile(r"---[ \t]*\n(?P<yaml>.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.S | re.M)

_LONGEST = 20_000  # characters; what is longer is a text between two rules


def split_front_matter(text: str, name: str) -> tuple[dict[str, Any], str]:
    """Return the fields of the front matter and the text after it; no front matter, no fields.

    Values are strings or lists of strings, as they were typed: `title: 1984` is "1984".
    """
    import yaml

    text = text.replace("\r\n", "\n")
    found = _FRONT_MATTER.match(text)
    if not found or len(found["yaml"]) > _LONGEST:
        return {}, text
    try:
        # BaseLoader builds strings only: no 1984 as a number, no "no" as False, no made-up dates.
        fields = yaml.load(found["yaml"], Loader=yaml.BaseLoader)
    except (yaml.YAMLError, RecursionError) as error:
        where = " ".join(str(error).split())
        raise ExtractError(
            f"The front matter of {name} is not YAML that can be read ({where}); "
            "correct the lines between the two --- and ingest it again."
        ) from error
    # Text between two rules is not front matter: only named fields are.
    return (fields, text[found.end() :]) if isinstance(fields, dict) else ({}, text)
