"""Fetching from the web: politely, within bounds, and from public addresses only."""


def is_url(target: str) -> bool:
    """Return whether the target is an address on the web."""
    return target.lower().startswith(("http://", "https://"))
