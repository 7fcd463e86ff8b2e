"""The commands for watches, and what a chat is written when something of a topic is new."""

import re
from collections.abc import Sequence
from datetime import datetime, timedelta, tzinfo

from answer.developments import Developments, NewNumber, developments, told_after
from answer.telling import StoryFigures
from answer.tolls import counted
from answer.wording import reporter, told_by
from archive import NewWatch
from bot.desk import Desk, Request, Tell
from bot.message import Message, Writer, split, utf16_length
from bot.render import link_of, say, text_fragment
from news.errors import NotFound, UsageError
from news.figure import stated
from news.verify import shown_span
from news.watch import Told, Watch, count_of

_LONGEST_TOPIC = 200
_QUOTE_CHARS = 300
_MOST_UNITS = 3000
"""One message holds what is new: what comes after is counted, and shown by /figures."""

_STORIES, _COUNTS = 5, 6
_DAILY = re.compile(r"^(.*?)\s+daily\b(?:\s+(?:at\s+)?(.*))?$", re.IGNORECASE | re.DOTALL)
_HOUR = re.compile(r"(\d{1,2})(?:[:.]00)?")


def watch(desk: Desk, request: Request, tell: Tell) -> list[Message]:
    """Tell the chat from now on of what is new of a topic; what holds now counts as told."""
    _chat(request)
    topic, hour = _topic_and_hour(desk, request.words)
    seen = desk.watching.position()
    present = desk.watching.present(topic, corrections=seen.corrections)
    due = next_due(hour, desk.zone, desk.now()) if hour is not None else None
    new = NewWatch(request.chat, topic, request.person, request.thread, hour, due)
    is_new = desk.watches.add(new, told_after(Told(), present), seen, most=desk.most_watches)
    when = _when(hour, desk.zone)
    if not is_new:
        return say(f"“{topic}” is watched here already: I write {when} when something is new.")
    writer = Writer().add(f"Watching “{topic}”", "bold")
    writer.add(f": I write here {when} when an article about it comes or a figure of it changes.")
    if not present.stories:
        writer.add("\n\nNo article I have is about it yet.")
    else:
        writer.add("\n\nI follow now:")
    for story in present.stories[:_STORIES]:
        writer.add(f"\n• {_story(story)}")
    more = len(present.stories) - _STORIES
    if more > 0:
        writer.add(f"\n• and {more} more")
    writer.add(f"\n\n/unwatch {topic} ends it.")
    return split(writer.message())


def watches(desk: Desk, request: Request, tell: Tell) -> list[Message]:
    """List what the chat watches, and what may not have arrived."""
    kept = desk.watches.of(_chat(request))
    if not kept:
        return say("Nothing is watched here: /watch Korday, for example, begins it.")
    writer = Writer().add("Watched here:", "bold")
    for number, one in enumerate(kept, start=1):
        writer.add(f"\n{number}. {one.topic} · {_when(one.hour, desk.zone)}")
        if one.unsure is not None:
            news = developments(one.unsure, desk.watching.present(one.topic, one.unsure))
            writer.add("\nTold, but perhaps not received:", "italic")
            _add(writer, news)
    writer.add("\n\n/unwatch NUMBER ends one.")
    return split(writer.message())


def unwatch(desk: Desk, request: Request, tell: Tell) -> list[Message]:
    """End a watch of the chat: by its topic, its number in the list, or all."""
    kept = desk.watches.of(_chat(request))
    words = " ".join(request.words.split())
    if not words:
        raise UsageError("Say which: /unwatch Korday, its number in /watches, or all.")
    ended = [one for one in kept if one.topic.casefold() == words.casefold()]
    if not ended and words.isdecimal() and 1 <= int(words) <= len(kept):
        ended = [kept[int(words) - 1]]
    if not ended and words.casefold() == "all":
        ended = kept
    if not kept:
        raise NotFound("Nothing is watched here: /watch Korday, for example, begins it.")
    if not ended:
        raise NotFound(f"“{words}” is not watched here: /watches lists what is.")
    desk.watches.end([one.id for one in ended])
    named = ", ".join(f"“{one.topic}”" for one in ended)
    return say(f"Ended: I write no more about {named}.")


def render_news(watch: Watch, news: Developments, unsure: Developments) -> Message:
    """Return what is new of a watch, then what may not have arrived before, as one message."""
    writer = Writer().add(f"New on “{watch.topic}”", "bold")
    _add(writer, news)
    told = [(one.story, one.key, one.after) for one in news.numbers]
    numbers = tuple(one for one in unsure.numbers if (one.story, one.key, one.after) not in told)
    articles = tuple(one for one in unsure.articles if one not in news.articles)
    if numbers or articles:
        writer.add("\n\nPerhaps told before; I was interrupted:", "italic")
        _add(writer, Developments(numbers, articles))
    return split(writer.message())[0]


def next_due(hour: int, zone: tzinfo, now: datetime) -> datetime:
    """Return when it is that hour in the zone the next time."""
    local = now.astimezone(zone)
    at = local.replace(hour=hour, minute=0, second=0, microsecond=0)
    return at if at > local else at + timedelta(days=1)


# -- parts -----------------------------------------------------------------------------------


def _chat(request: Request) -> str:
    if not request.chat:
        raise UsageError("I can write by myself in Telegram only: send this to the bot there.")
    return request.chat


def _topic_and_hour(desk: Desk, words: str) -> tuple[str, int | None]:
    topic, hour = " ".join(words.split()), None
    daily = _DAILY.match(topic)
    if daily:
        topic, at = daily[1], _HOUR.fullmatch((daily[2] or "").strip())
        if not at or int(at[1]) > 23:
            raise UsageError("Give the hour from 0 to 23, for example: /watch Korday daily 8")
        hour = int(at[1])
    if not topic or topic.casefold() == "daily":
        raise UsageError("Say what to watch: /watch Korday, or once a day: /watch Korday daily 8")
    if len(topic) > _LONGEST_TOPIC:
        raise UsageError(f"A topic has at most {_LONGEST_TOPIC} characters: name a place, say.")
    if not desk.watching.is_topic(topic):
        raise UsageError(f"No article can be about “{topic}”: name a place or a happening.")
    return topic, hour


def _when(hour: int | None, zone: tzinfo) -> str:
    return "at once" if hour is None else f"daily at {hour}:00 ({zone})"


def _story(story: StoryFigures) -> str:
    """Return a story in a line: "Korday, February 2020: 2 articles; killed 10"."""
    many = len(story.story.ids)
    told = [f"{many} article{'s' if many > 1 else ''}"]
    for key in story.counts()[:_COUNTS]:
        lines = story.lines(key)
        if lines:
            told.append(f"{counted(key)} {count_of(lines[0][0]).number}")
    return f"{story.label}: {'; '.join(told)}"


def _add(writer: Writer, news: Developments) -> None:
    """Add what is new, as far as it fits; what does not is counted."""
    left = 0
    for number in news.numbers:
        part = Writer()
        _add_number(part, number)
        left += not _fits(writer, part)
    is_first = True
    for one in news.articles:
        part = Writer()
        if is_first:
            part.add("\n\nNew articles:" if len(news.articles) > 1 else "\n\nNew article:", "bold")
        source = one.source
        link = link_of(source.url)
        part.add("\n• ").add(source.title or "Untitled", url=link)
        part.add(f" ({told_by(source.publisher, source.published)})")
        fits = _fits(writer, part)
        left += not fits
        is_first = is_first and not fits
    if left:
        writer.add(f"\n\nAnd {left} more: /figures and /timeline show what holds.")


def _fits(writer: Writer, part: Writer) -> bool:
    """Add a part if the message stays within its length, and say whether it did."""
    whole = utf16_length(writer.message().text) + utf16_length(part.message().text)
    if whole > _MOST_UNITS:
        return False
    writer.append(part)
    return True


def _add_number(writer: Writer, one: NewNumber) -> None:
    line = _line(one)
    writer.add("\n\n")
    if one.after is None or one.source is None:
        writer.add(line)
        return
    source = one.source
    words = stated(one.after, source.text)
    span = one.after.quotes[0]
    start, end = (
        span
        if span.end - span.start <= _QUOTE_CHARS
        else shown_span(source.text, *one.after.phrase, quote_chars=_QUOTE_CHARS)
    )
    link = link_of(source.url)
    writer.add(line, url=text_fragment(link, words.words[0]) if link else None)
    if source.notice:
        writer.add(f" {source.notice}", "italic")
    writer.add("\n").add(source.text[start:end], "expandable_blockquote")


_GONE = {
    "removed": "withdrawn, its article was removed",
    "corrected": "withdrawn, its article says so no more",
    "set right": "withdrawn",
    "reported": "withdrawn",
}


def _line(one: NewNumber) -> str:
    """Return a number that changed: "killed 8 → 10, Interior Ministry, as of 9 February 2020"."""
    prefix = "set right by an admin: " if one.why == "set right" else ""
    what = f"{prefix}{counted(one.key)}"
    before = one.before.number if one.before else ""
    if one.after is None or one.source is None:
        story = f" ({one.story})" if one.story else ""
        return f"{what} {before}: {_GONE[one.why]}{story}"
    figure, source = one.after, one.source
    now = count_of(figure).number
    number = f"{before} → {now}" if before else now
    published = source.published_at(figure.quotes[0].start)
    by = (
        reporter(figure.reported_by) if figure.reported_by else told_by(source.publisher, published)
    )
    parts: Sequence[str] = (
        "by our sum" if figure.derived else "",
        by,
        f"as of {figure.as_of.spoken()}" if figure.as_of else "",
        f"the article that said {before} was removed" if one.why == "removed" else "",
        "as the article says now" if one.why == "corrected" else "",
    )
    return ", ".join([f"{what} {number}", *(part for part in parts if part)])
