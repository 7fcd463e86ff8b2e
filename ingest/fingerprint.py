"""The name of what came, before it is read: of the bytes, and of what would read them."""

import hashlib
import json
from functools import lru_cache
from importlib.metadata import version

from news.article import Document

EXTRACTOR = "1"
"""Changes when the same bytes would be read otherwise: what comes again is then read again."""

_READERS = ("trafilatura", "pypdf")
"""Packages of which another version may find another text."""


def fingerprint(document: Document) -> str:
    """Return what names the bytes, what was told beside them, and the version of what reads them.

    >>> fingerprint(document)
    '1-2.3.1-6.4.0:5f0c…'
    """
    beside = json.dumps([document.media_type, document.url, document.given], default=str)
    hashed = hashlib.sha256(beside.encode())
    hashed.update(document.content)
    return f"{_extractor()}:{hashed.hexdigest()[:32]}"


@lru_cache(maxsize=1)
def _extractor() -> str:
    return "-".join([EXTRACTOR, *(version(name) for name in _READERS)])
