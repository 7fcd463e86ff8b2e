"""Refusing: questions without an answer, of three kinds, against questions with one."""

from collections.abc import Callable, Iterable
from datetime import date
from functools import partial
from pathlib import Path

from answer.dated import dated
from answer.find import Finder
from answer.select import PASSAGES
from answer.sentence_model import Weights
from cli import output
from cli.parts import Parts
from cli.sets.masked import Masked
from cli.sets.workplace import Workplace
from evals import multihop, realtimeqa, refusing
from evals.figures import Figure
from evals.learn_refusing import Example
from evals.realtimeqa import Question
from evals.refusing import Outcome, outcomes
from news.answer import Answer
from news.conversation import Conversation

_EVERY = 3
"""Of MultiHop-RAG's many answerable questions every third is asked."""


def measure(workplace: Workplace, folder: Path) -> dict[str, Figure]:
    """Return how well answers and silence are told apart, on each of the sets that is there.

    The folder is MultiHop-RAG's; RealTimeQA's is beside it.
    """
    found = {"MultiHop-RAG": _multihop(workplace, folder)}
    quiz = folder.parent / "realtimeqa" / "2022.jsonl.gz"
    if quiz.is_file():
        found |= _realtimeqa(workplace, quiz)
    return {
        f"{figure}, {name}": value
        for name, its in found.items()
        for figure, value in refusing.figures(its).items()
    }


def examples(
    workplace: Workplace, sets: Path, unseen: Callable[[date], Weights]
) -> dict[str, list[Example]]:
    """Return what can be learned from: the signals of all questions of the two sets.

    Those of RealTimeQA are asked on their day as answers ask them, once with its reports preferred
    and once without. `unseen` gives the weights of sentences for it: what has learned from a
    question is surer of its sentences than of others.
    Of each that is answered there is also one that is on topic and not answered: every article
    that holds an answer is hidden.
    """
    found = {"MultiHop-RAG": _multihop_examples(workplace, sets / "multihop_rag")}
    file = sets / "realtimeqa" / "2022.jsonl.gz"
    parts = workplace.kept("realtimeqa", realtimeqa.documents(file))
    asked = realtimeqa.questions(file)
    known = [one for one in asked if one.in_documents]
    without = [one for one in asked if one.documents and not one.in_documents]
    told = realtimeqa.holding(realtimeqa.documents(file), known)
    of = partial(_examples, parts, unseen)
    with output.working("Asking what RealTimeQA answers and what it does not …"):
        answerable = of(known, answerable=True)
        on_topic = of(without, answerable=False)
        masked = of(known, answerable=False, hidden=lambda one: frozenset(one.documents))
        untold = of(known, answerable=False, hidden=lambda one: told[one.id])
    parts.close()
    return {
        **found,
        "RealTimeQA on topic": [*answerable, *on_topic],
        "RealTimeQA masked": [*answerable, *masked],
        "RealTimeQA untold": [*answerable, *untold],
    }


def _multihop_examples(workplace: Workplace, folder: Path) -> list[Example]:
    parts = workplace.kept("multihop_rag", multihop.documents(folder))
    finder = Finder(parts.retriever, PASSAGES, 0.0)
    found = []
    for one in multihop.questions(folder):
        told = finder.find(one["query"], Conversation())
        origins = frozenset(item["url"] for item in one["evidence_list"]) or {one["query"]}
        known = one["question_type"] != "null_query"
        found.append(Example(told.signals, frozenset(origins), known))
    parts.close()
    return [one for one in found if one.signals]


def _examples(
    parts: Parts,
    unseen: Callable[[date], Weights],
    asked: Iterable[Question],
    *,
    answerable: bool,
    hidden: Callable[[Question], frozenset[str]] | None = None,
) -> list[Example]:
    found = []
    for one in asked:
        urls = hidden(one) if hidden else frozenset[str]()
        retriever = Masked(parts.archive, parts.indexes, urls)
        finder = Finder(retriever, PASSAGES, 0.0, learned=unseen(one.day))
        newest = partial(parts.archive.newest_day, by=one.day)
        full = dated(one.text, newest, one.day)
        for day in (one.day, None):
            told = finder.find(full.question, Conversation(), asked_on=day, when=full.when)
            if not (hidden and realtimeqa.is_told(one, [each.text for each in told.passages])):
                found.append(Example(told.signals, frozenset(one.documents), answerable))
    return [one for one in found if one.signals]


def _multihop(workplace: Workplace, folder: Path) -> list[Outcome]:
    parts = workplace.kept("multihop_rag", multihop.documents(folder))
    asked = multihop.questions(folder)
    null = [one["query"] for one in asked if one["question_type"] == "null_query"]
    known = [one["query"] for one in asked if one["question_type"] != "null_query"]
    with output.working("Asking what MultiHop-RAG answers and what it does not …"):
        found = [
            *outcomes(_answers(parts, known[::_EVERY]), answerable=True),
            *outcomes(_answers(parts, null), answerable=False),
        ]
    parts.release_lock()
    return found


def _realtimeqa(workplace: Workplace, file: Path) -> dict[str, list[Outcome]]:
    """Return what became of questions whose articles lack the answer, or are hidden."""
    parts = workplace.kept("realtimeqa", realtimeqa.documents(file))
    asked = realtimeqa.questions(file)
    known = [one for one in asked if one.in_documents]
    without = [one for one in asked if one.documents and not one.in_documents]
    with output.working("Asking what RealTimeQA answers and what it does not …"):
        answerable = outcomes((_answer(parts, one) for one in known), answerable=True)
        on_topic = outcomes((_answer(parts, one) for one in without), answerable=False)
        masked = outcomes(_masked(parts, known), answerable=False)
    parts.release_lock()
    return {
        "RealTimeQA on topic": [*answerable, *on_topic],
        "RealTimeQA masked": [*answerable, *masked],
    }


def _answers(parts: Parts, questions: Iterable[str]) -> Iterable[Answer]:
    answerer = parts.answerer()
    return (answerer.answer(question) for question in questions)


def _answer(parts: Parts, one: Question, hidden: frozenset[str] = frozenset()) -> Answer:
    retriever = Masked(parts.archive, parts.indexes, hidden)
    return parts.answerer(retriever=retriever).answer(one.text, asked_on=one.day)


def _masked(parts: Parts, known: Iterable[Question]) -> Iterable[Answer]:
    """Yield the answers where a question's own articles are hidden and no other tells it."""
    for one in known:
        answer = _answer(parts, one, frozenset(one.documents))
        if not realtimeqa.is_told(one, [passage.text for passage in answer.passages]):
            yield answer
