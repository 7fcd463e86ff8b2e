"""What changed in an article, and setting right what it says of itself."""

from bot.desk import Desk, Request, Tell
from bot.message import Message, Writer, split
from bot.render import say
from ingest.fixing import fix_of
from news.article import Article
from news.errors import UsageError
from news.fix import FIELDS, shown

_MARKS = {"removed": "strikethrough", "added": "bold"}


def diff(desk: Desk, request: Request, tell: Tell) -> list[Message]:
    """Show what changed between the newest two texts of an article."""
    # Only here: the terminal's other commands need nothing of `answer`.
    from answer.difference import difference, newest_two

    named = request.words.strip()
    if not named:
        raise UsageError("Say which article: /diff ID (see /articles).")
    before, after = newest_two(desk.archive.revisions_of(named))
    found = difference(before.text, after.text)
    writer = Writer().add(after.title, "bold")
    writer.add(f"\nAs it came {_day(before)}, and {_day(after)}")
    if before.title != after.title:
        writer.add("\n\n").add(before.title, "strikethrough").add(" ").add(after.title, "bold")
    for figure in found.figures:
        writer.add("\n\n" if figure is found.figures[0] else "\n").add(str(figure), "bold")
    for change in found.changes:
        before_words = "\n\n"
        for kind, words in change.parts():
            # The space between two runs is no part of what changed.
            writer.add(before_words)
            writer.add(words.strip(), *([_MARKS[kind]] if kind in _MARKS else []))
            before_words = " "
    if not found.changes:
        writer.add("\n\nOnly white space changed.")
    return split(writer.message())


def fix(desk: Desk, request: Request, tell: Tell) -> list[Message]:
    """Set right a title, publisher or date, from now on."""
    named, _, rest = request.words.strip().partition(" ")
    field, _, value = rest.strip().partition(" ")
    if not field:
        raise UsageError(
            f"Say what is right: /fix ID FIELD VALUE, where FIELD is one of {', '.join(FIELDS)}; "
            "for example /fix ID published 2020-02-09."
        )
    right = fix_of(field, value)
    corrected = desk.fix(named, right, request.person)
    return say(
        f"Set right for “{corrected.article.title}”: {right.field} is {shown(right.value)}, it was "
        f"{corrected.before}. Re-ingesting keeps it."
    )


def _day(article: Article) -> str:
    moment = article.updated or article.published
    came = f"{article.retrieved.day} {article.retrieved:%B %Y, %H:%M} UTC"
    return f"on {came}" + (f" (dated {moment.spoken()})" if moment else "")
