"""The sentences of the retrieved passages, scored for how well they answer."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from answer.asked import Asked
from answer.counts import Count, counts
from answer.lexicon import related, speech
from news.moment import day_mentions
from news.passage import Passage
from news.text import sentences
from news.verify import Source
from vectorstore.analyse import analyse

_PASSAGES = 20
"""Passages whose sentences are looked at: about 150 sentences."""

_SAME_MEANING = 0.85
"""What a word of the same measure counts ("hospitalised" for "injured") beside the word itself."""

# Where a question's term stands, and what finding it there is worth for "is this the topic".
_IN_NEIGHBOUR, _IN_CHUNK, _IN_HEADER, _IN_ARTICLE = 0.9, 0.85, 0.85, 0.7

# Hand-set, from a trial on one half of a news-quiz set; none was tuned on either half.
_W_SENTENCE, _W_CONTEXT, _W_CHUNK, _W_TYPE, _W_VOTES, _W_LEAD = 0.5, 0.5, 0.5, 0.3, 0.2, 0.05

_SHORT, _LEAST_EXPONENT, _EXPONENT_STEP = 5, 0.6, 0.045
"""Long questions are never covered as fully as short ones: the share is raised to a power that
falls with the terms over five. With the plain share and a threshold of .6, MultiHop-RAG's long
questions were refused three times in four; with this one in seven, and half of its nulls."""

_LONGEST = 400
"""Characters of a sentence that is taken whole; a longer one is looked at clause by clause."""

_CLAUSE_END = re.compile(r"[,;:—–]\s+|\s+(?=(?:and|but|while|which)\s)")
_NAME = re.compile(r"(?<=[\w,] )[A-ZА-ЯЁ][\w'’-]+")
_PLACE = re.compile(r"\b(?:in|at|near|outside|в|на)\s+(?:the\s+)?[A-ZА-ЯЁ]\w+")
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
_REASON = re.compile(
    r"\b(?:because|due to|caused|triggered|sparked|led to|as a result|blamed|attributed"
    r"|(?:began|begun|started|broke out) (?:after|when|over|with)|из-за)\b",
    re.IGNORECASE,
)
_PERHAPS_REASON = re.compile(r"\b(?:after|following|over|since|после)\b", re.IGNORECASE)
_PERHAPS = 0.4


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that may answer: where it stands, how good it is, what it says of the asked kind.

    `coverage` (0 to 1) is how much of the question's meaning is told here or around here, `own` how
    much by the sentence and its article's header; `fits` says whether it holds something of the
    kind asked for that the question did not name.
    """

    source: Source
    start: int
    end: int
    score: float
    coverage: float
    own: float
    fits: bool
    counts: tuple[Count, ...] = field(default=())

    @property
    def text(self) -> str:
        return self.source.text[self.start : self.end]


def select(
    question: Asked,
    passages: Sequence[Passage],
    sources: Mapping[str, Source],
    rarity: Mapping[str, float],
) -> list[Candidate]:
    """Return the sentences of the best passages as candidates, best first."""
    rare = {term: rarity[term] for term in question.terms}
    weights = _Weights(rare, _with_names(question, rare))
    best_score = max((passage.score for passage in passages), default=1.0) or 1.0
    found: dict[tuple[str, int], Candidate] = {}
    for passage in passages[:_PASSAGES]:
        source = sources.get(passage.article_id)
        if source is None:
            continue
        for candidate in _of_passage(
            question, passage, source, weights, passage.score / best_score
        ):
            key = (source.article_id, candidate.start)
            if key not in found or found[key].score < candidate.score:
                found[key] = candidate
    return sorted(
        _with_votes(list(found.values())),
        key=lambda one: (-one.score, one.source.article_id, one.start),
    )


def answers(one: Candidate, question: Asked, threshold: float) -> bool:
    """Say whether the sentence answers: it tells enough of the question, and of the kind asked."""
    told = question.is_bare or one.coverage >= threshold
    return told and (one.fits or question.kind == "what")


def terms_of(source: Source) -> frozenset[str]:
    """Return every term of an article, of its title, publisher and day too."""
    return _terms(source.text) | _terms(_header(source))


@dataclass(frozen=True, slots=True)
class _Weights:
    """How much each term tells: of which sentence is best, and of whether this is the topic."""

    best: Mapping[str, float]
    topic: Mapping[str, float]


def _with_names(question: Asked, weights: Mapping[str, float]) -> dict[str, float]:
    """Return the weights with every name telling as much as the rarest term.

    An archive that is full of Korday is still silent on it where the articles that are known name
    other places.
    """
    most = max(weights.values(), default=0.0)
    names = names_in(question)
    return {term: most if term in names else weight for term, weight in weights.items()}


def names_in(question: Asked) -> set[str]:
    """Return the terms of the names in the question."""
    return {term for name in _NAME.findall(question.question) for term in analyse(name)}


def _of_passage(
    question: Asked,
    passage: Passage,
    source: Source,
    weights: _Weights,
    chunk_score: float,
) -> list[Candidate]:
    spans = _spans(source.text)
    inside = [
        index
        for index, (start, end) in enumerate(spans)
        if start < passage.end and end > passage.start and end - start > 4
    ]
    chunk_terms = _terms(passage.text)
    header_terms = _terms(_header(source))
    article_terms = _terms(source.text)
    candidates = []
    for index in inside:
        start, end = spans[index]
        sentence = source.text[start:end]
        own = _terms(sentence)
        beside = _terms(" ".join(source.text[a:b] for a, b in spans[max(0, index - 1) : index + 2]))
        context = [
            (own, 1.0),
            (beside, _IN_NEIGHBOUR),
            (chunk_terms, _IN_CHUNK),
            (header_terms, _IN_HEADER),
            (article_terms, _IN_ARTICLE),
        ]
        numbers = tuple(counts(sentence, question)) if question.kind == "count" else ()
        fits = _fits(question, sentence, own, numbers)
        alone = covered(weights.best, context[:1])
        titled = covered(weights.best, [context[0], context[3]])
        score = (
            _W_SENTENCE * alone
            + _W_CONTEXT * covered(weights.best, context[:2])
            + _W_CHUNK * chunk_score
            + _W_TYPE * fits
            + _W_LEAD * (start < len(source.text) / 3)
        )
        candidates.append(
            Candidate(
                source,
                start,
                end,
                score,
                _lenient(covered(weights.topic, context), len(weights.topic)),
                titled,
                bool(fits),
                numbers,
            )
        )
    return candidates


def _lenient(share: float, terms: int) -> float:
    return float(share ** max(_LEAST_EXPONENT, 1 - _EXPONENT_STEP * max(0, terms - _SHORT)))


def covered(weights: Mapping[str, float], places: Sequence[tuple[frozenset[str], float]]) -> float:
    """Return the share (0 to 1) of the weights whose terms stand in the places, the best counts."""
    total = sum(weights.values())
    if not total:
        return 0.0
    reached = 0.0
    for term, weight in weights.items():
        same = related(term)
        best = 0.0
        for terms, worth in places:
            if term in terms:
                best = max(best, worth)
            elif same & terms:
                best = max(best, worth * _SAME_MEANING)
        reached += weight * best
    return reached / total


def _fits(question: Asked, sentence: str, terms: frozenset[str], numbers: Sequence[Count]) -> float:
    """Return 1 if the sentence tells something of the asked kind that the question did not."""
    named = set(analyse(question.question))
    if question.kind == "count":
        return float(bool(numbers) and _tells_what_happened(question, terms))
    if question.kind == "when":
        return float(bool(day_mentions(sentence) or _TIME.search(sentence)))
    if question.kind == "where":
        places = {term for match in _PLACE.findall(sentence) for term in analyse(match)[1:]}
        return float(bool(places - named))
    if question.kind == "who":
        names = {term for name in _NAME.findall(sentence) for term in analyse(name)}
        return 1.0 if names - named else _PERHAPS * bool(_ACTOR.search(sentence))
    if question.kind == "why":
        weak = _PERHAPS * bool(_PERHAPS_REASON.search(sentence))
        return 1.0 if _REASON.search(sentence) else weak
    if question.kind == "said":
        return float(bool(terms & speech()))
    return 0.5


def _tells_what_happened(question: Asked, terms: frozenset[str]) -> bool:
    """Say whether the sentence tells more of the question than the thing counted.

    "34 Kazakhs were treated" has the counted Kazakhs, but does not say how many crossed a border.
    Where a measure is asked for, the count itself was read as one of it.
    """
    if question.measure and not question.counted:
        return True
    happened = set(question.terms) - set(question.counted) - names_in(question)
    return not happened or any(term in terms or related(term) & terms for term in happened)


def _with_votes(candidates: list[Candidate]) -> list[Candidate]:
    """Return the candidates, those raised whose counts other articles among the best report too.

    Copies of one story confirm it once.
    """
    best = sorted(candidates, key=lambda one: -one.score)[:30]
    told: dict[str, set[str]] = {}
    for candidate in best:
        for count in candidate.counts:
            source = candidate.source
            told.setdefault(count.value, set()).add(source.group or source.article_id)
    raised = []
    for candidate in candidates:
        articles = max((len(told.get(count.value, ())) for count in candidate.counts), default=0)
        vote = _W_VOTES * (1 - 1 / articles) if articles > 1 else 0.0
        raised.append(replace(candidate, score=candidate.score + vote))
    return raised


@lru_cache(maxsize=4096)
def _terms(text: str) -> frozenset[str]:
    return frozenset(analyse(text))


@lru_cache(maxsize=256)
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
