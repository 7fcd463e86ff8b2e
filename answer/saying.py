"""What stands around an answer's quotes: the days that it is of, what was withheld, and silence."""

from collections.abc import Sequence

from answer.asking import Asking
from answer.labels import labels
from answer.retrieve import Retriever
from answer.silence import none_of_days, silence, silence_of_days
from answer.windows import told
from answer.wording import capital
from archive import Archive
from news.answer import Quote


def of_days(archive: Archive, asking: Asking, text: str, quotes: Sequence[Quote]) -> str:
    """Return the text after the days it is of, where the question does not write them out."""
    said, window = asking.when, asking.when.reported
    if said.as_of:
        return f"{capital(said.words)}:\n{text}"
    if window is None:
        return text
    if not archive.count_in(window, known_on=asking.known_on):
        return f"{none_of_days(said)}; others say:\n{text}"
    if not said.is_relative and not said.of_story:
        return f"{capital(said.words)}:\n{text}" if asking.days else text
    if all(window.has(quote.published) for quote in quotes):
        return f"{capital(told(said))}:\n{text}"
    return f"Understood as {told(said)}.\n{text}"


def silent(retriever: Retriever, asking: Asking) -> str:
    """Return what is said where no quote stands."""
    about, said = asking.found.about, asking.when
    archive, known_on = retriever.archive, asking.known_on
    state = archive.standing(known_on)
    if said.reported is not None and state.articles:
        articles = archive.count_in(said.reported, known_on=known_on)
        if said.is_strict or not articles:
            return silence_of_days(state, said, articles)
    return silence(
        state,
        about=labels([about], retriever.rarity)[0] if about else None,
        known_on=known_on,
    )


def with_days(text: str, days: Sequence[str], quotes: Sequence[Quote]) -> str:
    """Return the text, after the days as they were understood if nothing else shows their years."""
    shown = " ".join([text, *(quote.text for quote in quotes)])
    if all(day.split()[-1] in shown for day in days):
        return text
    return f"Understood as {' and '.join(days)}.\n{text}"


def withheld_sentence(count: int) -> str:
    """Return that so many quotes did not stand."""
    if count == 1:
        return "One quote was withheld: its words do not stand in the article it was claimed from."
    return f"{count} quotes were withheld: their words do not stand in the articles named."
