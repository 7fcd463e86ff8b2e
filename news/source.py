"""A place that news is fetched from, what it lists, and how it has been doing."""

import re
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

_PERSON = re.compile(r"(?<=://)[^/?#\s]*@")


def shown(words: str) -> str:
    """Return an address, or words with addresses, as people may see it: without user and password.

    >>> shown("https://desk:secret@wire.example/rss")
    'https://wire.example/rss'
    """
    return _PERSON.sub("", words)


@dataclass(frozen=True, slots=True)
class Source:
    """`at` is a URL or an absolute path; `every` is in seconds, 0 means only when asked.

    `home` is where it is written down: the settings, or the archive, where imported ones are.
    """

    name: str
    kind: str
    at: str
    every: float = 900.0
    home: Literal["config", "archive"] = "config"


@dataclass(frozen=True, slots=True)
class Entry:
    """What a source lists: one article, at a URL or a path.

    `key` is what the source calls it, and `mark` changes when it does; without a mark it must be
    looked at to know. `likeness`, where there is
    one, is the same when only its name and address changed. `given` is what the source says of it.
    `moved_to` is where it is listed now, if it was read under another address first.
    """

    at: str
    key: str
    mark: str
    likeness: str = ""
    given: dict[str, Any] = field(default_factory=dict)
    moved_to: str = ""


@dataclass(frozen=True, slots=True)
class Seen:
    """An entry that was read; `tries` counts how often in vain, 0 once it was archived."""

    at: str
    key: str
    mark: str
    likeness: str = ""
    tries: int = 0


@dataclass(frozen=True, slots=True)
class Health:
    """How a source has been doing; times are aware.

    `errors` counts those in a row, since `failing_since`. `paused` says why it is, empty while it
    is not, and `told` whether the admins know. Of its pages so far, `read` were archived, `empty`
    held no article; `open_known` say whether they can be read freely, `closed` of these cannot.
    """

    next_due: datetime | None = None
    last_success: datetime | None = None
    last_failure: datetime | None = None
    last_error: str = ""
    errors: int = 0
    failing_since: datetime | None = None
    paused: str = ""
    told: bool = False
    read: int = 0
    empty: int = 0
    open_known: int = 0
    closed: int = 0


@dataclass(frozen=True, slots=True)
class Standing:
    """A source with its health."""

    source: Source
    health: Health
