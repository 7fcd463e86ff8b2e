"""The archive: every article and revision kept, in SQL. The one source of truth."""

from archive.archive import Archive, Kept, Listed, Outcome
from archive.conversations import Conversations, KeptTurn, Place
from archive.fetches import Failed, Fetches
from archive.inbox import Inbox
from archive.sources import Sources

__all__ = [
    "Archive",
    "Conversations",
    "Failed",
    "Fetches",
    "Inbox",
    "Kept",
    "KeptTurn",
    "Listed",
    "Outcome",
    "Place",
    "Sources",
]
