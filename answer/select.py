"""The sentences of the retrieved passages, scored for how well they answer."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache, partial

from answer import extents, fault
from answer.agreement import agreement
from answer.asked import Asked, counted_words, name_terms
from answer.counts import Count, counts
from answer.coverage import covered
from answer.deeds import is_of_subject, is_only_had, subject_of
from answer.expected import FIGURES, NAMES, Expected, expected
from answer.lexicon import in_hospital, measures, speech, stands_in
from answer.of_harm import tells_of_harm
from answer.refusing import Seen, signals, sureness
from answer.sentence_features import (
    NAMES_OF_FEATURES,
    Rows,
    Sentence,
    rows,
    strength,
    terms,
    terms_in_order,
)
from answer.sentence_model import Compare, Weights, listwise
from answer.shared_out import at_place
from answer.values import Value
from news.moment import day_mentions
from news.passage import Passage
from news.text import sentences
from news.verify import Source
from news.window import Window
from vectorstore.analyse import analyse

PASSAGES = 20
"""Passages whose sentences are looked at: about 150 sentences."""

_TITLED = NAMES_OF_FEATURES.index("titled")
_CONTEXT = NAMES_OF_FEATURES.index("context")
_ON_IT = 0.5
"""What a sentence and what stands around it tell at least of a question that it is on."""

_IN_HEADER = 0.85
"""What a term is worth that stands in the header alone."""

_FEWEST_CHARACTERS = 4
_LONGEST = 400
"""Characters of a sentence that is taken whole; a longer one is looked at clause by clause."""

_CLAUSE_END = re.compile(r"[,;:—–]\s+|\s+(?=(?:and|but|while|which)\s)")
_PLACED = 0.5
"""The strength of a name before which stands "in", or that is known as a place's."""

_SITE = re.compile(
    r"\b(?:in|at|near|outside|inside|on|into|to|under)\s+(?:an?|the|his|her|their|its)\s+(?:[\w-]+\s){0,2}"
    r"(?:cent(?:er|re)|hospital|school|village|town|city|district|province|region|county|street|road"
    r"|square|park|forest|field|house|home|flat|apartment|building|church|mosque|station|airport"
    r"|port|factory|prison|camp|court|hotel|restaurant|shop|market|hall|capital|border|coast|sea"
    r"|lake|river|island|mountains?|stadium|university)\b",
    re.IGNORECASE,
)
_TIME = re.compile(
    r"\b(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday|yesterday|today|\d{1,2}[:.]\d\d"
    r"|(?:in|since|by|until)\s+(?:19|20)\d\d|january|february|march|april|june|july|august"
    r"|september|october|november|december)\b",
    re.IGNORECASE,
)
_ACTOR = re.compile(
    r"\b(?:groups?|ministry|minister|president|police|officials?|governor|spokes\w+|courts?|agency"
    r"|authorit(?:y|ies)|residents?|investigators?|prosecutors?|officers?|army|soldiers?|rescuers?"
    r"|villagers?|witness(?:es)?|doctors?|company|owners?|commission|committee|министр|полиция)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that may answer: where it stands, how good it is, what it says of the asked kind.

    `own` (0 to 1) is how much of the question's meaning the sentence and its article's header tell;
    `fits` says whether it holds something of the kind asked for that the question did not name.
    """

    source: Source
    start: int
    end: int
    score: float
    own: float
    fits: bool
    counts: tuple[Count, ...] = field(default=())

    @property
    def text(self) -> str:
        return self.source.text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Selection:
    """The candidates, best first, and how likely it is (0 to 1) that the archive answers.

    `signals` are what that was told by; a bare question has none: it fits whatever happened.
    """

    candidates: tuple[Candidate, ...] = ()
    sureness: float = 0.0
    signals: tuple[float, ...] = ()


def select(
    question: Asked,
    passages: Sequence[Passage],
    sources: Mapping[str, Source],
    rarity: Mapping[str, float],
    *,
    asked_on: date | None = None,
    days: Window | None = None,
    learned: Weights | None = None,
) -> Selection:
    """Return the sentences of the best passages as candidates.

    Of two that answer as well, the one nearer to `asked_on` is the better. `days` are those of
    whose reports it is asked as seen from its own day, if it is. The sentences are weighed as
    `learned`, else by the weights that come with the program.
    """
    its = described(question, passages, sources, rarity, asked_on=asked_on)
    if not its.places:
        return Selection()
    scores = listwise(its.table, its.compare, learned)
    found = [
        _candidate(
            question, one, score, row, _is_told(its.kind, one.sentence, _own(question, one, values))
        )
        for one, score, row, values in zip(its.places, scores, its.table, its.told, strict=True)
    ]
    fits = [one.fits for one in found]
    met: list[float] = []
    if not question.is_bare:
        sentences = [one.sentence for one in its.places]
        rare = {term: rarity[term] for term in question.terms}
        names = names_in(question)
        seen = Seen(sentences, its.table, its.told, scores, fits)
        met = signals(question.question, rare, names, seen, asked_on=asked_on, days=days)
    found.sort(key=lambda one: (-one.score, one.source.article_id, one.start))
    return Selection(tuple(found), sureness(met) if met else float(any(fits)), tuple(met))


@dataclass(frozen=True, slots=True)
class Placed:
    """A sentence with the place where it stands in its article."""

    sentence: Sentence
    source: Source
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Described:
    """The sentences of a question, a row of features each, and their values that can be the answer.

    `kind` is what is asked for. `compare` compares them once it is known how likely each answers
    by itself.
    """

    kind: Expected
    places: Sequence[Placed]
    table: Rows
    told: Sequence[Sequence[Value]]
    compare: Compare


def described(
    question: Asked,
    passages: Sequence[Passage],
    sources: Mapping[str, Source],
    rarity: Mapping[str, float],
    *,
    asked_on: date | None = None,
    form: Expected | None = None,
) -> Described:
    """Return the sentences of the best passages as they are weighed, and learned from.

    Without the `form` of the answer it is read from the question.
    """
    rare = {term: rarity[term] for term in question.terms}
    places = placed(passages, sources)
    sentences = [one.sentence for one in places]
    kind = form or expected(question.question)
    table, told = rows(question.question, kind, rare, sentences, asked_on)
    if len(kind.units) > 1:
        told = _of_likeliest_unit(kind.units, told, table)
    compare = partial(agreement, question.question, kind, rare, sentences, told)
    return Described(kind, places, table, told, compare)


def placed(passages: Sequence[Passage], sources: Mapping[str, Source]) -> list[Placed]:
    """Return the sentences of the best passages, each once, those of the best passage first."""
    found: dict[tuple[str, int], Placed] = {}
    for rank, passage in enumerate(passages[:PASSAGES]):
        source = sources.get(passage.article_id)
        if source is None:
            continue
        for one in _of_passage(passage, rank, source):
            found.setdefault((source.article_id, one.start), one)
    return list(found.values())


def terms_of(source: Source) -> frozenset[str]:
    """Return every term of an article, of its title, publisher and day too."""
    return terms(source.text) | terms(_header(source))


def names_in(question: Asked) -> frozenset[str]:
    """Return the terms of the names in the question."""
    return name_terms(question.question)


def _of_passage(passage: Passage, rank: int, source: Source) -> list[Placed]:
    text = passage.text
    spans = _spans(text)
    told = [terms(text[start:end]) for start, end in spans]
    chunk = frozenset[str]().union(*told)
    header = terms(_header(source))
    published = source.published_at(passage.start)
    nothing = frozenset[str]()
    return [
        Placed(
            Sentence(
                text=text[start:end],
                own=told[at],
                in_order=terms_in_order(text[start:end]),
                before=told[at - 1] if at else nothing,
                after=told[at + 1] if at + 1 < len(spans) else nothing,
                chunk=chunk,
                header=header,
                score=passage.score,
                rank=rank,
                at=(passage.start + start) / max(1, len(source.text)),
                published=published.at.date() if published else None,
                group=source.group or source.article_id,
                publisher=source.publisher,
            ),
            source,
            passage.start + start,
            passage.start + end,
        )
        for at, (start, end) in enumerate(spans)
        if end - start > _FEWEST_CHARACTERS
    ]


def _candidate(question: Asked, one: Placed, score: float, row: Rows, is_told: bool) -> Candidate:
    sentence = one.sentence
    numbers = tuple(_counts(question, sentence)) if question.kind == "count" else ()
    return Candidate(
        source=one.source,
        start=one.start,
        end=one.end,
        score=float(score),
        own=float(row[_TITLED]),
        fits=_fits(question, sentence, numbers, is_told),
        counts=numbers,
    )


def _counts(question: Asked, one: Sentence) -> list[Count]:
    """Return the counts of the sentence, without those of another than whom the question names."""
    placed = at_place(one.text, question)
    found = [placed] if placed else counts(one.text, question)
    if question.measure == "killed" and in_hospital() & {*question.terms}:
        # Who died in a hospital is told so, and is not all who died.
        found = [each for each in found if in_hospital() & {*analyse(each.phrase)}]
    subject = frozenset[str]() if question.measure else subject_of(question.question)
    around = one.before | one.header
    if subject & one.own:
        # "The tower" is the one that the passage names in whole.
        around |= one.chunk
    return [
        each
        for each in found
        if not subject or is_of_subject(subject, one.text, each.start, around)
    ]


def told_by_itself(sentence: str, source: Source, rare: Mapping[str, float]) -> float:
    """Return how much of a question's terms a sentence and its article's header tell, 0 to 1."""
    return covered(rare, [(terms(sentence), 1.0), (terms(_header(source)), _IN_HEADER)])


def _fits(question: Asked, one: Sentence, numbers: Sequence[Count], is_told: bool) -> bool:
    """Say whether the sentence tells something of the asked kind that the question did not."""
    if question.kind == "count":
        if in_hospital() & set(question.terms) and not in_hospital() & one.own:
            return False
        is_said = question.is_whether and _tells_of_measure(question, one.own)
        return is_said or bool(numbers) and _tells_what_happened(question, one.own)
    if question.kind == "said":
        return not one.own.isdisjoint(speech())
    if fault.is_asked(question.question) and not fault.is_told(one.text):
        return False
    if not tells_of_harm(question, one):
        return False
    if question.kind == "when":
        return is_told or bool(day_mentions(one.text) or _TIME.search(one.text))
    if question.kind == "who":
        return is_told or bool(_ACTOR.search(one.text))
    return is_told or expected(question.question).form not in FIGURES | NAMES


def _own(question: Asked, one: Placed, values: Sequence[Value]) -> list[Value]:
    """Return the values that can be of the very thing that is asked after."""
    text, asks = one.sentence.text, question.question
    return [each for each in values if extents.is_told(asks, text, each, one.source.text)]


def _is_told(kind: Expected, one: Sentence, can_be: Sequence[Value]) -> bool:
    """Say whether one of the values can be the answer; a place is what something is in."""
    if kind.form != "place":
        return bool(can_be)
    return bool(_SITE.search(one.text)) or any(
        strength(value, kind, one) >= _PLACED for value in can_be
    )


def _of_likeliest_unit(
    units: Sequence[str], told: Sequence[tuple[Value, ...]], table: Rows
) -> list[tuple[Value, ...]]:
    """Return the values of the first unit that a sentence on the question has one of.

    How long a ship is is told in metres, where anything is; how long a ban is, in months.
    """
    near = [its for its, row in zip(told, table, strict=True) if row[_CONTEXT] >= _ON_IT]
    unit = next((one for one in units if any(v.unit == one for its in near for v in its)), "")
    return [tuple(v for v in its if not unit or v.unit == unit) for its in told]


def _tells_of_measure(question: Asked, terms: frozenset[str]) -> bool:
    return question.measure is not None and not terms.isdisjoint(measures()[question.measure])


def _tells_what_happened(question: Asked, terms: frozenset[str]) -> bool:
    """Say whether the sentence tells more of the question than the thing counted.

    "34 Kazakhs were treated" has the counted Kazakhs, but does not say how many crossed a border.
    Where a measure is asked for, the count of people was read as one of it, and who or what else is
    counted was so harmed: two officers who were wounded are not two dead.
    """
    if question.measure:
        return not question.counted or not terms.isdisjoint(measures()[question.measure])
    counted = {*analyse(" ".join(counted_words(question.question)))} if question.counted else set()
    happened = frozenset(question.terms) - counted - names_in(question)
    return (
        not happened
        or is_only_had(question, happened)
        or any(stands_in(term, terms) for term in happened)
    )


@lru_cache(maxsize=1024)
def _spans(text: str) -> tuple[tuple[int, int], ...]:
    return tuple(piece for span in sentences(text) for piece in _pieces(text, *span))


def _pieces(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the sentence, or its clauses in runs of at most `_LONGEST` characters."""
    pieces = []
    while end - start > _LONGEST:
        cuts = [match.end() for match in _CLAUSE_END.finditer(text, start, start + _LONGEST)]
        space = text.rfind(" ", start, start + _LONGEST) + 1
        cut = cuts[-1] if cuts else space if space > start else start + _LONGEST
        pieces.append((start, start + len(text[start:cut].rstrip())))
        start = cut
    return [*pieces, (start, end)]


def _header(source: Source) -> str:
    day = source.published.spoken() if source.published else ""
    return f"{source.title} {source.publisher or ''} {day}"
