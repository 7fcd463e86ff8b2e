"""`python -m cli.learn DIR`: learn what is quoted, and when nothing is.

From public sets, whose folder is DIR, and from the samples.
"""

import sys
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from pathlib import Path

from answer.agreement import agreement
from answer.asked import asked
from answer.expected import expected
from answer.retrieve import without_repeats
from answer.select import PASSAGES, placed
from answer.sentence_features import rows
from answer.sentence_model import Weights, weights
from cli.opened import Opened
from cli.parts import quiet_and_offline
from cli.sets import refusing
from cli.sets.workplace import Workplace
from cli.settings import ROOT, load
from evals import learn_refusing, realtimeqa
from evals.learn_sentences import Example, keep, learn
from evals.questions import read_cases

_OURS = 2
"""How often a sample question counts. 0, 2, 6 times: .737, .782, .797 of the samples met, the first
quote right in .527, .492, .469 of RealTimeQA."""


_FOLDS = 5
"""Of whole weeks: whether the archive answers is learned from what these had not seen."""


def main(sets: Path) -> None:
    """Ingest the sets into folders of their own, learn from their questions, keep the weights."""
    loaded = load()
    quiet_and_offline(loaded)
    file = sets / "data" / "realtimeqa" / "2022.jsonl.gz"
    workplace = Workplace(loaded)
    parts = workplace.kept("realtimeqa", realtimeqa.documents(file))
    known = [one for one in realtimeqa.questions(file) if one.in_documents]
    examples = [
        _example(parts, one.text, partial(realtimeqa.holds, answers=one.answers), asked_on=one.day)
        for one in known
    ]
    parts.close()
    samples = workplace.kept("samples", [str(ROOT / "samples")])
    ours = [
        _example(samples, one.question, partial(_expected_in, one.expect), known_on=one.known_on)
        for one in read_cases(ROOT / "samples" / "questions.jsonl")
        if one.answerable and not one.choices and not one.conversation
    ]
    samples.close()
    keep(learn([*examples, *_OURS * ours]))
    # What is quoted was learned; whether anything is depends on it.
    weights.cache_clear()
    days = [one.day for one in known]
    unseen = _unseen(days, examples, _OURS * ours)
    learn_refusing.main(refusing.examples(workplace, sets / "data", unseen))


def _unseen(
    days: Sequence[date], examples: Sequence[Example], ours: Sequence[Example]
) -> Callable[[date], Weights]:
    """Return what gives for a day weights that were learned from no question of its week."""
    dated = list(zip(days, examples, strict=True))
    by_fold = [
        learn([*(one for day, one in dated if _fold(day) != fold), *ours]) for fold in range(_FOLDS)
    ]
    return lambda day: by_fold[_fold(day)]


def _fold(day: date) -> int:
    return day.toordinal() // 7 % _FOLDS


def _expected_in(expect: Sequence[str], text: str) -> bool:
    return any(words in text for words in expect)


def _example(
    parts: Opened,
    question: str,
    is_right: Callable[[str], bool],
    *,
    known_on: date | None = None,
    asked_on: date | None = None,
) -> Example:
    retriever = parts.retriever
    passages = without_repeats(retriever.retrieve(question, k=PASSAGES, known_on=known_on))
    ids = list(dict.fromkeys(passage.article_id for passage in passages))
    sources = {source.article_id: source for source in parts.archive.sources(ids)}
    sentences = [place.sentence for place in placed(passages, sources)]
    rarity = retriever.rarity(asked(question).terms)
    kind = expected(question)
    table, told = rows(question, kind, rarity, sentences, asked_on or known_on)
    compare = partial(agreement, question, kind, rarity, sentences, told)
    return Example(table, [is_right(one.text) for one in sentences], compare)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
