"""The bot's conversation in a terminal: the same answers and the same commands."""

import sys
from uuid import uuid4

from bot.commands import COMMANDS, PRESSES, Request
from bot.render import Button, Message
from cli import output
from cli.indexing import index, upgrading
from cli.parts import Parts
from news.errors import DatelineError

_CONVERSATION = "terminal"
_LEAVE = ("/quit", "/exit", "/bye")
_RUNS = {command.name: command.run for command in COMMANDS}


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
    offered: list[Button] = []
    while True:
        line = _read(talks)
        if line is None or line in _LEAVE:
            return
        if not line:
            continue
        name, words = "ask", line
        if line.isdecimal() and 1 <= int(line) <= len(offered):
            name, _, words = offered[int(line) - 1].data.split(":", 2)
        elif line.startswith("/"):
            name, _, words = line[1:].partition(" ")
            if name.lower() not in _RUNS:
                output.out(f"There is no command /{name}: see /help.")
                continue
        run = _RUNS[name.lower()] if name.lower() in _RUNS else PRESSES[name].run
        request = Request(
            conversation=_CONVERSATION,
            person=_CONVERSATION,
            is_admin=True,
            words=words.strip(),
            message=uuid4().hex,
        )
        try:
            with output.working("…") as show:
                messages = run(desk, request, lambda message: show(shown(message)))
        except DatelineError as error:
            output.out(str(error))
            continue
        offered = [button for message in messages for button in _numbered(message)]
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
    if message.file is not None:
        parts.append(
            f"\n[{message.file.name}: sent in Telegram only; here, `dateline figures` and "
            "`dateline timeline` draw with --plot, `dateline export` writes tables]"
        )
    return "".join(parts).rstrip() + _hint(message)


def _hint(message: Message) -> str:
    """Return lines that say what can be typed in place of the buttons: a command or a number."""
    labels = [button.label for row in message.buttons for button in row]
    commands = [f"[/{label.lower()}]" for label in labels if label.lower() in _RUNS]
    numbered = [f"{at}. {one.label}" for at, one in enumerate(_numbered(message), start=1)]
    lines = ["  ".join(commands)] if commands else []
    if numbered:
        lines += [*numbered, f"Type a number from 1 to {len(numbered)}."]
    return "".join(f"\n{line}" for line in lines)


def _numbered(message: Message) -> list[Button]:
    """Return the buttons that no command stands for."""
    buttons = (button for row in message.buttons for button in row)
    return [button for button in buttons if button.label.lower() not in _RUNS]


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
