"""Which sentence answers: questions whose answers are known, with the sentences found for them."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from functools import partial
from itertools import islice
from pathlib import Path
from random import Random

from answer.asked import asked
from answer.retrieve import without_repeats
from answer.select import PASSAGES, described
from cli.parts import Parts
from cli.sets.workplace import Workplace
from cli.settings import ROOT
from evals import realtimeqa
from evals.headlines import Headline, headline
from evals.learn_sentences import Example
from evals.questions import read_cases
from news.passage import Passage
from news.verify import Source

_OURS = 3.0
"""How often a sample question counts."""

_HEADLINES, _OF_HEADLINES = 1500, 0.5
"""How many questions are made of headlines, and how often one counts."""

_MOST_RIGHT = 0.2
"""What more of the sentences hold says nothing of which one answers."""

_LOOKED_AT = 32
"""Passages of which those of other articles are taken, `PASSAGES` at most."""

_AFTER = 8
"""A headline is asked from a day less than so many days after it."""


Dated = tuple[date | None, Example]
"""An example with the day that it is asked on, if that tells when its answer was news."""


def examples(workplace: Workplace, sets: Path) -> list[Dated]:
    """Return what can be learned from: the sentences that an answer to each question chooses from.

    The questions are those of RealTimeQA whose articles answer them, those made of the headlines of
    its articles, and the samples', which have no day.
    """
    return [*_quiz(workplace, sets), *((None, one) for one in _samples(workplace))]


def _quiz(workplace: Workplace, sets: Path) -> list[Dated]:
    file = sets / "realtimeqa" / "2022.jsonl.gz"
    parts = workplace.kept("realtimeqa", realtimeqa.documents(file))
    found: list[Dated] = []
    for one in realtimeqa.questions(file):
        if one.in_documents:
            is_right = partial(realtimeqa.holds, answers=one.answers)
            found.append((one.day, _example(parts, one.text, is_right, asked_on=one.day)))
    found += islice(_headlines(parts), _HEADLINES)
    parts.close()
    return found


def _headlines(parts: Parts) -> Iterator[Dated]:
    """Yield examples of what headlines tell, each over the sentences of other articles."""
    archive, chance = parts.archive, Random(7)
    ids = sorted(one.id for one in archive.listed())
    chance.shuffle(ids)
    for source in (one for each in ids for one in archive.sources([each])):
        made = headline(source.title, chance) if source.published else None
        question = asked(made.question) if made else None
        if source.published is None or made is None or question is None or not question.terms:
            continue
        day = source.published.at.date() + timedelta(days=chance.randrange(_AFTER))
        passages, sources = _of_others(parts, made, source.article_id)
        rarity = parts.retriever.rarity(question.terms)
        its = described(question, passages, sources, rarity, asked_on=day, form=made.expected)
        right = [realtimeqa.holds(one.sentence.text, (made.answer,)) for one in its.places]
        if 0 < sum(right) < _MOST_RIGHT * len(right):
            yield day, Example(its.table, right, its.compare, _OF_HEADLINES)


def _of_others(parts: Parts, made: Headline, own: str) -> tuple[list[Passage], dict[str, Source]]:
    """Return the passages of other articles, no copies, and these articles by id."""
    found = without_repeats(parts.retriever.retrieve(made.question, k=_LOOKED_AT))
    found = [one for one in found if one.article_id != own][:PASSAGES]
    sources = {}
    for one in found:
        source = parts.archive.source(one.article_id, one.revision)
        if source is not None and not made.is_told_by(source.title):
            sources[one.article_id] = source
    return [one for one in found if one.article_id in sources], sources


def _samples(workplace: Workplace) -> list[Example]:
    samples = ROOT / "samples"
    parts = workplace.fresh("samples", [str(samples)])
    known = (
        one
        for one in read_cases(samples / "questions.jsonl")
        if one.answerable and not one.choices and not one.conversation
    )
    found = [
        _example(
            parts,
            one.question,
            partial(_expected_in, one.expect),
            known_on=one.known_on,
            weight=_OURS,
        )
        for one in known
    ]
    parts.close()
    return found


def _expected_in(expect: Sequence[str], text: str) -> bool:
    return any(words in text for words in expect)


def _example(
    parts: Parts,
    question: str,
    is_right: Callable[[str], bool],
    *,
    known_on: date | None = None,
    asked_on: date | None = None,
    weight: float = 1.0,
) -> Example:
    steps = parts.answerer().stream(question, known_on=known_on, asked_on=asked_on)
    asking = next(step["retrieve"] for step in steps if "retrieve" in step)
    its = described(
        asking.found.question,
        asking.found.passages,
        asking.found.sources,
        parts.retriever.rarity(asking.found.question.terms),
        asked_on=asking.asked_on or asking.known_on,
    )
    right = [is_right(one.sentence.text) for one in its.places]
    return Example(its.table, right, its.compare, weight)
