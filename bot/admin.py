"""What only admins may do: put articles in, read them again, take them out."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from archive import Copies
from bot.desk import Desk, Request, Run, Tell
from bot.message import Button, Message, Writer, split
from bot.render import say
from ingest.again import Again, again_of, again_of_key
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
    return _ingest(desk, request, list(dict.fromkeys(urls)), tell)


def reingest(desk: Desk, request: Request, tell: Tell) -> list[Message]:
    """Read an article, all that came from a source, or everything again."""
    named = request.words.strip()
    if not named:
        raise UsageError(
            "Say which article or source: /reingest ID (see /articles), /reingest SOURCE "
            "(see /sources), or /reingest all."
        )
    again = again_of(desk.archive, named)
    if not again.is_many:
        return _reingest(desk, request, tell, again)
    total = len(again.ids)
    if again.source is not None:
        which = f"What came from the source “{again.source.name}” ({_counted(total)})"
        also = "What is new there is added. "
    elif total:
        which = "The one article there is" if total == 1 else f"All {total:,} articles"
        also = ""
    else:
        raise NotFound("There are no articles yet: add some with /ingest.")
    return _asked(
        request,
        f"{which} would be fetched and read again, from where each came, also what seems as it "
        f"was. {also}What changed becomes a new revision; nothing is removed.",
        Button("Read all again", f"a:{request.owner}:{again.key}"),
    )


def reingest_now(desk: Desk, request: Request, tell: Tell) -> list[Message]:
    """Read again what a button names: a source, or everything."""
    return _reingest(desk, request, tell, again_of_key(desk.archive, request.words.strip()))


def remove(desk: Desk, request: Request, tell: Tell) -> list[Message]:
    """Show what would be removed, and ask."""
    named = request.words.strip()
    if not named:
        raise UsageError("Say which article: /remove ID (see /articles).")
    article = desk.archive.find(named).article
    day = article.published.spoken() if article.published else "undated"
    by = ", ".join(part for part in (article.publisher, day) if part)
    copies = len(Copies(desk.archive).of(article.id))
    stay = f" The same story stands in {copies} more, which stay." if copies else ""
    return _asked(
        request,
        f"“{article.title}” ({by}) would be taken out of the archive with all its revisions, and "
        "be quoted no more. It does not come back by itself from a feed or folder; you can add it "
        f"again with /ingest.{stay}",
        Button("Remove it", f"r:{request.owner}:{article.id}"),
    )


def remove_now(desk: Desk, request: Request, tell: Tell) -> list[Message]:
    """Take an article out of the archive."""
    return say(f"Removed “{desk.remove(request.words, request.person)}”: it is quoted no more.")


def keep(desk: Desk, request: Request, tell: Tell) -> list[Message]:
    """Leave everything as it is."""
    return say("Left as it is.")


def upload(file: Upload) -> Run:
    """Return what puts a file into the archive."""

    def run(desk: Desk, request: Request, tell: Tell) -> list[Message]:
        if file.size > MOST_BYTES:
            raise UsageError(
                f"{file.name} is larger than {MOST_BYTES // 1_000_000} MB, and Telegram hands me "
                "no file so large: put it on the server and run `dateline ingest` there."
            )
        document = document_of_upload(
            file.read(),
            file.name,
            datetime.now(UTC),
            chat=file.chat,
            message=file.message,
            uploads=desk.uploads,
        )
        return _ingest(desk, request, [document], tell)

    return run


def post(forwarded: Post) -> Run:
    """Return what puts a forwarded post into the archive."""

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
        return _ingest(desk, request, [document], tell)

    return run


def _asked(request: Request, what: str, yes: Button) -> list[Message]:
    """Return the question whether to do it, with the buttons that answer."""
    return [Message(what, (), ((yes, Button("Leave it", f"k:{request.owner}:-")),))]


def _ingest(
    desk: Desk, request: Request, documents: Sequence[Document | str], tell: Tell
) -> list[Message]:
    total = len(documents)
    tell(progress(request, Report(), total))
    report = desk.ingest(
        documents,
        lambda report: tell(progress(request, report, total)),
        request.cancelled,
        request.person,
    )
    return told(desk, report, total)


def _reingest(desk: Desk, request: Request, tell: Tell, again: Again) -> list[Message]:
    total = len(again.ids)
    tell(progress(request, Report(), total))

    def show(report: Report, of: int) -> None:
        nonlocal total
        total = of
        tell(progress(request, report, of))

    def wait() -> None:
        waiting = "The sources are being read just now: this waits until that is over …"
        tell(replace(progress(request, Report(), len(again.ids)), text=waiting))

    report = desk.reingest(again, show, request.cancelled, wait)
    return told(desk, report, total)


def progress(request: Request, report: Report, total: int) -> Message:
    """Return how far an ingest is, with a button that gives it up."""
    button = Button("Cancel", f"c:{request.owner}:{request.job}")
    buttons = ((button,),) if request.job and (report.total < total or not report.total) else ()
    if not total:
        so_far = "Reading what is new …"
    elif not report.total:
        so_far = "Reading the article …" if total == 1 else f"Reading {total:,} articles …"
    elif report.total < total:
        so_far = f"{report.total:,} of {total:,} read: {report.summary()} …"
    else:
        so_far = f"All read: {report.summary()}. Indexing …"
    return Message(so_far, (), buttons)


def told(desk: Desk, report: Report, total: int) -> list[Message]:
    """Return what came of an ingest: the counts, the articles by name, each failure's reason."""
    head = f"Done: {report.summary()}."
    if report.cancelled and report.total < total:
        head = f"Cancelled after {report.total:,} of {total:,}: {report.summary()}."
    writer = Writer().add(head, "bold")
    kinds = (("New", report.new), ("A copy of another", report.duplicate),
             ("Changed", report.changed), ("Updated", report.updated),
             ("Unchanged", report.unchanged), ("Taken down by its publisher", report.withdrawn),
             ("Removed before and passed over", report.removed))  # fmt: skip
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


def _counted(articles: int) -> str:
    return "1 article" if articles == 1 else f"{articles:,} articles"


def _title(desk: Desk, article_id: str) -> str:
    try:
        return desk.archive.find(article_id).article.title
    except NotFound:
        # Removed by another admin meanwhile.
        return "an article since removed"
