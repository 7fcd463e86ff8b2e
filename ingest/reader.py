"""The name of what reads articles out of bytes: what another one read is read again."""

from functools import lru_cache
from importlib.metadata import version

EXTRACTOR = "1"
"""Changes when the same bytes would be read otherwise."""

_PACKAGES = ("trafilatura", "pypdf")
"""Those of which another version may find another text."""


@lru_cache(maxsize=1)
def reader() -> str:
    """Return the name of the extraction: its own version and those of its packages."""
    return "-".join([EXTRACTOR, *(version(name) for name in _PACKAGES)])
