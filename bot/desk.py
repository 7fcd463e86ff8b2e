"""What the commands need, joined in `cli`; and what a person asks of them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from archive import Archive, Conversations
from bot.message import Message
from ingest.report import Report
from news.answer import Answer
from news.article import Document
from news.conversation import Conversation


@dataclass(frozen=True, slots=True)
class Desk:
    """Everything behind the commands: a newsroom's desk, seen from the one who asks.

    `ingest` (URLs or documents) and `reingest` (an article, None: all) index before they return
    and tell the growing report meanwhile; `remove` returns the title of what it removed.
    """

    answer: Callable[[str, Conversation], Answer]
    archive: Archive
    conversations: Conversations
    ingest: Callable[[Iterable[Document | str], Callable[[Report], None]], Report]
    reingest: Callable[[str | None, Callable[[Report], None]], Report]
    remove: Callable[[str], str]
    uploads: Path
    admins: frozenset[int]


@dataclass(frozen=True, slots=True)
class Request:
    """The words after a command, who sent them, and in which conversation."""

    conversation: str
    person: str
    is_admin: bool
    words: str


Tell = Callable[[Message], None]
"""Shows how far the work is; what was shown before is replaced. Can be called from any thread."""

Run = Callable[[Desk, Request, Tell], list[Message]]


@dataclass(frozen=True, slots=True)
class Command:
    """A command as Telegram's menu and the terminal know it.

    `alone`: one at a time in a conversation, since it reads or changes its turns. What is not
    `listed` is for buttons and the terminal.
    """

    name: str
    menu: str
    run: Run
    admin: bool = False
    listed: bool = True
    alone: bool = False
