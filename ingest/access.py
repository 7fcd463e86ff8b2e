"""Whether a page says that it can be read freely, or only by those who pay."""

import re

# schema.org's isAccessibleForFree in JSON-LD; parts of a page may have their own, which count too.
_FREE = re.compile(rb'"isAccessibleForFree"\s*:\s*"?(true|false)', re.IGNORECASE)


def is_free(content: bytes) -> bool | None:
    """Return what a page says of itself, None if it says nothing.

    >>> is_free(b'{"isAccessibleForFree": "False"}')
    False
    """
    said = {found.lower() for found in _FREE.findall(content)}
    return None if not said else b"false" not in said
