"""The commands that show what the articles tell of a topic: its figures, and its days in order."""

from collections.abc import Sequence
from dataclasses import replace

from answer.telling import StoryFigures
from answer.tolls import counted
from bot.desk import Desk, Request, Tell
from bot.message import Message, Writer, split
from bot.render import add_origin, link_of, text_fragment
from news.errors import NotFound, UsageError
from news.figure import Figure
from news.timeline import Day
from news.verify import Source

_STORIES = 3
"""Stories whose figures are shown; of more, a better topic is asked for."""

_DAYS = 12
"""Dates of a timeline, those that matter most: more are not read on a phone."""


def figures(desk: Desk, request: Request, tell: Tell) -> list[Message]:
    """Show what holds of each count in the stories of a topic, each with its words."""
    stories = desk.figures(_topic(request, "figures"))
    told = [one for one in stories if one.figures]
    if not told:
        raise NotFound(f"The articles on “{request.words}” tell no figures.")
    named = request.is_admin
    messages = [one for story in told[:_STORIES] for one in _figures(story, named=named)]
    if len(told) > _STORIES:
        others = "; ".join(one.label for one in told[_STORIES:])
        messages += split(Message(f"Also with figures: {others}. Name one of them."))
    return messages


def timeline(desk: Desk, request: Request, tell: Tell) -> list[Message]:
    """Show what happened on which day, in the words of the articles."""
    days = desk.timeline(_topic(request, "timeline"), _DAYS)
    if not days:
        raise NotFound(f"The articles on “{request.words}” tell of no day that I could make out.")
    return _timeline(days, [_source(desk, day) for day in days])


def _topic(request: Request, command: str) -> str:
    topic = request.words.strip()
    if not topic:
        raise UsageError(f"Say of what, for example: /{command} Korday")
    return topic


def _figures(story: StoryFigures, *, named: bool) -> list[Message]:
    """Return a story's figures, `named` with their ids, by which an admin sets them right."""
    writer = Writer().add(story.label, "bold")
    for count in story.counts():
        lines = story.lines(count)
        if not lines:
            continue
        first, *others = lines
        writer.add("\n\n").add(counted(count), "bold").add("\n")
        _add_line(writer, story, *first, named=named)
        writer.add("\n").add(story.stated([first[0]])[0].words[0], "expandable_blockquote")
        if others:
            writer.add("\nReported before, or otherwise:")
        for other in others:
            writer.add("\n• ")
            _add_line(writer, story, *other, named=named)
    return split(writer.message())


def _add_line(
    writer: Writer, story: StoryFigures, figure: Figure, line: str, *, named: bool
) -> None:
    """Add a figure as it is told, as a link to the words in its article."""
    source = story.sources[figure.article_id]
    [stated] = story.stated([figure])
    words = stated.words[0]
    link = link_of(source.url)
    writer.add(line, url=text_fragment(link, words) if link else None)
    if source.notice:
        writer.add(f" {source.notice}", "italic")
    if named:
        writer.add(" ").add(stated.id, "code")


def _timeline(days: Sequence[Day], sources: Sequence[Source | None]) -> list[Message]:
    writer = Writer()
    for day, source in zip(days, sources, strict=True):
        writer.add("\n\n" if writer.has_text else "").add(day.date.spoken(), "bold")
        writer.add("\n").add(day.summary, "expandable_blockquote")
        if source is not None:
            writer.add("\n")
            at = source.published_at(day.quotes[0].quote.start)
            add_origin(writer, replace(source, published=at), day.summary)
    return split(writer.message())


def _source(desk: Desk, day: Day) -> Source | None:
    best = day.quotes[0]
    return desk.archive.source(best.article_id, best.revision)
