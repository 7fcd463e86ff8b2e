"""Commands that answer: a question, a batch of them, a conversation here or in Telegram."""

import os
from enum import Enum
from pathlib import Path
from typing import Annotated

import typer

from cli import output
from cli.commands.options import Json
from cli.indexing import index_if_behind
from cli.parts import Parts
from news.conversation import Conversation
from news.errors import UsageError
from news.question import question_in

asking = typer.Typer()

Batch = Annotated[
    str | None,
    typer.Option(help='JSON Lines of {"id", "question", …}; "-" is standard input.'),
]
KnownOn = Annotated[
    str | None,
    typer.Option(help="Answer as if what was published after this day were unknown."),
]
Question = Annotated[str | None, typer.Argument(help="The question.")]


class Format(Enum):
    """How an answer is printed."""

    text = "text"
    json = "json"
    web_annotation = "web-annotation"


@asking.command()
def ask(
    context: typer.Context,
    question: Question = None,
    as_json: Json = False,
    format_: Annotated[
        Format | None, typer.Option("--format", help="How to print it; json is --json.")
    ] = None,
    batch: Batch = None,
    known_on: KnownOn = None,
    quote_chars: Annotated[
        int | None, typer.Option(min=40, help="The most characters of one quote.")
    ] = None,
) -> None:
    """Answer a question with quotes."""
    from cli.batch import Asked, parse_day, run

    _one_of(question, batch)
    printed = _format(as_json, format_, batch)
    day = parse_day(known_on) if known_on else None
    asked = question_in(question) if question else ""
    parts: Parts = context.obj
    with output.working("Loading …"):
        parts.warm_up()
        answerer = parts.answerer(quote_chars=quote_chars)
    index_if_behind(parts)
    if batch:

        def answer_line(line: Asked) -> dict[str, object]:
            answer = answerer.answer(line.question, line.conversation, known_on=line.known_on)
            return answer.as_json()

        run(batch, answer_line, known_on=day)
        return
    with output.working("Looking it up …") as show:
        answer = answerer.answer(
            asked, tell=lambda growing: show(output.answer_text(growing)), known_on=day
        )
    if printed is Format.json:
        output.json_line(answer.as_json())
    elif printed is Format.web_annotation:
        from answer.annotations import annotations_of

        named = {(quote.article_id, quote.revision) for quote in answer.quotes}
        kept = {one: parts.archive.source(*one) for one in named}
        texts = {one: source.text for one, source in kept.items() if source}
        output.json_line(annotations_of(answer, texts))
    else:
        output.out(output.answer_text(answer))


@asking.command()
def search(
    context: typer.Context,
    question: Question = None,
    as_json: Json = False,
    batch: Batch = None,
    known_on: KnownOn = None,
    k: Annotated[int, typer.Option("--k", "-k", min=1, max=1000, help="How many.")] = 10,
) -> None:
    """Find passages, without drafting an answer."""
    from cli.batch import Asked, parse_day, run

    _one_of(question, batch)
    day = parse_day(known_on) if known_on else None
    asked = question_in(question) if question else ""
    parts: Parts = context.obj
    with output.working("Loading …"):
        parts.warm_up()
    index_if_behind(parts)
    from cli.searching import search as found

    if batch:

        def search_line(line: Asked) -> dict[str, object]:
            return found(parts, line, k=k).as_json()

        run(batch, search_line, known_on=day)
        return
    searched = found(parts, Asked(asked, day, Conversation()), k=k)
    if as_json:
        output.json_line(searched.as_json())
    else:
        for passage in searched.passages:
            output.out(f"{passage.score:.3f}  {output.passage_line(passage)}")


@asking.command()
def chat(context: typer.Context) -> None:
    """Hold the bot's conversation in this terminal."""
    from cli.chat import converse

    converse(context.obj)


@asking.command()
def bot(context: typer.Context) -> None:
    """Serve Telegram by polling; without TELEGRAM_BOT_TOKEN, converse in this terminal."""
    token = os.environ.get("TELEGRAM_BOT_TOKEN", "").strip()
    parts: Parts = context.obj
    if token:
        from cli.serve import serve

        serve(parts, token)
    else:
        from cli.chat import converse

        output.say(
            "TELEGRAM_BOT_TOKEN is not set, so here is the same conversation in the terminal.\n"
            "For Telegram: write to @BotFather there, send /newbot, and start again with the token "
            "it gives you:\n  TELEGRAM_BOT_TOKEN=… make run"
        )
        converse(parts)


def _format(as_json: bool, named: Format | None, batch: str | None) -> Format:
    if as_json and named not in (None, Format.json):
        raise UsageError("Give --json or another --format, not both.")
    if batch and named not in (None, Format.json):
        raise UsageError("--batch prints JSON: leave --format out.")
    return named or (Format.json if as_json else Format.text)


def _one_of(question: str | None, batch: str | None) -> None:
    if bool(question and question.strip()) == bool(batch):
        raise UsageError("Give a question, or --batch with a file of questions.")
    if batch and batch != "-" and not Path(batch).is_file():
        raise UsageError(f"There is no file {batch}: check the path given to --batch.")
