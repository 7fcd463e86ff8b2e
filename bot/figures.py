"""/figures: what holds of each count of a topic, page by page, and its chart."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from answer.pictures import chart, charted
from answer.telling import StoryFigures
from answer.tolls import Key, counted
from bot.desk import Desk, Request, Tell
from bot.message import Button, File, Message, Writer, utf16_length
from bot.pages import TOO_OLD, data, read, turning
from bot.pictures import other_scheme, sources_line
from bot.render import link_of, text_fragment
from news.errors import NotFound, UsageError
from news.figure import Figure

_PAGE_UNITS, _PAGE_ENTITIES = 3600, 90
"""Of a page, so that it stays one message, which can be edited into another page."""

_CHARTS = 3
"""Charts offered below a page."""


class _Count(NamedTuple):
    story: StoryFigures
    key: Key


def figures(desk: Desk, request: Request, tell: Tell) -> list[Message]:
    """Show what holds of each count in the stories of a topic, each with its words."""
    topic = request.words.strip()
    if not topic:
        raise UsageError("Say of what, for example: /figures Korday")
    return _page(desk, request, topic, 0)


def turn(desk: Desk, request: Request, tell: Tell) -> list[Message]:
    """Show another page of a topic's figures."""
    [page], topic = read(desk, request)
    return _page(desk, request, topic, int(page))


def draw(desk: Desk, request: Request, tell: Tell) -> list[Message]:
    """Send the chart of a count: which one, light or dark, of which topic."""
    [which, scheme], topic = read(desk, request, 2)
    counts = _counts(desk, topic)
    if int(which) >= len(counts) or not charted_one(counts[int(which)]):
        raise UsageError(TOO_OLD)
    story, key = counts[int(which)]
    dark = scheme == "d"
    [(_, told), *_] = story.lines(key)
    writer = Writer().add(f"{story.label}: {counted(key)}", "bold").add(f"\n{told}\n")
    sources_line(writer, [one.source for one in story.reported(key)])
    name = f"{counted(key)} {story.label}".replace("/", "-")
    file = File(f"{name}.png", chart(story, key, dark=dark), is_photo=True)
    button = other_scheme(dark, lambda to: data(desk, request, "fc", f"{which}.{to}", topic))
    message = writer.message((button,))
    return [Message(message.text, message.entities, message.buttons, file)]


def charted_one(count: _Count) -> bool:
    """Say whether there is a chart of a count."""
    return count.key in charted(count.story)


def _counts(desk: Desk, topic: str) -> list[_Count]:
    """Return every count of the topic's stories of which something holds."""
    return [
        _Count(story, key)
        for story in desk.figures(topic)
        for key in story.counts()
        if story.lines(key)
    ]


def _page(desk: Desk, request: Request, topic: str, page: int) -> list[Message]:
    counts = _counts(desk, topic)
    if not counts:
        raise NotFound(f"The articles on “{topic}” tell no figures.")
    # An admin sets a figure right by its id.
    named = request.is_admin
    pages = _packed(counts, named=named)
    page = min(page, len(pages) - 1)
    writer = _written(pages[page], named=named)
    if len(pages) > 1:
        writer.add(f"\n\nPage {page + 1} of {len(pages)}", "italic")
    drawn = [
        Button(
            f"Chart: {counted(one.key)}",
            data(desk, request, "fc", f"{counts.index(one)}.l", topic),
        )
        for one in pages[page]
        if charted_one(one)
    ][:_CHARTS]
    turns = turning(desk, request, "fg", topic, page=page, pages=len(pages))
    rows = [(one,) for one in drawn]
    sheet = Button("Spreadsheet", data(desk, request, "xp", "0", topic))
    return [writer.message(*rows, (sheet,), turns)]


def _packed(counts: Sequence[_Count], *, named: bool) -> list[list[_Count]]:
    """Return the counts in pages, each of which is one message; a story begins a page."""
    pages: list[list[_Count]] = []
    units = entities = 0
    for one in counts:
        own = _written([one], named=named).message()
        units += utf16_length(own.text)
        entities += len(own.entities)
        fits = units <= _PAGE_UNITS and entities <= _PAGE_ENTITIES
        if not pages or pages[-1][0].story is not one.story or not fits:
            pages.append([])
            units, entities = utf16_length(own.text), len(own.entities)
        pages[-1].append(one)
    return pages


def _written(counts: Iterable[_Count], *, named: bool) -> Writer:
    writer = Writer()
    for story, key in counts:
        if not writer.has_text:
            writer.add(story.label, "bold")
        first, *others = story.lines(key)
        writer.add("\n\n").add(counted(key), "bold").add("\n")
        _add_line(writer, story, *first, named=named)
        writer.add("\n").add(story.stated([first[0]])[0].words[0], "expandable_blockquote")
        if others:
            writer.add("\nReported before, or otherwise:")
        for other in others:
            writer.add("\n• ")
            _add_line(writer, story, *other, named=named)
    return writer


def _add_line(
    writer: Writer, story: StoryFigures, figure: Figure, line: str, *, named: bool
) -> None:
    """Add a figure as it is told, as a link to the words in its article, `named` with its id."""
    source = story.sources[figure.article_id]
    [stated] = story.stated([figure])
    link = link_of(source.url)
    writer.add(line, url=text_fragment(link, stated.words[0]) if link else None)
    if source.notice:
        writer.add(f" {source.notice}", "italic")
    if named:
        writer.add(" ").add(stated.id, "code")
