"""`python -m cli.learn DIR [refusing]`: learn what is quoted, and when nothing is.

From public sets, whose folder is DIR, and from the samples. With `refusing` what is quoted stays as
it is.
"""

import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

from answer.sentence_model import Weights, weights
from cli.parts import quiet_and_offline
from cli.sets import refusing, sentences
from cli.sets.workplace import Workplace
from cli.settings import load
from evals import learn_refusing
from evals.learn_sentences import Example, keep, learn

_FOLDS = 5
"""Of whole weeks: whether the archive answers is learned from what these had not seen."""


def main(sets: Path, *parts: str) -> None:
    """Ingest the sets into folders of their own, learn from their questions, keep the weights."""
    loaded = load()
    quiet_and_offline(loaded)
    workplace = Workplace(loaded)
    known = sentences.examples(workplace, sets / "data")
    if "refusing" not in parts:
        keep(learn([one for _, one in known]))
        # What is quoted was learned; whether anything is depends on it.
        weights.cache_clear()
    learn_refusing.main(refusing.examples(workplace, sets / "data", _unseen(known)))


def _unseen(known: list[tuple[date | None, Example]]) -> Callable[[date], Weights]:
    """Return what gives for a day weights that were learned from no question of its week."""
    by_fold = [
        learn([one for day, one in known if day is None or _fold(day) != fold])
        for fold in range(_FOLDS)
    ]
    return lambda day: by_fold[_fold(day)]


def _fold(day: date) -> int:
    return day.toordinal() // 7 % _FOLDS


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:])
