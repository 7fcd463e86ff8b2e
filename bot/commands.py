"""The commands, without Telegram: a request in, messages out. Telegram and the terminal run them.

One table, COMMANDS, feeds Telegram's handlers, its menu, /help and the terminal.
"""

from collections.abc import Callable
from dataclasses import replace
from itertools import islice

from archive import KeptTurn
from bot import admin, correcting, figures, revisions, sources, stories, telling, watching
from bot.desk import Command, Desk, Press, Request, Tell
from bot.message import Message
from bot.render import (
    NEAREST,
    render_answer,
    render_articles,
    render_growing,
    render_more,
    render_quotes,
    say,
)
from news.answer import Answer
from news.errors import NotFound, UsageError
from news.passage import Passage
from news.question import EXAMPLE, question_in
from news.verify import Source

__all__ = ["COMMANDS", "PRESSES", "Command", "Press", "Request", "Tell"]

_LISTED = 20
_MORE = 5

_ABOUT = (
    "I answer questions about a collection of news articles, with passages quoted from them "
    "word for word. When the articles do not say, I say so."
)
_EXAMPLES = (
    EXAMPLE,
    "What happened on 8 February 2020?",
    "And how many were injured?",
)


def start(desk: Desk, request: Request, tell: Tell) -> list[Message]:
    """Say what the bot is for and how to ask."""
    examples = "\n".join(f"• {example}" for example in _EXAMPLES)
    return say(
        f"{_ABOUT}\n\nJust write your question, for example:\n{examples}\n\n"
        "I understand follow-up questions like the last one. Below an answer, “Quotes” shows "
        "each quote within its article and “More” shows what else I found. /help lists what I can "
        f"do.{_who(request)}"
    )


def help_(desk: Desk, request: Request, tell: Tell) -> list[Message]:
    """List the commands, those for admins only to admins."""
    lines = [f"/{command.name} – {command.menu}" for command in menu(is_admin=request.is_admin)]
    if request.is_admin:
        lines.append("A file or a forwarded channel post is added to the archive.")
    examples = "\n".join(f"• {example}" for example in _EXAMPLES)
    listed = "\n".join(lines)
    return say(f"Ask a question in your own words, for example:\n{examples}\n\n{listed}")


def ask(desk: Desk, request: Request, tell: Tell) -> list[Message]:
    """Answer a question and keep the turn."""
    question = question_in(request.words)
    before = desk.conversations.of(request.conversation, before=request.message)
    return _answered(desk, request, desk.answer(question, before, _growing(tell)))


def choose(desk: Desk, request: Request, tell: Tell) -> list[Message]:
    """Answer a turn's question for the story that was chosen: the turn's id, and which."""
    number, _, which = request.words.partition(".")
    turn = _turn(desk, replace(request, words=number))
    if not which.isdecimal() or int(which) >= len(turn.choices):
        raise UsageError("This button is too old to work: ask the question again.")
    before = desk.conversations.of(request.conversation, before=turn.message)
    articles = turn.choices[int(which)].articles
    if not any(desk.archive.has(one) for one in articles):
        raise NotFound("The articles about that were removed from the archive.")
    answer = desk.answer(turn.question, replace(before, about=articles), _growing(tell))
    return _answered(desk, replace(request, message=turn.message), answer)


def _growing(tell: Tell) -> Callable[[Answer], None]:
    """Return what shows an answer while it is written."""
    return lambda answer: tell(render_growing(answer))


def _answered(desk: Desk, request: Request, answer: Answer) -> list[Message]:
    """Keep the turn and return what is shown of it."""
    if answer.small_talk:
        # "Thanks" is no turn: the next question still follows up the one before it.
        return render_answer(answer, None)
    turn = desk.conversations.add(
        request.conversation, request.person, answer, message=request.message
    )
    return render_answer(answer, turn, owner=request.owner)


def cancel(desk: Desk, request: Request, tell: Tell) -> list[Message]:
    """Give up what the person still waits for here."""
    count = request.cancel()
    if not count:
        return say("There is nothing to cancel: you wait for nothing here.")
    told = "One thing is" if count == 1 else f"{count} things are"
    return say(f"{told} given up.")


def articles(desk: Desk, request: Request, tell: Tell) -> list[Message]:
    """List the newest articles."""
    newest = list(islice(desk.archive.listed(), _LISTED))
    return render_articles(newest, desk.archive.counts()["articles"])


def forget(desk: Desk, request: Request, tell: Tell) -> list[Message]:
    """Delete the conversation's turns and what the person watches here, and say how many."""
    count = desk.conversations.forget(request.conversation)
    watched = desk.watches.forget(request.chat, request.person) if request.chat else 0
    if watched and not count:
        return say(f"Forgotten: what you watched here ({watched}). I kept no question of yours.")
    if not count:
        return say("There was nothing to forget: I keep no question of yours here.")
    told = "the one question" if count == 1 else f"all {count} questions"
    also = f", and what you watched ({watched})" if watched else ""
    return say(f"Forgotten: {told} you asked here, with the answers{also}. We start afresh.")


def quotes(desk: Desk, request: Request, tell: Tell) -> list[Message]:
    """Show each quote of a turn (its id, or nothing for the last) within its article."""
    turn = _turn(desk, request)
    sources = _sources(desk, turn)
    found = [
        (source, start, end)
        for article_id, revision, start, end in turn.quotes
        if (source := sources[article_id, revision]) is not None
    ]
    if not turn.quotes:
        raise NotFound("That answer has no quotes: the articles did not say.")
    if not found:
        raise NotFound("The article quoted there was removed from the archive: its words are gone.")
    return render_quotes(found, gone=len(turn.quotes) - len(found))


def more(desk: Desk, request: Request, tell: Tell) -> list[Message]:
    """Show what else was found for a turn (its id, or nothing for the last)."""
    turn = _turn(desk, request)
    sources = _sources(desk, turn)
    # Without a quote, the nearest passages stood in the answer itself.
    unseen = turn.more if turn.quotes else turn.more[NEAREST:]
    places = [
        (article_id, revision, start, end)
        for article_id, revision, start, end in unseen
        if not any(
            (article_id, revision) == quoted[:2] and start < quoted[3] and quoted[2] < end
            for quoted in turn.quotes
        )
    ][:_MORE]
    passages = [
        _passage(source, start, end)
        for article_id, revision, start, end in places
        if (source := sources[article_id, revision]) is not None
    ]
    if not places:
        raise NotFound("There is no more: I found nothing else for that question.")
    if not passages:
        raise NotFound("The articles found there were removed from the archive.")
    return render_more(passages, gone=len(places) - len(passages))


COMMANDS = (
    Command("start", "what I am for", start),
    Command("help", "what I can do", help_),
    Command("ask", "ask a question: /ask How many people died?", ask, waits=True, works=True),
    Command(
        "figures", "how many, by whom, as of when: /figures Korday", figures.figures, works=True
    ),
    Command("timeline", "what happened when: /timeline Korday", telling.timeline, works=True),
    Command(
        "export",
        "figures and days as a spreadsheet: /export Korday",
        telling.export,
        works=True,
    ),
    Command("watch", "be told what is new: /watch Korday, or daily 8", watching.watch, works=True),
    Command("watches", "what is watched here", watching.watches),
    Command("unwatch", "end a watch: /unwatch Korday, or its number", watching.unwatch),
    Command("articles", "the newest articles", articles),
    Command("diff", "what changed in an article: /diff ID", revisions.diff),
    Command("cancel", "give up what you wait for", cancel),
    Command("forget", "forget what you asked here", forget, waits=True),
    Command("quotes", "the quotes of the last answer within their articles", quotes, listed=False),
    Command("more", "what else was found for the last question", more, listed=False),
    Command("ingest", "add articles: /ingest URL [URL …]", admin.ingest, admin=True, works=True),
    Command(
        "reingest",
        "read again, changed or not: /reingest ID, a source, or all",
        admin.reingest,
        admin=True,
        works=True,
    ),  # fmt: skip
    Command("fix", "set right: /fix ID published 2020-02-09", revisions.fix, admin=True),
    Command("correct", "set a figure right: /correct ID 10 why", correcting.correct, admin=True),
    Command("hide", "tell a figure no more: /hide ID why", correcting.hide, admin=True),
    Command("restore", "take that back: /restore ID", correcting.restore, admin=True),
    Command("corrections", "what was set right", correcting.corrections, admin=True),
    Command(
        "stories",
        "which articles are one story: /stories Korday",
        stories.stories,
        admin=True,
        works=True,
    ),
    Command("merge", "make one story of two: /merge ID ID", stories.merge, admin=True, works=True),
    Command(
        "split",
        "take articles out of a story: /split STORY ID …",
        stories.split,
        admin=True,
        works=True,
    ),
    Command("undo", "take a merge or split back: /undo NUMBER", stories.undo, admin=True),
    Command("sources", "feeds: /sources, or pause|resume NAME", sources.sources, admin=True),
    Command(
        "failed", "what failed: /failed, or retry|forget", sources.failed, admin=True, works=True
    ),
    Command("remove", "take an article out: /remove ID", admin.remove, admin=True),
)

PRESSES = {
    "q": Press(quotes),
    "m": Press(more),
    "e": Press(choose, edits=True),
    "r": Press(admin.remove_now, admin=True, edits=True),
    "a": Press(admin.reingest_now, admin=True, edits=True, works=True),
    "f": Press(sources.retry, admin=True, works=True),
    "k": Press(admin.keep, admin=True, edits=True),
    "fg": Press(figures.turn, edits=True),
    "fc": Press(figures.draw),
    "tl": Press(telling.turn, edits=True),
    "tp": Press(telling.draw),
    "xp": Press(telling.export_pressed),
}
"""What a button's data begins with. "c", which gives up a work, is Telegram's alone."""


def menu(*, is_admin: bool) -> list[Command]:
    """Return the commands that a person is shown."""
    return [one for one in COMMANDS if one.listed and (is_admin or not one.admin)]


def _who(request: Request) -> str:
    """Return a line with the person's Telegram id, which the settings of admins ask for."""
    surface, _, number = request.person.partition(":")
    return f"\n\nYour Telegram id is {number}." if surface == "telegram" else ""


def _turn(desk: Desk, request: Request) -> KeptTurn:
    """Return the turn that is named, or the last; it must be the person's own."""
    if request.words and not request.words.isdecimal():
        raise UsageError("Give the number of an answer, or nothing for the last one.")
    turn_id = int(request.words) if request.words else desk.conversations.last(request.conversation)
    if turn_id is None:
        raise NotFound("There is no answer yet: ask a question first.")
    turn = desk.conversations.turn(turn_id)
    if turn is None:
        raise NotFound("That question was forgotten, and its quotes with it: ask it again.")
    if turn.asker != request.person:
        raise UsageError("Only the person who asked can use this: ask the question yourself.")
    return turn


def _sources(desk: Desk, turn: KeptTurn) -> dict[tuple[str, str], Source | None]:
    named = {(article_id, revision) for article_id, revision, *_ in (*turn.quotes, *turn.more)}
    return {(article, revision): desk.archive.source(article, revision)
            for article, revision in named}  # fmt: skip


def _passage(source: Source, start: int, end: int) -> Passage:
    return Passage(
        chunk_id="",
        article_id=source.article_id,
        revision=source.revision,
        text=source.text[start:end],
        start=start,
        end=end,
        title=source.title,
        publisher=source.publisher,
        published=source.published_at(start),
        url=source.url,
        notice=source.notice,
    )
