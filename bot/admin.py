"""What only admins may do: put articles in, read them again, take them out."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import wraps

from bot.desk import Desk, Request, Run, Tell
from bot.message import Message, Writer, split
from bot.render import say
from ingest.fetch import document_of_post, document_of_upload
from ingest.report import Report
from news.article import Document
from news.errors import NotFound, UsageError

MOST_BYTES = 20_000_000
"""Telegram's servers give a bot no larger file."""

_NAMED = 10
"""Of many articles and failures, this many are told one by one."""


@dataclass(frozen=True, slots=True)
class Upload:
    """A file sent to the bot; `read` downloads it."""

    name: str
    size: int
    read: Callable[[], bytes]
    chat: int
    message: int


@dataclass(frozen=True, slots=True)
class Post:
    """A post forwarded to the bot, with what Telegram tells of its channel."""

    text: str
    channel: str | None
    username: str | None
    message_id: int | None
    posted: datetime | None
    chat: int
    message: int


def _admins_only(run: Run) -> Run:
    @wraps(run)
    def checked(desk: Desk, request: Request, tell: Tell) -> list[Message]:
        if not request.is_admin:
            raise UsageError(
                "Only the people who look after this bot can do that. You are welcome to ask me "
                "about the articles I have: /articles lists them."
            )
        return run(desk, request, tell)

    return checked


@_admins_only
def ingest(desk: Desk, request: Request, tell: Tell) -> list[Message]:
    """Put the articles at the given addresses into the archive."""
    urls = request.words.split()
    others = [word for word in urls if not word.lower().startswith(("http://", "https://"))]
    if not urls:
        raise UsageError("Give one or more addresses: /ingest https://example.org/story")
    if others:
        # A path would read any file of the server: that is for its terminal.
        raise UsageError(
            f"{others[0]} is no http or https address: send files to me as documents, or run "
            "`dateline ingest` on the server."
        )
    return _ingest(desk, urls, tell, total=len(urls))


@_admins_only
def reingest(desk: Desk, request: Request, tell: Tell) -> list[Message]:
    """Read an article, or all of them, again from where they came."""
    named = request.words.strip()
    if not named:
        raise UsageError("Say which article: /reingest ID (see /articles), or /reingest all.")
    reference = None if named.lower() == "all" else desk.archive.find(named).article.id
    total = 1 if reference else desk.archive.counts()["articles"]
    if not total:
        raise NotFound("There are no articles yet: add some with /ingest.")
    tell(_progress(Report(), total))
    report = desk.reingest(reference, lambda report: tell(_progress(report, total)))
    return _told(desk, report)


@_admins_only
def remove(desk: Desk, request: Request, tell: Tell) -> list[Message]:
    """Take an article out of the archive."""
    named = request.words.strip()
    if not named:
        raise UsageError("Say which article: /remove ID (see /articles).")
    title = desk.remove(named)
    return say(f"Removed “{title}”: it is quoted no more.")


def upload(file: Upload) -> Run:
    """Return what puts a file into the archive."""

    @_admins_only
    def run(desk: Desk, request: Request, tell: Tell) -> list[Message]:
        if file.size > MOST_BYTES:
            raise UsageError(
                f"{file.name} is larger than {MOST_BYTES // 1_000_000} MB, and Telegram hands me "
                "no file so large: put it on the server and run `dateline ingest` there."
            )
        tell(_progress(Report(), 1))
        document = document_of_upload(
            file.read(),
            file.name,
            datetime.now(UTC),
            chat=file.chat,
            message=file.message,
            uploads=desk.uploads,
        )
        return _ingest(desk, [document], tell, total=1)

    return run


def post(forwarded: Post) -> Run:
    """Return what puts a forwarded post into the archive."""

    @_admins_only
    def run(desk: Desk, request: Request, tell: Tell) -> list[Message]:
        if not forwarded.text.strip():
            raise UsageError("The post has no text to quote: forward one that has.")
        document = document_of_post(
            forwarded.text,
            channel=forwarded.channel,
            username=forwarded.username,
            message_id=forwarded.message_id,
            posted=forwarded.posted,
            chat=forwarded.chat,
            message=forwarded.message,
            retrieved=datetime.now(UTC),
            uploads=desk.uploads,
        )
        return _ingest(desk, [document], tell, total=1)

    return run


def _ingest(
    desk: Desk, documents: Iterable[Document | str], tell: Tell, *, total: int
) -> list[Message]:
    tell(_progress(Report(), total))
    report = desk.ingest(documents, lambda report: tell(_progress(report, total)))
    return _told(desk, report)


def _progress(report: Report, total: int) -> Message:
    if not report.total:
        return Message("Reading the article …" if total == 1 else f"Reading {total:,} articles …")
    if report.total < total:
        return Message(f"{report.total:,} of {total:,} read: {report.summary()} …")
    return Message(f"All read: {report.summary()}. Indexing …")


def _told(desk: Desk, report: Report) -> list[Message]:
    """Return what came of an ingest: the counts, the articles by name, each failure's reason."""
    writer = Writer().add(f"Done: {report.summary()}.", "bold")
    kinds = (("New", report.new), ("Changed", report.changed), ("Updated", report.updated),
             ("Unchanged", report.unchanged))  # fmt: skip
    for kind, ids in kinds:
        for article_id in ids[:_NAMED]:
            title = _title(desk, article_id)
            writer.add(f"\n{kind}: {title} · ").add(article_id, "code")
        _add_others(writer, len(ids))
    for failure in report.failed[:_NAMED]:
        named = "" if failure.name in failure.reason else f"{failure.name}: "
        writer.add(f"\nFailed: {named}{failure.reason}")
    _add_others(writer, len(report.failed))
    return split(writer.message())


def _add_others(writer: Writer, count: int) -> None:
    if count > _NAMED:
        writer.add(f"\n… and {count - _NAMED:,} more.")


def _title(desk: Desk, article_id: str) -> str:
    try:
        return desk.archive.find(article_id).article.title
    except NotFound:
        # Removed by another admin meanwhile.
        return "an article since removed"
