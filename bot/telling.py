"""/timeline and /export: the days of a topic page by page, its picture, and its spreadsheets."""

from collections.abc import Sequence
from dataclasses import replace

from answer.pictures import line_of_days
from bot.desk import Desk, Request, Tell
from bot.message import Button, File, Message, Writer, utf16_length
from bot.pages import TOO_OLD, data, read, turning
from bot.pictures import other_scheme, sources_line
from bot.render import add_origin
from news.errors import NotFound, UsageError
from news.timeline import Day
from news.verify import Source

_PAGE_DAYS = 6
"""Days of a page: as many as a picture shows on a phone."""

_PAGE_UNITS = 3600
_LONGEST = 2000
"""Characters of a sentence: a page copied without full stops is one sentence to us."""


def timeline(desk: Desk, request: Request, tell: Tell) -> list[Message]:
    """Show what happened on which day, in the words of the articles."""
    return _page(desk, request, _topic(request, "timeline"), 0)


def turn(desk: Desk, request: Request, tell: Tell) -> list[Message]:
    """Show another page of a timeline."""
    [page], topic = read(desk, request)
    return _page(desk, request, topic, int(page))


def draw(desk: Desk, request: Request, tell: Tell) -> list[Message]:
    """Send a page of a timeline as a picture: which page, light or dark, of which topic."""
    [which, scheme], topic = read(desk, request, 2)
    pages = _pages(desk, topic)
    page = int(which)
    if page >= len(pages):
        raise UsageError(TOO_OLD)
    days, dark = pages[page], scheme == "d"
    of = f", page {page + 1} of {len(pages)}" if len(pages) > 1 else ""
    spoken = dict.fromkeys((days[0].date.spoken(), days[-1].date.spoken()))
    writer = Writer().add(topic, "bold").add(f": {' – '.join(spoken)}{of}\n")
    sources_line(writer, [one for day in days if (one := _source(desk, day))])
    picture = line_of_days(
        topic, days, desk.archive.source, footer=f"Words of the articles{of}.", dark=dark
    )
    button = other_scheme(dark, lambda to: data(desk, request, "tp", f"{which}.{to}", topic))
    message = writer.message((button,))
    file = File("timeline.png", picture, is_photo=True)
    return [Message(message.text, message.entities, message.buttons, file)]


def export(desk: Desk, request: Request, tell: Tell) -> list[Message]:
    """Send the figures and the timeline of a topic for a spreadsheet."""
    return _exported(desk, _topic(request, "export"))


def export_pressed(desk: Desk, request: Request, tell: Tell) -> list[Message]:
    """Send the spreadsheets of the topic of a button."""
    return _exported(desk, read(desk, request)[1])


def _topic(request: Request, command: str) -> str:
    topic = request.words.strip()
    if not topic:
        raise UsageError(f"Say of what, for example: /{command} Korday")
    return topic


def _exported(desk: Desk, topic: str) -> list[Message]:
    files = desk.export(topic)
    if not files:
        raise NotFound(f"The articles on “{topic}” tell nothing that could be exported.")
    told = Message(
        f"What the articles on “{topic}” tell, each line with its quote: as a workbook with "
        "figures and timeline, and as CSV."
    )
    return [told, *(Message("", file=one) for one in files)]


def _page(desk: Desk, request: Request, topic: str, page: int) -> list[Message]:
    pages = _pages(desk, topic)
    page = min(page, len(pages) - 1)
    writer = _written(desk, pages[page])
    if len(pages) > 1:
        writer.add(f"\n\nPage {page + 1} of {len(pages)}", "italic")
    picture = Button("Picture", data(desk, request, "tp", f"{page}.l", topic))
    sheet = Button("Spreadsheet", data(desk, request, "xp", "0", topic))
    turns = turning(desk, request, "tl", topic, page=page, pages=len(pages))
    return [writer.message((picture, sheet), turns)]


def _pages(desk: Desk, topic: str) -> list[list[Day]]:
    """Return the days of a topic in pages, each of which is one message."""
    days = desk.timeline(topic, None)
    if not days:
        raise NotFound(f"The articles on “{topic}” tell of no day that I could make out.")
    pages: list[list[Day]] = []
    units = 0
    for day in days:
        own = utf16_length(_written(desk, [day]).message().text) + 2
        if not pages or len(pages[-1]) == _PAGE_DAYS or units + own > _PAGE_UNITS:
            pages.append([])
            units = 0
        pages[-1].append(day)
        units += own
    return pages


def _written(desk: Desk, days: Sequence[Day]) -> Writer:
    writer = Writer()
    for day in days:
        source = _source(desk, day)
        words = day.summary
        if len(words) > _LONGEST:
            words = f"{words[:_LONGEST].rsplit(' ', 1)[0]} …"
        writer.add("\n\n" if writer.has_text else "").add(day.date.spoken(), "bold")
        writer.add("\n").add(words, "expandable_blockquote")
        if source is not None:
            writer.add("\n")
            at = source.published_at(day.quotes[0].quote.start)
            add_origin(writer, replace(source, published=at), day.summary)
    return writer


def _source(desk: Desk, day: Day) -> Source | None:
    best = day.quotes[0]
    return desk.archive.source(best.article_id, best.revision)
