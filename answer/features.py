"""How the chunks found for a question compare with it: one row a chunk, one column a feature.

Every feature is of the question's own words, publishers and days; none tells one article from
another by itself, as its length or its place would.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from answer.sought import Floats, Sought, called, names_publisher, weights_without
from news.moment import Moment, day_mentions
from news.passage import Passage
from news.window import Window
from vectorstore.analyse import analyse
from vectorstore.marks import BREAK, Marks, number

Truths = np.ndarray[tuple[int, ...], np.dtype[np.bool_]]
Ints = np.ndarray[tuple[int, ...], np.dtype[np.int64]]

NAMES = (
    "words", "word rank", "meaning", "meaning rank",
    "body", "body or header", "header", "rare", "sentence", "two sentences", "pairs",
    "names", "names in body",
    "publisher", "part", "parts", "part in two sentences", "publisher's part", "part rank",
    "article's meaning", "article's cover", "article's union", "article's words",
    "article's two sentences",
    "day",
)  # fmt: skip

CASES = ("always", "a publisher is named", "a day is named")
"""Each has weights of its own, which are added up."""

_K1, _B = 1.2, 0.75  # BM25 as the word index reckons it
_UNSEEN = 50
"""What is not among the nearest ranks this far behind the last that is."""

_OTHER_PUBLISHER, _NO_PUBLISHER = 0.5, 0.8
"""What a part of the question counts that names another publisher, or none, while others do."""

_SAME_DAY, _NEXT_DAY, _THAT_WEEK = 1.0, 0.6, 0.3


@dataclass(frozen=True, slots=True)
class Compared:
    """The features of each chunk, and which of the cases hold."""

    features: Floats
    cases: Floats


def compare(
    seeks: Sought, passages: Sequence[Passage], marks: Sequence[Marks], cosines: Floats
) -> Compared:
    """Return the features of the passages, of which there is at least one.

    `marks` are theirs, and `cosines` too, nan where a passage is not among the nearest.
    """
    seen = _look(seeks, marks)
    articles = _numbered([passage.article_id for passage in passages])
    publishers = [passage.publisher or "" for passage in passages]
    named = {one: names_publisher(seeks.question, one) for one in set(publishers)}
    words = _relative(_bm25(seeks, seen))
    meaning, unseen = _scaled(cosines)
    inside = seen.body | seen.header
    covered = inside @ seeks.weights
    pair_sentences = _most(seen.windows @ seeks.weights, seen.of, len(passages))
    squared = seeks.weights**2
    parts = _parts(seeks, seen, publishers, named)
    columns = [
        words,
        -np.log1p(_ranks(words)),
        meaning,
        -np.log1p(np.where(unseen, (~unseen).sum() + _UNSEEN, _ranks(meaning))),
        seen.body @ seeks.weights,
        covered,
        seen.header @ seeks.weights,
        seen.body @ squared / (squared.sum() or 1.0),
        _most(seen.sentences @ seeks.weights, seen.of, len(passages)),
        pair_sentences,
        seen.pairs,
        _share(inside, seeks.weights, seeks.names),
        _share(seen.body, seeks.weights, seeks.names),
        np.array([named[one] for one in publishers], dtype=float),
        *parts,
        _best_of(meaning, articles),
        _best_of(covered, articles),
        _union(inside, articles) @ seeks.weights,
        np.log1p(_sum_of(words**2, articles)),
        _best_of(pair_sentences, articles),
        _days(seeks, [passage.published for passage in passages]),
    ]
    features = np.stack(columns, axis=1)
    is_dated = bool(days_of(seeks.question)) or seeks.window is not None
    cases = [1.0, float(any(named.values())), float(is_dated)]
    return Compared(features, np.array(cases))


def standardised(features: Floats) -> Floats:
    """Return the features as they differ within the question: mean 0, spread 1."""
    within: Floats = (features - features.mean(axis=0)) / (features.std(axis=0) + 1e-3)
    return within


@dataclass(frozen=True, slots=True)
class _Seen:
    """Where the question's terms stand: rows are chunks (or sentences), columns are terms.

    `sentences` are those that have any term, `windows` these with the sentence after each, and
    `of` tells the chunk of each.
    """

    counts: Floats
    lengths: Floats
    body: Truths
    header: Truths
    sentences: Truths
    windows: Truths
    of: Ints
    pairs: Floats


def _look(seeks: Sought, marks: Sequence[Marks]) -> _Seen:
    count, terms = len(marks), len(seeks.terms)
    lengths = np.array([len(one) for one in marks])
    flat = np.concatenate(marks)
    chunk = np.repeat(np.arange(count), lengths)
    term = _positions(flat, seeks.terms)
    breaks = flat == BREAK
    sentence = np.cumsum(breaks) - breaks
    is_header = sentence == sentence[np.r_[0, np.cumsum(lengths)[:-1]]][chunk]
    inside, above = (term >= 0) & ~is_header, (term >= 0) & is_header
    counts = np.zeros((count, terms))
    np.add.at(counts, (chunk[term >= 0], term[term >= 0]), 1.0)
    body, header = (np.zeros((count, terms), dtype=bool) for _ in range(2))
    body[chunk[inside], term[inside]] = True
    header[chunk[above], term[above]] = True
    numbers, rows = np.unique(sentence[inside], return_inverse=True)
    sentences = np.zeros((len(numbers), terms), dtype=bool)
    sentences[rows, term[inside]] = True
    of = np.zeros(len(numbers), dtype=np.int64)
    of[rows] = chunk[inside]
    windows = sentences.copy()
    follow = (np.diff(numbers) == 1) & (of[1:] == of[:-1])
    windows[:-1][follow] |= sentences[1:][follow]
    return _Seen(
        counts=counts,
        lengths=lengths - np.bincount(chunk, weights=breaks, minlength=count),
        body=body,
        header=header,
        sentences=sentences,
        windows=windows,
        of=of,
        pairs=_pairs(seeks, term, chunk, count),
    )


def _positions(flat: Marks, terms: Sequence[str]) -> Ints:
    """Return for each number which of the terms it is, -1 for none of them."""
    if not terms:
        return np.full(len(flat), -1)
    numbers = np.array([number(term) for term in terms], dtype=np.uint32)
    order = np.argsort(numbers)
    place = np.minimum(np.searchsorted(numbers[order], flat), len(terms) - 1)
    return np.where(numbers[order][place] == flat, order[place], -1)


def _pairs(
    seeks: Sought,
    term: Ints,
    chunk: Ints,
    count: int,
) -> Floats:
    """Return the weighted share of the question's pairs that stand as near each other."""
    reached, total = np.zeros(count), 0.0
    for first, second, apart in seeks.pairs:
        weight = seeks.weights[first] + seeks.weights[second]
        total += weight
        found = (term[:-apart] == first) & (term[apart:] == second)
        found &= chunk[:-apart] == chunk[apart:]
        has = np.zeros(count, dtype=bool)
        has[chunk[:-apart][found]] = True
        reached += weight * has
    return reached / (total or 1.0)


def _bm25(seeks: Sought, seen: _Seen) -> Floats:
    norm = _K1 * (1 - _B + _B * seen.lengths / (seen.lengths.mean() or 1.0))
    return (seen.counts * (_K1 + 1) / (seen.counts + norm[:, None])) @ seeks.rarity


def _parts(
    seeks: Sought, seen: _Seen, publishers: Sequence[str], named: dict[str, bool]
) -> list[Floats]:
    """Return the columns on the parts of the question: a long one asks for several articles."""
    count = len(publishers)
    if not seeks.parts:
        return [np.zeros(count)] * 5
    at = {term: index for index, term in enumerate(seeks.terms)}
    left_out = [
        at[term]
        for one, is_named in named.items()
        if is_named
        for term in analyse(called(one)[-1])
        if term in at
    ]
    inside = seen.body | seen.header
    told, near, by = (np.zeros((count, len(seeks.parts))) for _ in range(3))
    for column, part in enumerate(seeks.parts):
        weights = weights_without(seeks, left_out, part.terms)
        told[:, column] = inside @ weights
        near[:, column] = _most(seen.windows @ weights, seen.of, count)
        its = {one: is_named and names_publisher(part.text, one) for one, is_named in named.items()}
        by[:, column] = [its[one] for one in publishers]
    others = np.where(by.any(axis=0), _OTHER_PUBLISHER, _NO_PUBLISHER)
    best = told + 0.5 * near + 0.5 * by
    ranks = np.stack([_ranks(column) for column in best.T], axis=1)
    return [
        told.max(axis=1),
        told.mean(axis=1),
        near.max(axis=1),
        (near * np.where(by > 0, 1.0, others)).max(axis=1),
        1 / np.sqrt(1 + ranks.min(axis=1)),
    ]


def days_of(question: str) -> list[int]:
    """Return the days that the question names with their year, as ordinals."""
    days = (mention.on() for mention in day_mentions(question))
    return [day.toordinal() for day in days if day]


def _days(seeks: Sought, published: Sequence[Moment | None]) -> Floats:
    """Return how near each report's day is to a day or window of the question, or follows it."""
    days = days_of(seeks.question)
    near = np.zeros(len(published))
    for row, moment in enumerate(published):
        if moment is None:
            continue
        if seeks.window is not None:
            near[row] = _of_window(seeks.window, moment)
        for day in days:
            after = moment.at.date().toordinal() - day
            worth = _SAME_DAY if after == 0 else _NEXT_DAY if after == 1 else _THAT_WEEK
            near[row] = max(near[row], worth if 0 <= after <= 7 else 0.0)
    return near


def _of_window(window: Window, moment: Moment) -> float:
    """Return what a report is worth that was published in the window, or within a week of it."""
    if window.has(moment):
        return _SAME_DAY
    if window.last is None or not window.is_before(moment):
        return 0.0
    after = (moment.last_day - window.last).days
    return _NEXT_DAY if after <= 1 else _THAT_WEEK if after <= 7 else 0.0


def _numbered(ids: Sequence[str]) -> Ints:
    known = {one: index for index, one in enumerate(dict.fromkeys(ids))}
    return np.array([known[one] for one in ids])


def _relative(scores: Floats) -> Floats:
    return scores / (scores.max() or 1.0)


def _scaled(cosines: Floats) -> tuple[Floats, Truths]:
    """Return the cosines from 0, the least that is known, to 1, and which are not known."""
    unseen = np.isnan(cosines)
    if unseen.all():
        return np.zeros(len(cosines)), unseen
    low = np.nanmin(cosines)
    return np.where(unseen, 0.0, cosines - low) / ((np.nanmax(cosines) - low) or 1.0), unseen


def _ranks(scores: Floats) -> Floats:
    """Return how many scores are better than each."""
    ranks = np.empty(len(scores))
    ranks[:] = np.searchsorted(np.sort(-scores), -scores)
    return ranks


def _most(of_sentences: Floats, of: Ints, count: int) -> Floats:
    most = np.zeros(count)
    np.maximum.at(most, of, of_sentences)
    return most


def _share(has: Truths, weights: Floats, terms: Sequence[int]) -> Floats:
    chosen = list(terms)
    return has[:, chosen] @ weights[chosen] / (weights[chosen].sum() or 1.0)


def _best_of(scores: Floats, articles: Ints) -> Floats:
    best = np.zeros(articles.max() + 1)
    np.maximum.at(best, articles, scores)
    return best[articles]


def _sum_of(scores: Floats, articles: Ints) -> Floats:
    total = np.zeros(articles.max() + 1)
    np.add.at(total, articles, scores)
    return total[articles]


def _union(has: Truths, articles: Ints) -> Truths:
    union = np.zeros((articles.max() + 1, has.shape[1]), dtype=bool)
    np.logical_or.at(union, articles, has)
    return union[articles]
