"""The bot's conversation in a terminal: the same answers and the same commands."""

import sys

from bot.commands import COMMANDS, Request
from bot.render import Message
from cli import output
from cli.indexing import index, upgrading
from cli.parts import Parts
from news.errors import DatelineError

_CONVERSATION = "terminal"
_LEAVE = ("/quit", "/exit", "/bye")


def converse(parts: Parts) -> None:
    """Answer line by line until the input ends, or /quit."""
    with output.working("Loading the embedding model …"):
        parts.warm_up()
    if parts.indexes.are_as_asked() and parts.is_behind():
        index(parts)
    with upgrading(parts):
        _converse(parts)


def _converse(parts: Parts) -> None:
    desk = parts.desk()
    talks = sys.stdin.isatty()
    if talks:
        output.say("Ask about the articles, or /help; /quit leaves.")
    commands = {command.name: command for command in COMMANDS}
    while True:
        line = _read(talks)
        if line is None or line in _LEAVE:
            return
        if not line:
            continue
        name, words = "ask", line
        if line.startswith("/"):
            name, _, words = line[1:].partition(" ")
        command = commands.get(name.lower())
        if command is None:
            output.out(f"There is no command /{name}: see /help.")
            continue
        request = Request(
            conversation=_CONVERSATION, person=_CONVERSATION, is_admin=True, words=words.strip()
        )
        try:
            with output.working("…"):
                messages = command.run(desk, request, lambda message: output.say(message.text))
        except DatelineError as error:
            output.out(str(error))
            continue
        for message in messages:
            output.out(shown(message))
            output.out()


def shown(message: Message) -> str:
    """Return a message as a terminal shows it: quotes set off by a bar, links written out."""
    units = message.text.encode("utf-16-le")

    def cut(start: int, end: int) -> str:
        return units[2 * start : 2 * end].decode("utf-16-le")

    parts, at = [], 0
    for entity in sorted(message.entities, key=lambda one: one.offset):
        if entity.offset < at:
            continue
        end = entity.offset + entity.length
        if entity.kind.endswith("blockquote"):
            parts += [cut(at, entity.offset), _barred(cut(entity.offset, end))]
            at = end
        elif entity.url:
            parts += [cut(at, end), f" <{entity.url}>"]
            at = end
    parts.append(cut(at, len(units) // 2))
    labels = [button.label for row in message.buttons for button in row]
    hint = "\n" + "  ".join(f"[/{label.lower()}]" for label in labels) if labels else ""
    return "".join(parts).rstrip() + hint


def _barred(quote: str) -> str:
    return "\n".join(f"│ {line}" for line in quote.splitlines())


def _read(talks: bool) -> str | None:
    try:
        line = input("> ") if talks else sys.stdin.readline()
    except (EOFError, KeyboardInterrupt):
        return None
    if not talks and not line:
        return None
    return line.strip()
