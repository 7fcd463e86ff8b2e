"""Figures that something else proposes, held against the words of the article.

What is proposed only points: the number, its qualifier, the day and the place are read from the
article's own sentence, and what the rules would leave out is refused.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import get_args

from facts.clause import THINGS_HARMED, Sentence
from facts.days import Calendar
from facts.figures import scope_of, untrue_from
from facts.lexicon import MEASURE_BY_WORD
from facts.lines import whole_sentences
from facts.numbers import read_number
from facts.people import MANY_PEOPLE, ONE_PERSON
from facts.phrase import Phrase
from facts.phrases import read_phrases
from facts.places import place_near
from facts.reporters import named_reporters, reporter_of
from news.answer import Claim
from news.article import Article
from news.figure import Figure, Measure, Span
from news.moment import Moment
from news.repair import repaired
from news.verify import Source, stands, verify

_MORE_WORDS: dict[str, Measure] = {
    "dead": "killed", "deceased": "killed", "lifeless": "killed", "lives": "killed",
    "toll": "killed", "bodies": "killed", "hospital": "hospitalised", "part": "taken part",
}  # fmt: skip
_FARTHEST = 18  # phrases between a number and the word of its measure
_LONGEST = 100_000  # characters: a quote is widened to its sentences, however long


@dataclass(frozen=True, slots=True)
class ProposedFigure:
    """A figure as it is claimed; `number` is in digits or words, the rest words of the article."""

    quote: str
    number: str
    measure: str
    group: str = ""
    reported_by: str = ""
    as_of: str = ""


@dataclass(frozen=True, slots=True)
class Checked:
    """The figures that stand, and how many do not, by what is wrong with them."""

    figures: tuple[Figure, ...] = ()
    refused: Counter[str] | None = None


class _Refused(Exception):
    """A proposed figure does not stand; the text says why."""


def checked(
    article: Article, proposed: Iterable[ProposedFigure], known: Sequence[Figure], *, by: str
) -> Checked:
    """Return what stands of the proposed figures and is not among those known, as read by `by`."""
    kept: list[Figure] = []
    refused: Counter[str] = Counter()
    calendar = Calendar(article.text, article.published)
    spans = whole_sentences(article.text)
    for one in proposed:
        try:
            kept.append(_checked(article, calendar, spans, one, [*known, *kept], by))
        except _Refused as why:
            refused[str(why)] += 1
    return Checked(tuple(kept), refused)


def _checked(
    article: Article,
    calendar: Calendar,
    spans: Sequence[tuple[int, int]],
    one: ProposedFigure,
    known: Sequence[Figure],
    by: str,
) -> Figure:
    measure = next((each for each in get_args(Measure) if each == one.measure.strip()), None)
    if measure is None:
        raise _Refused("no such measure")
    start, end = _sentence(article, spans, one.quote)
    text = article.text[start:end].replace("\n", " ")
    untrue = untrue_from(text)
    if calendar.is_history(text) or text.rstrip().endswith("?"):
        raise _Refused("denied, asked or of another time")
    read = Sentence(text, read_phrases(text))
    number, verb = _placed(read, one, measure)
    first, last = min(number.start, verb.start), max(number.end, verb.end)
    if first >= untrue or _is_only_possible(read, verb):
        raise _Refused("denied, asked or of another time")
    phrase = Span(start + number.start, start + number.end)
    for other in known:
        if other.phrase.start < phrase.end and phrase.start < other.phrase.end:
            raise _Refused("known")
    group = one.group.strip().lower()
    if group and not stands(group, text):
        raise _Refused("group not in the quote")
    told = number.number
    assert told is not None
    around = _around(article.text, spans, start)
    return Figure(
        article_id=article.id,
        revision=article.revision,
        measure=measure,
        low=told.low,
        high=told.high,
        quotes=(Span(start, end),),
        phrase=Span(start + first, start + last),
        qualifier=told.qualifier,
        of=number.of,
        group=number.group or MANY_PEOPLE.get(group) or ONE_PERSON.get(group) or "",
        is_added=number.is_more,
        place=place_near(text, first, last) or calendar.place,
        scope=scope_of(text, is_toll="toll" in read.words),
        as_of=calendar.day_of(text) or _day(one, around, calendar) or calendar.today(),
        reported_by=reporter_of(text, first, last) or _reporter(one, around),
        read_by=by,
    )


def _sentence(article: Article, spans: Sequence[tuple[int, int]], quote: str) -> tuple[int, int]:
    """Return the one sentence of the article in which the quote stands."""
    source = Source(article.id, article.revision, article.text, article.title)
    sources = {article.id: source}
    claims = repaired(Claim(quote, article.id), sources)
    quotes, _ = verify(claims, sources, quote_chars=_LONGEST)
    if len(quotes) != 1:
        raise _Refused("quote not in the article")
    for start, end in spans:
        if start <= quotes[0].start < end:
            if quotes[0].end > end:
                raise _Refused("more than a sentence")
            return start, end
    raise _Refused("quote not in the article")


def _placed(read: Sentence, one: ProposedFigure, measure: Measure) -> tuple[Phrase, Phrase]:
    """Return the phrases of the number and of the word of its measure nearest to it."""
    wanted = _value(one.number)
    verbs = [at for at, word in enumerate(read.words) if _measure_of(word) == measure]
    if not verbs:
        raise _Refused("measure not in the quote")
    numbers = [
        at
        for at, phrase in enumerate(read.phrases)
        if phrase.number is not None and wanted in (phrase.number.low, phrase.number.high)
    ]
    if not numbers or wanted is None:
        raise _Refused("number not in the quote")
    away, number, verb = min((abs(at - verb), at, verb) for at in numbers for verb in verbs)
    between = read.phrases[min(number, verb) + 1 : max(number, verb)]
    phrase = read.phrases[number]
    is_thing = phrase.tag == "T"
    if (
        away > _FARTHEST
        or any(each.number is not None and each.tag in "NnTZ" for each in between)
        or any(_measure_of(each.word) not in (None, measure) for each in between)
    ):
        raise _Refused("number and measure apart")
    if phrase.is_part or (number and read.tags[number - 1] == "g"):
        raise _Refused("a part of another number")
    if is_thing != (measure in THINGS_HARMED):
        raise _Refused("counts something else")
    return phrase, read.phrases[verb]


def _value(number: str) -> int | None:
    words = number.lower().split()
    told = read_number(words, 0) if words else None
    return None if told is None else told.low if told.low is not None else told.high


def _measure_of(word: str) -> Measure | None:
    return MEASURE_BY_WORD.get(word) or _MORE_WORDS.get(word)


def _is_only_possible(read: Sentence, verb: Phrase) -> bool:
    at = read.phrases.index(verb)
    return read.is_denied(at) or "!" in read.tags[max(0, at - 4) : at]


def _around(text: str, spans: Sequence[tuple[int, int]], start: int) -> list[str]:
    """Return the sentence that begins there and its two neighbours, as far as they assert."""
    at = next(number for number, span in enumerate(spans) if span[0] == start)
    near = (text[first:last].replace("\n", " ") for first, last in spans[max(0, at - 1) : at + 2])
    return [one[: untrue_from(one)] for one in near]


def _day(one: ProposedFigure, around: Sequence[str], calendar: Calendar) -> Moment | None:
    words = one.as_of.strip()
    told = any(stands(words, each) and not calendar.is_history(each) for each in around)
    return calendar.day_of(words) if words and told else None


def _reporter(one: ProposedFigure, around: Sequence[str]) -> str:
    """Return who is claimed to have reported it, where a sentence there says that they said it."""
    claimed = set(one.reported_by.lower().split())
    named = [who for each in around for who in named_reporters(each)]
    return next((who for who in named if claimed and claimed >= set(who.lower().split())), "")
