"""What stands below a picture: where its words are from, and the button for the other scheme."""

from collections.abc import Callable, Iterable

from bot.message import Button, Writer
from bot.render import link_of
from news.verify import Source

_MOST = 8
"""Sources named below a picture: a caption is short."""


def sources_line(writer: Writer, sources: Iterable[Source]) -> None:
    """Add the articles that a picture is made from, by publisher, each with its link."""
    named = list({one.article_id: one for one in sources}.values())
    writer.add("Sources: ")
    for number, one in enumerate(named[:_MOST]):
        day = one.published.spoken() if one.published else "undated"
        by = (one.publisher or one.title)[:60]
        writer.add(", " if number else "").add(f"{by} ({day})", url=link_of(one.url))
    if len(named) > _MOST:
        writer.add(f" and {len(named) - _MOST} more")


def other_scheme(dark: bool, data: Callable[[str], str]) -> Button:
    """Return the button that sends a dark picture light, and a light one dark."""
    return Button("Light", data("l")) if dark else Button("Dark", data("d"))
