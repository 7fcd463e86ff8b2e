"""How many: the figure that holds, who gave it for which day, then what was said otherwise."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from answer.asked import Asked, name_terms
from answer.lexicon import in_hospital, measure_of, stands_in
from answer.select import Candidate as Sentence
from answer.select import terms_of, told_by_itself
from answer.wording import capital, reporter, told_by
from facts.holding import Held, Reported, Standing, latest, reports
from facts.numbers import may_begin
from facts.which import Candidate, Report, best
from news.answer import Claim, Draft
from news.correction import in_digits
from news.figure import Figure, Measure, Stated, stated
from news.moment import day_mentions
from news.verify import Source
from vectorstore.analyse import analyse

_MEASURES: Mapping[str, tuple[Measure, ...]] = {
    "killed": ("killed",),
    "injured": ("injured", "hospitalised"),
    "missing": ("missing",),
    "displaced": ("displaced",),
    "detained": ("detained",),
    "damaged": ("destroyed", "damaged"),
}
"""What a question's measure may be told as; the first that is told answers."""


_TOLL = re.compile(r"\b(?:toll|number|count|figure|tally|body)\b", re.IGNORECASE)
_BEGINNINGS = frozenset(
    "at more less fewer about around some nearly almost over up as an a the no nobody none another "
    "all both many killed injured wounded damaged destroyed detained arrested displaced missing "
    "dead killing injuring wounding damaging destroying leaving around only".split()
)
"""Words with which a figure's phrase begins, capital or not."""

_HEAD = re.compile(r"\b(?:the|a|its|their)\s+(?:[a-z]+\s+){0,2}$", re.IGNORECASE)

_AS_LIKELY = 0.25
"""Of one incident another number is told when it is at least so likely beside the likeliest."""

_NAME = re.compile(r"(?<=[\w,] )[A-ZА-ЯЁ][\w'’-]+")

_AS_NEAR = 0.84
"""A figure answers when its sentence tells at least this share of what the best one tells."""

Key = tuple[Measure, str, str]
"""What is counted: the measure, of what if not of people, and of which group."""


def draft(
    question: Asked,
    figures: Sequence[Figure],
    sources: Mapping[str, Source],
    *,
    rarity: Mapping[str, float],
    candidates: Sequence[Sentence],
    quotes: int,
    quote_chars: int,
    confidence: float,
) -> Draft | None:
    """Return the figure that was asked for with at most `quotes` quotes; None if none is told.

    `figures` are of one story's articles, `sources` these by id. `candidates` may hold a sentence
    that tells more of the question than any figure does: then it is for them to answer.
    """
    if any(count.is_told for one in candidates if one.fits for count in one.counts):
        return None  # a sentence has a number of the very place, or deed, that is asked after
    # A figure is of the measure already, in whatever words, and of what every article tells of.
    everywhere = _everywhere(sources.values())
    rare = {
        term: weight
        for term, weight in rarity.items()
        if measure_of([term]) is None and term not in everywhere
    }
    told_most = max(
        (told_by_itself(one.text, one.source, rare) for one in candidates if one.fits), default=0.0
    )
    near = [one for one in figures if _own(one, sources, rare) >= _AS_NEAR * told_most]
    if question.measure is None:
        # "34 Kazakhs were treated" does not say how many returned.
        near = [one for one in near if _tells_what_happened(question, one, sources)]
    incident = _incident(question)
    for key in keys(question, figures if incident else near, parts_too=incident is not None):
        measure, of, group = key
        if incident:
            lines = _of_incident(figures, sources, key, incident)
        else:
            lines = _lines(latest(reports(near, sources, measure, of=of, group=group)))
        if lines:
            return _draft(lines[:quotes], sources, quote_chars, confidence)
    return None


def _everywhere(articles: Iterable[Source]) -> frozenset[str]:
    """Return the terms that all of a story's articles have: each report on a fire tells of it."""
    held = [terms_of(one) for one in articles]
    return frozenset.intersection(*held) if len(held) > 1 else frozenset()


def lines_of(
    figures: Sequence[Figure], sources: Mapping[str, Source], key: Key
) -> list[tuple[Figure, str]]:
    """Return what holds of one count, then what was said otherwise, each figure as it is told."""
    measure, of, group = key
    told = _lines(latest(reports(figures, sources, measure, of=of, group=group)))
    return [(one.report.figure, _told(one)) for one in told]


@dataclass(frozen=True, slots=True)
class _Incident:
    """What happened at a place on a day that the question names."""

    place: str
    day: date


def _incident(question: Asked) -> _Incident | None:
    named = [(one, day) for one in day_mentions(question.question) if (day := one.on())]
    if not named:
        return None
    mention, day = named[0]
    before = question.question[: mention.start]
    return _Incident(" ".join(_NAME.findall(before)), day)


def _of_incident(
    figures: Sequence[Figure], sources: Mapping[str, Source], key: Key, incident: _Incident
) -> list[Held]:
    """Return the likeliest number of one incident, those nearly as likely, and the day's own."""
    measure, of, group = key
    about = {
        one.article_id: Report(one.title, one.published, one.group) for one in sources.values()
    }
    of_day = [
        one
        for one in figures
        if one.measure == measure and _is_of(one, sources[one.article_id], incident.day)
    ]

    def ranked(some: Sequence[Figure]) -> list[Candidate]:
        return best(
            some, about, measure, of=of, group=group, place=incident.place, day=incident.day
        )

    found = ranked(figures)
    likely = [one for one in found if one.certainty >= _AS_LIKELY * found[0].certainty]
    # A toll goes on rising: what was said on the day itself is told beside it.
    values = {one.value for one in likely}
    likely += [one for one in ranked(of_day)[:1] if one.value not in values]
    # What only headlines say cannot be quoted: it is a candidate that casts doubt on the others.
    return [
        Held(told[0], tuple(told[1:]))
        for one in likely
        if (told := [Reported(figure, sources[figure.article_id]) for figure in one.figures])
    ]


def _is_of(figure: Figure, source: Source, day: date) -> bool:
    """Say whether the figure is the day's own: of that day, and printed on it."""
    published = source.published_at(figure.quotes[0].start)
    return all(one and one.last_day == day for one in (figure.as_of, published))


def keys(question: Asked, figures: Iterable[Figure], *, parts_too: bool = False) -> list[Key]:
    """Return what the question counts, among what is counted, the nearest to its words first.

    With `parts_too`, people are also counted where only groups of them are.
    """
    if question.is_denied or (question.measure is None and not question.counted):
        return []
    if question.of_those or (question.measure == "killed" and in_hospital() & {*question.terms}):
        return []  # a part of what was counted: who died in hospital is one of the dead
    measures = _measures(question)
    if parts_too and not question.counted:
        return [(one, "", "") for one in measures if any(one == each.measure for each in figures)]
    told = dict.fromkeys((one.measure, one.of, one.group) for one in figures)
    if not question.counted:
        return [key for one in measures for key in told if key == (one, "", "")]
    counted = set(question.counted)
    fit = [
        key
        for key in told
        if (not measures or key[0] in measures) and counted & {*analyse(key[1]), *analyse(key[2])}
    ]
    return sorted(fit, key=lambda key: measures.index(key[0]) if measures else 0)


def _own(figure: Figure, sources: Mapping[str, Source], rarity: Mapping[str, float]) -> float:
    source = sources[figure.article_id]
    return told_by_itself(stated(figure, source.text).words[0], source, rarity)


def _tells_what_happened(question: Asked, figure: Figure, sources: Mapping[str, Source]) -> bool:
    """Say whether a figure's words tell what is asked of who is counted; if no more is, where."""
    told = {*analyse(stated(figure, sources[figure.article_id].text).words[0])}
    asked_for = {*question.terms} - {*question.counted}
    happened = asked_for - name_terms(question.question)
    if happened:
        return any(stands_in(one, told) for one in happened)
    return asked_for <= told


def _measures(question: Asked) -> tuple[Measure, ...]:
    if question.measure == "injured" and in_hospital() & set(question.terms):
        # Who was injured need not have been in a hospital.
        return ("hospitalised",)
    return _MEASURES[question.measure] if question.measure else ()


def _draft(
    lines: Sequence[Held], sources: Mapping[str, Source], quote_chars: int, confidence: float
) -> Draft:
    first, *others = lines
    text = [f"{capital(_told(first))}."]
    if others:
        text += ["Reported before, or otherwise:", *(f"• {_told(one)}" for one in others)]
    figures = tuple(one.report.figure for one in lines)
    claims = (
        Claim(words, one.article_id)
        for one in figures
        for words in claimed(stated(one, sources[one.article_id].text), quote_chars)
    )
    return Draft("\n".join(text), tuple(dict.fromkeys(claims)), confidence, figures)


def claimed(figure: Stated, quote_chars: int) -> tuple[str, ...]:
    """Return the sentences; of one too long to show, the number is what must be shown."""
    first, *others = figure.words
    return (first if len(first) <= quote_chars else figure.phrase, *others)


def _lines(standing: Standing) -> list[Held]:
    """Return what is said: what holds, what contradicts it, then the rest, each number once."""
    if not standing.held:
        return []
    first = standing.held[0]
    before = [Held(one) for one in reversed(standing.history)]
    said: list[Held] = []
    for one in (first, *standing.contradicting, *standing.held, *before):
        if all(_number(one.report) != _number(other.report) for other in said):
            said.append(one)
    return said


def _number(one: Reported) -> tuple[int | None, int | None]:
    return one.figure.low, one.figure.high


def _told(one: Held) -> str:
    """Return the figure in its own words, with who gave it, for which day, and who printed it."""
    report = one.report
    figure, source = report.figure, report.source
    phrase = _from_its_head(source.text, figure)
    if figure.corrected:
        phrase = _in_digits(figure)
    elif figure.derived:
        phrase = f"{_in_digits(figure)} by our sum"
    elif _may_name(phrase):
        phrase = _in_digits(figure)
    published = source.published_at(figure.quotes[0].start)
    printed = told_by(source.publisher, published)
    if one.publishers > 1:
        others = one.publishers - 1
        printed += f", and {others} other{'s' if others > 1 else ''}"
    day = figure.as_of
    is_of_another_day = day and (not published or day.last_day != published.last_day)
    as_of = f"as of {day.spoken()}" if day and is_of_another_day else ""
    right = figure.corrected.told(derived=figure.derived) if figure.corrected else ""
    said = ", ".join(part for part in (reporter(figure.reported_by), as_of) if part)
    return f"{phrase} ({'; '.join(part for part in (right, said, printed) if part)})"


def said(one: Stated) -> str:
    """Return a figure's words; where they may name a person, its number alone.

    What an admin set right is told as such: its words say another number.
    """
    figure, words = one.figure, " ".join(one.phrase.split())
    if figure.corrected:
        shown = words if figure.corrected.is_hidden else _in_digits(figure)
        return f"{shown} ({figure.corrected.told(derived=figure.derived)})"
    return _in_digits(figure) if figure.derived or _may_name(words) else words


def _may_name(phrase: str) -> bool:
    """Say whether a phrase may name who was harmed: names are shown inside quotes only.

    A toll ("the toll of the clashes in Korday") counts nobody by name.
    """
    first, *others = phrase.split()
    if _TOLL.search(phrase):
        return False
    begins = first.strip("\"'“‘").lower()
    is_name = first[:1].isupper() and not (may_begin(begins) or begins in _BEGINNINGS)
    return is_name or any(word.lstrip("\"'“‘(")[:1].isupper() for word in others)


def _in_digits(figure: Figure) -> str:
    """Return a figure without its words: "at least 3 injured (children)"."""
    number = in_digits((figure.low, figure.high))
    return f"{number} {counted((figure.measure, figure.of, figure.group))}"


def _from_its_head(text: str, figure: Figure) -> str:
    """Return the figure's phrase, from where its noun begins: "The death toll rose to ten"."""
    start, end = figure.phrase
    head = _HEAD.search(text, figure.quotes[0].start, start)
    is_toll = _TOLL.match(text, start)
    return text[head.start() if head and is_toll else start : end]


def counted(key: Key) -> str:
    """Return what is counted in words: "injured (police)", "homes damaged".

    >>> counted(("damaged", "homes", ""))
    'homes damaged'
    """
    measure, of, group = key
    named = f"{of} {measure}" if of else measure
    return f"{named} ({group})" if group else named
