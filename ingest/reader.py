"""The name of what reads bytes: what another one read is read again, changed or not."""

from functools import lru_cache
from importlib.metadata import version

EXTRACTOR = "3"
"""Changes when the same bytes would be read otherwise."""

_READERS = ("trafilatura", "pypdf")
"""Packages of which another version may find another text."""


@lru_cache(maxsize=1)
def reader() -> str:
    """Return the version of the extractor, with those of the packages that it reads by.

    >>> reader()
    '3-2.3.1-6.4.0'
    """
    return "-".join([EXTRACTOR, *(version(name) for name in _READERS)])
