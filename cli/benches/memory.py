"""How much memory a process takes that answers from an archive of 1,000 and of 100,000 chunks."""

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from cli import output
from cli.benches import made_news
from cli.benches.place import fresh
from cli.parts import Parts
from cli.settings import Loaded
from vectorstore.embed import PACKAGED, Embedder, Vectors

_SIZES = (1_000, 10_000, 100_000)
_CHUNKS_EACH = 5

_ANSWER = """
import sys
from pathlib import Path
from cli.benches.timing import resident_mb
from cli.parts import Parts, quiet_and_offline
from cli.settings import load
loaded = load(data=Path(sys.argv[1]))
quiet_and_offline(loaded)
parts = Parts(loaded)
parts.warm_up()
answerer = parts.answerer()
for question in sys.argv[2:]:
    answerer.answer(question)
print(resident_mb())
"""


def measure(loaded: Loaded, sets: Path) -> None:
    """Fill an archive with made-up articles, and at each size answer from it in a new process.

    Their vectors are made by chance, since the model would take hours and its vectors are no
    smaller; questions are embedded by the model.
    """
    del sets  # its articles are made up
    questions = [f"How many people died in {one['title']}?" for one in made_news.articles(20)]
    with fresh(loaded, PACKAGED) as parts:
        parts.__dict__["embedder"] = _Chance(parts.embedder)
        sizes: list[tuple[int, float]] = []
        for seed, size in enumerate(_SIZES):
            chunks = _fill(parts, size, seed)
            parts.close()
            sizes.append((chunks, answering_mb(parts.data, PACKAGED, questions)))
            output.out(f"memory          {sizes[-1][1]:8.0f} MB with {chunks:,} chunks")
    (few, base), (many, most) = sizes[0], sizes[-1]
    each = 1000 * (most - base) / (many - few)
    output.out(
        f"memory          {each:8.1f} kB more a chunk (asked: 8, over a base of 700 MB; {PACKAGED})"
    )


def _fill(parts: Parts, size: int, seed: int) -> int:
    """Add articles until there are so many chunks, and return how many there are."""
    lines = parts.data.parent / f"{seed}.jsonl"
    missing = size - parts.archive.counts()["chunks"]
    made_news.write_lines(lines, max(1, missing // _CHUNKS_EACH), seed=seed + 1)
    parts.ingest([str(lines)])
    parts.catch_up()
    return parts.archive.counts()["chunks"]


def answering_mb(data: Path, model: str, questions: Sequence[str]) -> float:
    """Return the memory (MB) of a process of its own that has answered the questions."""
    asked = [sys.executable, "-c", _ANSWER, str(data), *questions]
    settings = {**os.environ, "DATELINE_EMBEDDING__MODEL": model}
    done = subprocess.run(asked, check=True, capture_output=True, text=True, env=settings)
    return float(done.stdout)


class _Chance:
    """In the place of an embedder: its tokens, and vectors as long as its own, but by chance."""

    def __init__(self, embedder: Embedder) -> None:
        self._chance = np.random.default_rng(1)
        self._dimensions = embedder.embed(["how long?"]).shape[1]
        self.opens, self.name = embedder.opens, embedder.name
        self.cut, self.window = embedder.cut, embedder.window
        self.count_tokens = embedder.count_tokens

    def embed(self, texts: Sequence[str]) -> Vectors:
        vectors = self._chance.normal(size=(len(texts), self._dimensions)).astype(np.float32)
        unit: Vectors = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
        return unit
