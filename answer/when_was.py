"""The day of a happening: the first of the days that its reports tell most of.

What is asked for is when all of it was, as after a count: "How many died in Korday?", "When was
that?" No sentence need say so in these words, and the day of a toll is that of its report.
"""

import re
from collections.abc import Sequence
from datetime import date

from answer.asked import Asked
from answer.drafted import Drafted
from answer.lexicon import built, events, happening, measures, people
from answer.select import names_in
from answer.stories import Story
from answer.wording import told_by
from archive import Archive, FactShelf
from facts.timeline import timeline
from news.answer import Claim, Draft
from news.moment import day_mentions
from news.timeline import Day, Told
from vectorstore.analyse import analyse, content_terms

_AMONG = 4
"""The happening is the first of so many days: before it are its causes, each told of once."""

_LOOKED_AT = 5
"""Sentences of the day among which the one that names it, and one that tells of it, are sought."""

_IN_BRACKETS = re.compile(r"\(([^()]+)\)\W*$")


def is_asked(question: Asked) -> bool:
    """Say whether a question asks when a happening was, of which it says no more than its harm.

    "When was that (people died in Korday)?" does; when somebody was arrested or said something is
    another day.
    """
    if question.kind != "when" or question.is_bare:
        return False
    pointed = _IN_BRACKETS.search(question.question)
    of = set(content_terms(pointed[1]) if pointed else question.terms)
    plain = of - names_in(question)
    # "When did the minister die?" asks for one death, and not when all of it was.
    harm = events().union(_harm() if pointed or plain & people() else ())
    return bool(plain & harm) and plain <= harm | people() | happening() | built()


def draft(
    story: Story,
    archive: Archive,
    *,
    quote_chars: int,
    confidence: float,
    known_on: date | None = None,
) -> Drafted | None:
    """Return the day of what the story is of; None where no sentence with a happening names one.

    The sentences that are quoted name the day.
    """
    sources = {one.article_id: one for one in story.articles}
    named = [
        one
        for one in FactShelf(archive).events(story.ids, known_on=known_on)
        if one.named and one.date.precision in ("second", "day")
    ]
    kept = (archive.revision(one.article_id, one.revision) for one in story.articles)
    days = timeline(named, [one for one in kept if one is not None], days=_AMONG, quotes=_LOOKED_AT)
    first = next((day for day in days if any(map(_tells, day.quotes))), None)
    told = [one for one in _best(first) if len(one.text) <= quote_chars] if first else []
    if first is None or not told:
        return None
    best = sources[told[0].article_id]
    by = told_by(best.publisher, best.published_at(told[0].quote.start))
    text = (
        f"{first.date.spoken()} ({by})."
        if len(days) == 1
        else f"{first.date.spoken()}, as far as the reports tell ({by})."
    )
    claims = tuple(Claim(one.text, one.article_id) for one in told)
    return Drafted(Draft(text, claims, confidence), sources)


def _best(day: Day) -> Sequence[Told]:
    """Return the sentence that names the day by its date, and the one that tells of a happening.

    Often one does both, and where all say "on Friday" the second is enough.
    """
    naming = next((one for one in day.quotes if _names(one, day)), None)
    if naming and _tells(naming):
        return [naming]
    telling = next((one for one in day.quotes if _tells(one)), None)
    return [one for one in (naming, telling) if one is not None]


def _names(one: Told, day: Day) -> bool:
    at = day.date.at
    return any((each.month, each.day) == (at.month, at.day) for each in day_mentions(one.text))


def _tells(one: Told) -> bool:
    """Say whether a sentence has a word for a happening, that it began, or for its harm."""
    return not (events() | happening() | _harm()).isdisjoint(analyse(one.text))


def _harm() -> frozenset[str]:
    """Return what is done in a happening itself: who is arrested for it is so on a later day."""
    return frozenset[str]().union(
        *(terms for measure, terms in measures().items() if measure != "detained")
    )
