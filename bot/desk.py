"""What the commands need, joined in `cli`; and what a person asks of them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from pathlib import Path

from answer.merging import Merging
from answer.telling import StoryFigures
from answer.watching import Watching
from archive import Archive, Conversations, Corrected, Inbox, Watches
from bot.message import File, Message
from ingest.again import Again
from ingest.report import Report
from news.answer import Answer
from news.article import Document
from news.conversation import Conversation
from news.fix import Fix
from news.timeline import Day

Cancelled = Callable[[], bool]
"""Says whether a work is no longer wanted; asked between two articles."""


@dataclass(frozen=True, slots=True)
class Desk:
    """Everything behind the commands: a newsroom's desk, seen from the one who asks.

    `answer` tells meanwhile of an answer that is being written: the quotes that stand so far.
    `ingest` (URLs or documents, and who names them), `reingest` (what, told also how many there are
    and, once, that another reads) and `retry` (what failed) index before they return and tell the
    growing report meanwhile; `remove` (what, by
    whom) returns the title of what it removed, `fix` (what, how, by whom) what stood there before.
    `figures` and `export` (of what topic) and `timeline` (of what topic, how many dates) raise
    NotFound where no article is about it.
    `watching` looks up what is new of a topic, `watches` keeps who is told of it, at most
    `most_watches` in a chat; a digest's hour is one of the `zone`, by the clock `now`.
    `at_once` answers are made at the same time. Without `users` everybody may ask; with them only
    they and the admins.
    """

    answer: Callable[[str, Conversation, Callable[[Answer], None]], Answer]
    archive: Archive
    conversations: Conversations
    inbox: Inbox
    ingest: Callable[[Iterable[Document | str], Callable[[Report], None], Cancelled, str], Report]
    reingest: Callable[
        [Again, Callable[[Report, int], None], Cancelled, Callable[[], None]], Report
    ]
    retry: Callable[[Callable[[Report], None], Cancelled], Report]
    remove: Callable[[str, str], str]
    fix: Callable[[str, Fix, str], Corrected]
    figures: Callable[[str], list[StoryFigures]]
    timeline: Callable[[str, int | None], list[Day]]
    export: Callable[[str], list[File]]
    merging: Merging
    watching: Watching
    watches: Watches
    uploads: Path
    admins: frozenset[int]
    users: frozenset[int] = frozenset()
    at_once: int = 2
    most_watches: int = 20
    zone: tzinfo = UTC
    now: Callable[[], datetime] = lambda: datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Request:
    """The words after a command, who sent them, in which conversation and by which message.

    `job` names the work that a "Cancel" button can give up (empty: none can). `cancelled` says
    that it was given up, and `cancel` gives up all else of this person here and says how much.
    `chat` is where the bot can write by itself, and `thread` the part of it that is meant; empty
    where it can only answer.
    """

    conversation: str
    person: str
    is_admin: bool
    words: str
    message: str | None = None
    job: str = ""
    cancelled: Cancelled = lambda: False
    cancel: Callable[[], int] = lambda: 0
    chat: str = ""
    thread: int | None = None

    @property
    def owner(self) -> str:
        """Return what the data of buttons says of the person: their id there."""
        return self.person.rpartition(":")[2]


Tell = Callable[[Message], None]
"""Shows how far the work is; what was shown before is replaced. Can be called from any thread."""

Run = Callable[[Desk, Request, Tell], list[Message]]


@dataclass(frozen=True, slots=True)
class Command:
    """A command as Telegram's menu and the terminal know it.

    `waits`: one at a time for a person in a chat, since it reads or changes the turns there.
    `works`: takes long enough for a placeholder. What is not `listed` is for buttons and the
    terminal.
    """

    name: str
    menu: str
    run: Run
    admin: bool = False
    listed: bool = True
    waits: bool = False
    works: bool = False


@dataclass(frozen=True, slots=True)
class Press:
    """What a button does; its result is a new message, or with `edits` replaces the pressed one.

    `works`: takes long, so the button is let rest at once and failures are told in the message.
    A button's data is the name here, the owner's id and the words: "q:5:17".
    """

    run: Run
    admin: bool = False
    edits: bool = False
    works: bool = False
