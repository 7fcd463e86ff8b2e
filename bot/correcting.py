"""What admins set right about figures: another number, or that it is told no more."""

from answer.tolls import counted, said
from archive import CorrectionNow, Corrections
from bot.desk import Desk, Request, Tell
from bot.message import Message, Writer, split
from bot.render import say
from news.correction import in_digits, number_of
from news.errors import NotFound, UsageError
from news.figure import Stated


def correct(desk: Desk, request: Request, tell: Tell) -> list[Message]:
    """Set the number of a figure right, from now on."""
    named, _, rest = request.words.strip().partition(" ")
    number, _, why = rest.strip().partition(" ")
    if not number:
        raise UsageError(
            "Say which figure, and what is right: /correct ID 10 why. /figures tells you the ids."
        )
    right = number_of(number)
    return _told(Corrections(desk.archive).set(named, right, by=request.person, why=why.strip()))


def hide(desk: Desk, request: Request, tell: Tell) -> list[Message]:
    """Tell a figure no more."""
    named, _, why = request.words.strip().partition(" ")
    if not named:
        raise UsageError("Say which figure: /hide ID why. /figures tells you the ids.")
    return _told(Corrections(desk.archive).set(named, None, by=request.person, why=why.strip()))


def restore(desk: Desk, request: Request, tell: Tell) -> list[Message]:
    """Take back that a figure was hidden or set right."""
    named = request.words.strip()
    if not named:
        raise UsageError("Say which figure: /restore ID. /corrections tells you the ids.")
    taken = Corrections(desk.archive).restore(named, by=request.person)
    return say(f"As the article says again: {_what(taken)} {in_digits(taken.correction.was)}.")


def corrections(desk: Desk, request: Request, tell: Tell) -> list[Message]:
    """List what was hidden and set right, the newest first."""
    listed = Corrections(desk.archive).listed()
    if not listed:
        raise NotFound("No figure was hidden or set right: see /correct and /hide.")
    writer = Writer()
    for one in reversed(listed):
        right = one.correction
        writer.add("\n\n" if writer.has_text else "").add(right.id, "code")
        to = in_digits(right.number) if right.number else "hidden"
        writer.add(f" {_what(one)}: {in_digits(right.was)} → {to}", "bold")
        why = f": {right.why}" if right.why else ""
        writer.add(f"\n{right.at[:10]}, {right.by}{why}\n").add(one.words, "expandable_blockquote")
        if not one.applies:
            writer.add("\nNo longer applies: the article has other words now.", "italic")
    return split(writer.message())


def _what(one: CorrectionNow) -> str:
    return counted((one.measure, one.of, one.group))


def _told(one: Stated) -> list[Message]:
    """Return the figure as it is told from now on, with its words and how to take that back."""
    writer = Writer().add(f"{said(one)}.", "bold").add("\n")
    writer.add(one.words[0], "expandable_blockquote")
    writer.add("\nThe quote stays as it is, and re-ingesting keeps this. Back: ")
    return split(writer.add(f"/restore {one.id}", "code").message())
