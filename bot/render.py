"""Answer to messages, and the other things the bot shows: nouns in, messages out, no I/O."""

from collections.abc import Iterable, Sequence
from typing import Protocol

from bot.fragment import text_fragment
from bot.message import Button, Entity, Message, Writer, split, utf16_length
from news.answer import Answer, Quote
from news.moment import Moment
from news.passage import Passage
from news.text import sentences
from news.verify import Source

__all__ = [
    "NEAREST", "WRITING", "Button", "Entity", "Message", "Writer", "add_origin", "link_of",
    "render_answer",
    "render_articles", "render_growing", "render_more", "render_quotes", "say", "split",
    "text_fragment", "utf16_length",
]  # fmt: skip

NEAREST = 2
"""How many passages are shown when nothing answers."""

WRITING = "Writing the answer …"

_SENTENCES_AROUND = 2
_CHARACTERS_AROUND = 600
"""Of each side of a quote: a page copied without full stops is one sentence to us."""


class Listed(Protocol):
    """An article in a list, as the archive gives it."""

    @property
    def id(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def url(self) -> str | None: ...
    @property
    def publisher(self) -> str | None: ...
    @property
    def published(self) -> Moment | None: ...
    @property
    def visible(self) -> bool: ...
    @property
    def withdrawn(self) -> str | None: ...


def say(text: str) -> list[Message]:
    """Return plain text as messages."""
    return split(Message(text))


def render_answer(answer: Answer, turn: int | None, *, owner: str = "") -> list[Message]:
    """Return the answer's text, then each quote with where it stands, and the buttons of the turn.

    Where nothing answers, the nearest passages follow, each marked as no answer. Where several
    stories fit, they are offered instead: an answer about another one would be read as wanted.
    Only the `owner` may press the buttons.
    """
    if answer.choices and turn is not None:
        return _choices(answer, turn, owner)
    writer = Writer().add(answer.text)
    if answer.note:
        writer.add("\n\n").add(answer.note, "italic")
    for quote in answer.quotes:
        _add_words(writer, quote)
    if answer.supported:
        return split(writer.message(_buttons(turn, owner, quotes=True)))
    nearest = answer.passages[:NEAREST]
    if nearest:
        writer.add("\n\n").add("The nearest passages, which are not an answer:", "bold")
    for passage in nearest:
        _add_words(writer, passage, mark="Not an answer")
    if len(answer.passages) > NEAREST:
        return split(writer.message(_buttons(turn, owner)))
    return split(writer.message())


def render_growing(answer: Answer) -> Message:
    """Return the quotes that stand of an answer that is still being written."""
    writer = Writer()
    for quote in answer.quotes:
        _add_words(writer, quote)
    return writer.add("\n\n" if writer.has_text else "").add(WRITING, "italic").message()


def render_quotes(quoted: Sequence[tuple[Source, int, int]], *, gone: int = 0) -> list[Message]:
    """Return each quote in bold within the sentences around it; `gone` quotes cannot be shown.

    Quotes that stand close together in one article are shown together.
    """
    writer = Writer()
    for source, start, end, quotes in _together(quoted):
        inner, at = Writer(), start
        for first, last in quotes:
            inner.add(source.text[at:first]).add(source.text[first:last], "bold")
            at = last
        inner.add(source.text[at:end])
        writer.add("\n\n" if writer.has_text else "").wrap("blockquote", inner).add("\n")
        add_origin(writer, source, source.text[slice(*quotes[0])])
    _add_gone(writer, gone, "quote")
    return split(writer.message())


def render_more(passages: Sequence[Passage], *, gone: int = 0) -> list[Message]:
    """Return passages that were found for a question and not quoted; `gone` cannot be shown."""
    writer = Writer()
    if passages:
        writer.add("Also found, and not quoted:", "bold")
    for passage in passages:
        _add_words(writer, passage)
    _add_gone(writer, gone, "passage")
    return split(writer.message())


def render_articles(listed: Iterable[Listed], total: int) -> list[Message]:
    """Return the first lines of a list of `total` articles: day, publisher, title, id."""
    shown = list(listed)
    if not shown:
        return say("There are no articles yet.")
    head = f"The newest {len(shown)} of {total:,} articles:" if len(shown) < total else (
        f"{total} articles, the newest first:" if total > 1 else "One article:"
    )  # fmt: skip
    writer = Writer().add(head, "bold")
    for article in shown:
        day = article.published.spoken() if article.published else "undated"
        writer.add("\n\n").add(article.title or "Untitled", url=link_of(article.url))
        writer.add("\n").add(f"{article.publisher}, {day}" if article.publisher else day)
        writer.add(" · ").add(article.id, "code")
        if not article.visible:
            writer.add(" · being indexed")
        if article.withdrawn:
            writer.add(" · taken down by its publisher")
    return split(writer.message())


# -- parts -----------------------------------------------------------------------------------


def _add_words(writer: Writer, words: Quote | Passage, *, mark: str = "") -> None:
    writer.add("\n\n" if writer.has_text else "").add(words.text, "expandable_blockquote")
    writer.add("\n" + (f"{mark} " if mark else ""))
    add_origin(writer, words, words.text)


def add_origin(writer: Writer, words: Quote | Passage | Source, text: str) -> None:
    """Add the line that says where words stand: "— Publisher, 9 February 2020 · Title".

    What became of the article since, a correction or its withdrawal, stands below.
    """
    day = words.published.spoken() if words.published else None
    printed = ", ".join(part for part in (words.publisher, day) if part)
    link = link_of(words.url)
    title = words.title or link or words.article_id
    writer.add(f"— {printed} · " if printed else "— ")
    writer.add(title, url=text_fragment(link, text) if link else None)
    if words.notice:
        writer.add("\n").add(words.notice, "italic")


def _add_gone(writer: Writer, gone: int, what: str) -> None:
    if gone:
        told = f"One {what} is" if gone == 1 else f"{gone} {what}s are"
        writer.add("\n\n" if writer.has_text else "")
        writer.add(f"{told} gone: the article was removed from the archive.", "italic")


def link_of(url: str | None) -> str | None:
    """Return the URL if Telegram can open it."""
    return url if url and url.lower().startswith(("http://", "https://")) else None


def _choices(answer: Answer, turn: int, owner: str) -> list[Message]:
    rows = tuple(
        (Button(choice.label, f"e:{owner}:{turn}.{number}"),)
        for number, choice in enumerate(answer.choices)
    )
    return split(Message("That fits several events. Which one do you mean?", (), rows))


def _buttons(turn: int | None, owner: str, *, quotes: bool = False) -> tuple[Button, ...]:
    if turn is None:
        return ()
    more = Button("More", f"m:{owner}:{turn}")
    return (Button("Quotes", f"q:{owner}:{turn}"), more) if quotes else (more,)


_Shown = tuple[Source, int, int, list[tuple[int, int]]]
"""A stretch of a text, and the quotes in it."""


def _together(quoted: Sequence[tuple[Source, int, int]]) -> list[_Shown]:
    """Return the stretches around the quotes, joined where they touch, by article."""
    by_text: dict[tuple[str, str], list[tuple[Source, int, int]]] = {}
    for one in quoted:
        by_text.setdefault((one[0].article_id, one[0].revision), []).append(one)
    shown: list[_Shown] = []
    for of_one_text in by_text.values():
        own: list[_Shown] = []
        for source, first, last in sorted(of_one_text, key=lambda one: one[1:]):
            start, end = _around(source.text, first, last)
            if not own or start > own[-1][2]:
                own.append((source, start, end, [(first, last)]))
                continue
            _, before, until, quotes = own.pop()
            if first < quotes[-1][1]:
                first, earlier = quotes.pop()
                last = max(last, earlier)
            own.append((source, before, max(until, end), [*quotes, (first, last)]))
        shown += own
    return shown


def _around(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the span of the sentences around a quote."""
    spans = sentences(text)
    touched = [i for i, (first, last) in enumerate(spans) if first < end and start < last]
    if not touched:
        return start, end
    first = spans[max(0, touched[0] - _SENTENCES_AROUND)][0]
    last = spans[min(len(spans) - 1, touched[-1] + _SENTENCES_AROUND)][1]
    first, last = min(first, start), max(last, end)
    if start - first > _CHARACTERS_AROUND:
        first = text.find(" ", start - _CHARACTERS_AROUND, start) + 1 or start
    if last - end > _CHARACTERS_AROUND:
        last = max(end, text.rfind(" ", end, end + _CHARACTERS_AROUND))
    return first, last
