"""The archive: every article and revision kept, in SQL. The one source of truth."""

from archive.archive import Archive, Kept, Listed, Standing
from archive.audit import Audit, Entry
from archive.changed import ChangedAnswer, changed_answers
from archive.conversations import Conversations, KeptTurn, Place
from archive.copies import Copies
from archive.facts import Facts, FactShelf
from archive.fetches import Failed, Fetches
from archive.fixes import Corrected, Fixes
from archive.inbox import Inbox
from archive.shelf import Arrival, Outcome
from archive.sources import Sources
from archive.watches import NewWatch, Watches

__all__ = [
    "Archive",
    "Arrival",
    "Audit",
    "ChangedAnswer",
    "Conversations",
    "Copies",
    "Corrected",
    "Entry",
    "FactShelf",
    "Facts",
    "Failed",
    "Fetches",
    "Fixes",
    "Inbox",
    "Kept",
    "KeptTurn",
    "Listed",
    "NewWatch",
    "Outcome",
    "Place",
    "Sources",
    "Standing",
    "Watches",
    "changed_answers",
]
