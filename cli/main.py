"""The command `dateline`: thin commands over the parts.

Exit codes: 0 done, 1 it failed, 2 it was asked wrongly.
"""

import logging
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cli import output, sources
from cli.indexing import distil, index, index_if_behind
from cli.parts import Parts, quiet_and_offline
from cli.person import person
from cli.settings import SECRETS, Loaded, load
from cli.upkeep import upkeep
from news.errors import DatelineError, UsageError
from news.notice import sentence_of
from news.question import question_in

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ingest.report import Item

app = typer.Typer(
    help="Answers questions about news articles, with quotes copied word for word from them.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

app.add_typer(upkeep)
app.add_typer(sources.app, name="sources")

Json = Annotated[bool, typer.Option("--json", help="Print JSON, as docs/json.md describes it.")]
Batch = Annotated[
    str | None,
    typer.Option(help='JSON Lines of {"id", "question", …}; "-" is standard input.'),
]
KnownOn = Annotated[
    str | None,
    typer.Option(help="Answer as if what was published after this day were unknown."),
]
Question = Annotated[str | None, typer.Argument(help="The question.")]
Reference = Annotated[
    str, typer.Argument(metavar="ARTICLE", help="An id, the beginning of one, or a URL.")
]


@app.callback()
def settings(
    context: typer.Context,
    data: Annotated[
        Path | None, typer.Option(help="The archive folder (or DATELINE_DATA).")
    ] = None,
    config: Annotated[
        Path | None, typer.Option(help="The settings file (or DATELINE_CONFIG).")
    ] = None,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Log what is done.")] = False,
) -> None:
    loaded = load(config, data)
    quiet_and_offline(loaded)
    logging.basicConfig(
        level=logging.INFO if verbose else logging.WARNING,
        format="%(asctime)s %(levelname)s %(name)s: %(message)s",
        stream=sys.stderr,
    )
    # These lines hold the bot's token in the URL.
    logging.getLogger("httpx").setLevel(logging.WARNING)
    # What they find wrong with a page is told in a sentence of ours.
    for library in ("trafilatura", "htmldate"):
        logging.getLogger(library).setLevel(logging.CRITICAL)
    context.obj = Parts(loaded)
    context.call_on_close(context.obj.close)


@app.command()
def ingest(
    context: typer.Context,
    targets: Annotated[
        list[str] | None,
        typer.Argument(metavar="PATH|URL...", help="Files, folders or web addresses."),
    ] = None,
    once: Annotated[
        bool, typer.Option("--once", help="Only into an archive that never held anything.")
    ] = False,
    watch: Annotated[
        bool, typer.Option("--watch", help="Read the sources when they are due, until stopped.")
    ] = False,
) -> None:
    """Add articles, or their newer text."""
    parts: Parts = context.obj
    if watch != (not targets):
        raise UsageError("Give files, folders or addresses; or --watch to read the sources.")
    if watch:
        from cli.sources import watch_sources

        watch_sources(parts)
        return
    assert targets
    if once and parts.archive.last_change():
        return
    _read(parts, targets, by=person())


@app.command()
def extract(
    context: typer.Context,
    targets: Annotated[
        list[str], typer.Argument(metavar="PATH|URL...", help="Files, folders or web addresses.")
    ],
    as_json: Json = False,
    explain: Annotated[
        bool, typer.Option("--explain", help="Say where each field came from.")
    ] = False,
) -> None:
    """Print the articles that would be added, and add none."""
    from cli.inspect import extract_all

    loaded: Loaded = context.obj.loaded
    if not extract_all(loaded, targets, as_json=as_json, explain=explain):
        raise typer.Exit(1)


@app.command()
def ask(
    context: typer.Context,
    question: Question = None,
    as_json: Json = False,
    batch: Batch = None,
    known_on: KnownOn = None,
    quote_chars: Annotated[
        int | None, typer.Option(min=40, help="The most characters of one quote.")
    ] = None,
) -> None:
    """Answer a question with quotes."""
    from cli.batch import Asked, parse_day, run

    _one_of(question, batch)
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
    if as_json:
        output.json_line(answer.as_json())
    else:
        output.out(output.answer_text(answer))


@app.command()
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
    if batch:
        from answer.condense import condense

        def search_line(line: Asked) -> dict[str, object]:
            standalone = condense(line.question, line.conversation)
            found = parts.retriever.retrieve(standalone, k=k, known_on=line.known_on)
            return {
                "question": line.question,
                "passages": [passage.as_json() for passage in found],
            }

        run(batch, search_line, known_on=day)
        return
    passages = parts.retriever.retrieve(asked, k=k, known_on=day)
    if as_json:
        output.json_line(
            {"question": asked, "passages": [passage.as_json() for passage in passages]}
        )
    else:
        for passage in passages:
            output.out(f"{passage.score:.3f}  {output.passage_line(passage)}")


@app.command()
def chat(context: typer.Context) -> None:
    """Hold the bot's conversation in this terminal."""
    from cli.chat import converse

    converse(context.obj)


@app.command()
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


@app.command()
def articles(context: typer.Context, as_json: Json = False) -> None:
    """List the articles, the newest published first."""
    parts: Parts = context.obj
    listed = list(parts.archive.listed())
    for one in listed:
        day = one.published.isoformat() if one.published else None
        if as_json:
            output.json_line(
                {
                    "id": one.id,
                    "url": one.url,
                    "title": one.title,
                    "publisher": one.publisher,
                    "published": day,
                    "revision": one.revision,
                    "revisions": one.revisions,
                    "visible": one.visible,
                    "withdrawn": one.withdrawn,
                    "came": output.came_json(one.origin),
                }
            )
        else:
            waiting = "" if one.visible else " (waiting to be indexed)"
            gone = " (taken down by its publisher)" if one.withdrawn else ""
            by = f", {one.publisher}" if one.publisher else ""
            output.out(f"{one.id}  {(day or 'undated')[:10]:10}  {one.title}{by}{waiting}{gone}")
    if not listed:
        output.say("There are no articles yet: add some with `dateline ingest PATH|URL`.")


@app.command()
def show(
    context: typer.Context,
    reference: Reference,
    as_json: Json = False,
    raw: Annotated[
        bool, typer.Option("--raw", help="Print the bytes that its text was read from.")
    ] = False,
) -> None:
    """Print one article whole, as archived."""
    from archive import Copies

    parts: Parts = context.obj
    kept = parts.archive.find(reference)
    if raw:
        sys.stdout.buffer.write(parts.raw.read(kept.article.id, kept.article.revision))
        return
    copies = Copies(parts.archive).of(kept.article.id)
    if as_json:
        output.json_line(output.kept_json(kept, copies))
        return
    for line in output.article_head(kept.article):
        output.out(line)
    notice = sentence_of(kept.article.notices, kept.withdrawn)
    if notice:
        output.out(notice)
    if copies:
        output.out(f"The same story: {', '.join(copies)}")
    output.out(f"\n{kept.article.text}")


@app.command()
def remove(context: typer.Context, reference: Reference) -> None:
    """Take an article out of the archive and both indexes."""
    parts: Parts = context.obj
    title = parts.remove(reference, by=person())
    index(parts)
    output.out(f"Removed: {title}")


@app.command()
def reindex(context: typer.Context) -> None:
    """Make both indexes anew from the archive and switch to them."""
    parts: Parts = context.obj
    if parts.take_lock():
        distil(parts)
    with output.bar("Indexing") as tell:
        count = parts.reindex(tell)
    output.out(f"{count:,} chunks indexed.")


@app.command()
def stats(context: typer.Context, as_json: Json = False) -> None:
    """Print how much is kept and whether the indexes are up to date."""
    parts: Parts = context.obj
    counted: dict[str, object] = dict(parts.archive.counts())
    newest = parts.archive.newest()
    counted["newest"] = newest.isoformat() if newest else None
    counted["indexed_up_to"] = parts.archive.indexed()
    counted["last_change"] = parts.archive.last_change()
    if as_json:
        output.json_line(counted)
    else:
        for name, value in counted.items():
            output.out(f"{name.replace('_', ' '):14} {value if value is not None else '-'}")


@app.command("config")
def show_config(context: typer.Context) -> None:
    """Print the settings in force and where each came from; secrets are masked."""
    loaded: Loaded = context.obj.loaded
    output.out(f"data = {str(loaded.data)!r}  # {loaded.data_from}")
    for key, value in loaded.items():
        output.out(f"{key} = {value!r}  # {loaded.origin(key)}")
    for name in SECRETS:
        state = "set (masked)" if os.environ.get(name) else "not set"
        output.out(f"{name}: {state}")


@app.command("eval")
def evaluate(
    context: typer.Context,
    names: Annotated[
        list[str] | None, typer.Argument(help="Which sets; without a name, all of them.")
    ] = None,
    *,
    sets: Annotated[
        Path | None,
        typer.Option("--sets", help="A folder with public evaluation sets (docs/evals.md)."),
    ] = None,
) -> None:
    """Measure answers and retrieval on the sample questions and, where present, public sets."""
    from cli.evaluate import evaluate_all

    if not evaluate_all(context.obj.loaded, sets, tuple(names or ())):
        raise typer.Exit(1)


@app.command()
def failed(
    context: typer.Context,
    retry: Annotated[bool, typer.Option("--retry", help="Try all of it again.")] = False,
    forget: Annotated[bool, typer.Option("--forget", help="Take all of it off the list.")] = False,
) -> None:
    """List what could not be ingested and was not mended since, and why."""
    parts: Parts = context.obj
    listed = parts.fetches.failed()
    if retry and listed:
        _read(parts, parts.failed_again())
    elif forget:
        parts.fetches.clear([one.origin for one in listed])
    else:
        for one in listed:
            output.out(f"{one.at:%Y-%m-%d %H:%M}  {one.times:2}×  {one.name}: {one.reason}")
    if not listed:
        output.say("Nothing failed that was not mended since.")


def _read(parts: Parts, documents: "Iterable[Item | str]", *, by: str = "") -> None:
    """Put documents away and index them; exit with 1 if one failed."""
    with output.bar("Reading articles") as tell:
        report = parts.ingest(documents, lambda now: tell(now.total, None), by=by)
    try:
        index(parts)
    finally:
        # What the archive has is told also when it could not be indexed.
        for failure in report.failed:
            named = "" if failure.name in failure.reason else f"{failure.name}: "
            output.say(f"{named}{failure.reason}")
        if report.removed:
            output.say(
                f"{len(report.removed):,} of these were removed before and stay so: name the file "
                "or URL itself to add one again."
            )
        output.out(report.summary())
    if report.failed:
        raise typer.Exit(1)


def _one_of(question: str | None, batch: str | None) -> None:
    if bool(question and question.strip()) == bool(batch):
        raise UsageError("Give a question, or --batch with a file of questions.")
    if batch and batch != "-" and not Path(batch).is_file():
        raise UsageError(f"There is no file {batch}: check the path given to --batch.")


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line; failures are one sentence on standard error."""
    try:
        app(arguments)
    except UsageError as error:
        output.say(str(error))
        sys.exit(2)
    except DatelineError as error:
        output.say(str(error))
        sys.exit(1)
    except OSError as error:
        # Every part says by itself what it could not read or write; what is left is the output.
        at = f" {error.filename}" if error.filename else " what was found"
        with suppress(OSError):
            # What could not be printed is not tried again at the end of the process.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        output.say(
            f"Writing{at} failed ({error.strerror or error}): check the disk and where the output "
            "goes, and try again."
        )
        sys.exit(1)
