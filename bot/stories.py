"""Which articles are one story: shown to admins, who merge and split stories."""

from answer.merging import Merged
from answer.stories import Story
from bot.desk import Desk, Request, Tell
from bot.message import Message, Writer
from bot.message import split as in_parts
from bot.render import say
from news.errors import NotFound, UsageError

_LISTED = 10
"""Articles of a story that are shown; the others are counted."""


def stories(desk: Desk, request: Request, tell: Tell) -> list[Message]:
    """Show the stories of a topic with their articles; without a topic, what was set right."""
    topic = request.words.strip()
    if not topic:
        return _requests(desk)
    writer = Writer()
    for label, story in desk.merging.listed(topic):
        _add_story(writer, label, story)
    return in_parts(writer.message())


def merge(desk: Desk, request: Request, tell: Tell) -> list[Message]:
    """Make one story of two, each named by any of its articles."""
    named = request.words.split()
    if len(named) != 2:
        raise UsageError("Say which two: /merge ID ID. /stories TOPIC tells you the ids.")
    return _told(desk, "One story now", desk.merging.merge(*named, by=request.person))


def split(desk: Desk, request: Request, tell: Tell) -> list[Message]:
    """Take articles out of a story."""
    story, *articles = request.words.split() or [""]
    if not articles:
        raise UsageError(
            "Say which story, and which of its articles are of another one: /split STORY ID …. "
            "/stories TOPIC tells you the ids."
        )
    merged = desk.merging.split(story, articles, by=request.person)
    return _told(desk, "Two stories now", merged)


def undo(desk: Desk, request: Request, tell: Tell) -> list[Message]:
    """Take a merge or a split back."""
    number = request.words.strip()
    if not number.isdecimal():
        raise UsageError("Say which merge or split: /undo NUMBER. /stories alone tells you which.")
    taken = desk.merging.undo(int(number), by=request.person)
    return say(f"Undone: the {'merge' if taken.is_merge else 'split'} {taken.number}.")


def _told(desk: Desk, what: str, merged: Merged) -> list[Message]:
    writer = Writer().add(f"{what}, for every question from now on.")
    for story in merged.stories:
        _add_story(writer, desk.merging.label(story), story)
    writer.add("\n\nBack: ").add(f"/undo {merged.request}", "code")
    return in_parts(writer.message())


def _requests(desk: Desk) -> list[Message]:
    listed = desk.merging.requests()
    if not listed:
        raise NotFound(
            "No story was merged or split yet. Say of what stories to list, for example: "
            "/stories Korday"
        )
    writer = Writer().add("Merged and split", "bold")
    for one in reversed(listed):
        did = "merged" if one.is_merge else "split"
        count = len(one.articles)
        writer.add("\n").add(f"{one.number}", "code")
        writer.add(f" {did}, {one.at[:10]}, {one.by}: {count} articles, {one.articles[0][:8]} …")
    return in_parts(writer.message())


def _add_story(writer: Writer, label: str, story: Story) -> None:
    writer.add("\n\n" if writer.has_text else "").add(label, "bold").add(" ")
    writer.add(story.id[:8], "code")
    for one in story.articles[:_LISTED]:
        day = one.published.spoken() if one.published else "undated"
        by = ", ".join(part for part in (one.publisher, day) if part)
        writer.add(f"\n• {one.title} ({by}) ").add(one.article_id[:8], "code")
    if len(story.articles) > _LISTED:
        writer.add(f"\n… and {len(story.articles) - _LISTED} more.")
