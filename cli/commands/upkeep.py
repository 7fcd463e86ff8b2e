"""Commands that keep the archive right: what changed, what was wrong, who must be told."""

from dataclasses import asdict
from typing import Annotated

import typer

from cli import output
from cli.commands.options import Json, Reference
from cli.indexing import distil, index
from cli.parts import Parts
from cli.person import person
from news.article import Article
from news.errors import NotFound
from news.fix import shown

upkeep = typer.Typer()

Revision = Annotated[
    str | None, typer.Argument(help="A revision, or the beginning of one (default: the newest).")
]
_MARKS = {"same": "{}", "removed": "[-{}-]", "added": "{{+{}+}}"}


@upkeep.command()
def diff(
    context: typer.Context,
    reference: Reference,
    old: Revision = None,
    new: Revision = None,
    as_json: Json = False,
) -> None:
    """Show what changed between two texts of an article: figures first, then sentences."""
    from answer.difference import difference, newest_two

    parts: Parts = context.obj
    kept = parts.archive.revisions_of(reference)
    before, after = newest_two(kept) if old is None else (_named(kept, old), kept[-1])
    after = after if new is None else _named(kept, new)
    found = difference(before.text, after.text)
    if as_json:
        named = {"id": after.id, "old": before.revision, "new": after.revision}
        output.json_line({**named, **found.as_json()})
        return
    output.out(f"{after.title} [{after.id}]: {before.revision} → {after.revision}")
    for figure in found.figures:
        output.out(str(figure))
    for change in found.changes:
        words = [(kind, text.strip(" ")) for kind, text in change.parts()]
        output.out("\n" + " ".join(_MARKS[kind].format(text) for kind, text in words))


@upkeep.command()
def remove(context: typer.Context, reference: Reference) -> None:
    """Take an article out of the archive and both indexes."""
    parts: Parts = context.obj
    title = parts.remove(reference, by=person())
    index(parts)
    output.out(f"Removed: {title}")


@upkeep.command()
def fix(
    context: typer.Context,
    reference: Reference,
    field: Annotated[str, typer.Argument(help="title, publisher or published.")],
    value: Annotated[str, typer.Argument(help='What is right; "unknown" if nobody knows.')],
) -> None:
    """Set right a title, publisher or date; re-ingesting keeps it."""
    from ingest.fixing import fix_of

    parts: Parts = context.obj
    right = fix_of(field, value)
    corrected = parts.fix(reference, right, by=person())
    index(parts)
    output.out(
        f"{corrected.article.title}: {right.field} is {shown(right.value)}, was {corrected.before}"
    )


@upkeep.command()
def audit(context: typer.Context, as_json: Json = False) -> None:
    """List what people set right, removed and added again, the oldest first."""
    from archive import Audit

    for entry in Audit(context.obj.archive).entries():
        if as_json:
            output.json_line(asdict(entry))
            continue
        what = f" {entry.field}: {entry.before!r} → {entry.after!r}" if entry.field else ""
        output.out(f"{entry.at}Z  {entry.by or '-'}  {entry.action} {entry.article_id}{what}")


@upkeep.command("changed-answers")
def changed_answers(context: typer.Context, as_json: Json = False) -> None:
    """List the answers whose quoted words no longer stand in their articles."""
    from archive import changed_answers

    count = 0
    for one in changed_answers(context.obj.archive):
        count += 1
        if as_json:
            output.json_line(asdict(one))
            continue
        output.out(f"{one.at}Z  {one.conversation}  {one.question}")
        output.out(f"  {one.became}: {one.title or 'an article since removed'} [{one.article_id}]")
        if one.words:
            output.out(f"  │ {' '.join(one.words.split())}")
    if not count and not as_json:
        output.say("Every quote of every answer still stands.")


@upkeep.command()
def complete(context: typer.Context) -> None:
    """Let the language model read the articles it has not read yet, for figures."""
    from cli import completing

    parts: Parts = context.obj
    parts.tell()
    done = completing.complete(parts)
    if done is None:
        output.say("The running bot reads them.")
        return
    output.out(
        done.sentence() if done.is_something else "The language model has read every article."
    )
    if done.failure:
        raise typer.Exit(1)


@upkeep.command()
def reindex(context: typer.Context) -> None:
    """Make both indexes anew from the archive and switch to them."""
    parts: Parts = context.obj
    if parts.take_lock():
        distil(parts)
    with output.bar("Indexing") as tell:
        count = parts.reindex(tell)
    output.out(f"{count:,} chunks indexed.")


def _named(kept: list[Article], revision: str) -> Article:
    """Return the newest revision whose name begins so."""
    for article in reversed(kept):
        if article.revision.startswith(revision):
            return article
    names = ", ".join(dict.fromkeys(article.revision for article in kept))
    raise NotFound(f"There is no revision {revision!r} of {kept[0].id}; there are {names}.")
