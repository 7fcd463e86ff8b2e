"""`python -m cli.learn DIR`: learn what is quoted, and when nothing is.

From public sets, whose folder is DIR, and from the samples.
"""

import sys
from pathlib import Path

from answer.sentence_model import weights
from cli.parts import quiet_and_offline
from cli.sets import refusing, sentences
from cli.sets.workplace import Workplace
from cli.settings import load
from evals import learn_refusing
from evals.learn_sentences import keep, learn


def main(sets: Path) -> None:
    """Ingest the sets into folders of their own, learn from their questions, keep the weights."""
    loaded = load()
    quiet_and_offline(loaded)
    workplace = Workplace(loaded)
    keep(learn(sentences.examples(workplace, sets / "data")))
    # What is quoted was learned; whether anything is depends on it.
    weights.cache_clear()
    learn_refusing.main(refusing.examples(workplace, sets / "data"))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
