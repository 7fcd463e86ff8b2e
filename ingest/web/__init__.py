"""Fetching from the web: politely, within bounds, and from public addresses only."""

from ingest.web.get import Known, Web

__all__ = ["Known", "Web", "is_url"]


def is_url(target: str) -> bool:
    """Return whether the target is an address on the web."""
    return target.lower().startswith(("http://", "https://"))
