"""The archive: every article and revision kept, in SQL. The one source of truth."""

from archive.archive import Archive, Kept, Listed, Standing
from archive.audit import Audit, Entry
from archive.changed import ChangedAnswer, changed_answers
from archive.conversations import Conversations, KeptTurn, Place
from archive.copies import Copies
from archive.corrections import CorrectionNow, Corrections
from archive.facts import Facts, FactShelf
from archive.fetches import Failed, Fetches
from archive.fixes import Corrected, Fixes
from archive.inbox import Inbox
from archive.joins import Joins, Request
from archive.kept_words import KeptWords
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
    "CorrectionNow",
    "Corrections",
    "Entry",
    "FactShelf",
    "Facts",
    "Failed",
    "Fetches",
    "Fixes",
    "Inbox",
    "Kept",
    "Joins",
    "KeptTurn",
    "KeptWords",
    "Listed",
    "NewWatch",
    "Outcome",
    "Place",
    "Request",
    "Sources",
    "Standing",
    "Watches",
    "changed_answers",
]
