"""The archive: every article and revision kept, in SQL. The one source of truth."""

from archive.archive import Archive, Kept, Listed, Outcome, Standing
from archive.conversations import Conversations, KeptTurn, Place
from archive.inbox import Inbox

__all__ = [
    "Archive",
    "Conversations",
    "Inbox",
    "Kept",
    "KeptTurn",
    "Listed",
    "Outcome",
    "Place",
    "Standing",
]
