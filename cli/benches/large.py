"""10,000 articles: taken in, killed twice on the way, finished, taken in again, and asked.

After each kill and at the end a sample is looked at: no article is half visible, none is lost, no
chunk stands twice, every chunk is found by its own vector and by its own words.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from archive import Archive
from cli import output
from cli.benches import real_news
from cli.benches.memory import answering_mb
from cli.benches.place import opened
from cli.benches.timing import percentile, seconds
from cli.parts import Parts
from cli.settings import Loaded
from evals import gva
from news.article import Chunk
from vectorstore.embed import STATIC

_ARTICLES = 10_000
_SAMPLE = 25
"""Every so manieth article is looked at."""

_AMONG = 50
"""Copies of one story share their vectors and words: a chunk is found among the first so many."""

_QUESTIONS = 100
_LOOK_SECONDS = 0.2


@dataclass(frozen=True, slots=True)
class _Run:
    """What a process took: by the clock, of the processor, and of memory at most."""

    seconds: float
    processor: float
    most_mb: float

    def __str__(self) -> str:
        return (
            f"{self.seconds:8.0f} s, {self.processor:.0f} s of processor time, at most "
            f"{self.most_mb:.0f} MB"
        )


def measure(loaded: Loaded, sets: Path) -> None:
    """Do it over the public sets, with the static model."""
    if not real_news.are_there(sets):
        output.say(f"The public sets are not all in {sets}: the large archive is left out.")
        return
    with tempfile.TemporaryDirectory() as place:
        lines = Path(place) / "news.jsonl"
        many = real_news.write_lines(lines, sets, most=_ARTICLES)
        parts = opened(loaded, Path(place) / "data", STATIC)
        archive = parts.archive
        _ingest(parts, lines, lambda: archive.counts()["articles"] >= many // 2)
        _check(parts, "killed while it was read")
        _ingest(parts, lines, lambda: _share_indexed(archive) >= 0.5)
        _check(parts, "killed while it was indexed")
        output.out(f"large           {_ingest(parts, lines)}: the rest of {many:,} articles")
        _check(parts, "finished", articles=many)
        output.out(f"large           {_ingest(parts, lines)}: the same again, unchanged")
        _check(parts, "taken in again", articles=many)
        _answer(parts, sets)
        parts.close()


def _ingest(parts: Parts, lines: Path, stop: Callable[[], bool] = lambda: False) -> _Run:
    """Ingest in a process of its own, which is killed once `stop` says so."""
    start = time.perf_counter()
    running = subprocess.Popen(
        [sys.executable, "-m", "cli", "--data", str(parts.data), "ingest", str(lines)],
        env={**os.environ, "DATELINE_EMBEDDING__MODEL": STATIC},
        stdout=subprocess.DEVNULL,
    )
    while True:
        ended, _, used = os.wait4(running.pid, os.WNOHANG)
        if ended:
            running.returncode = 0
            return _Run(
                time.perf_counter() - start, used.ru_utime + used.ru_stime, used.ru_maxrss / 1000
            )
        if stop():
            running.kill()
        time.sleep(_LOOK_SECONDS)


def _share_indexed(archive: Archive) -> float:
    return archive.indexed() / max(1, archive.last_change())


def _check(parts: Parts, when: str, *, articles: int | None = None) -> None:
    """Look at a sample of what is visible; with `articles`, all that many must be."""
    parts.indexes.close()
    visible = [one for one in parts.archive.listed() if one.visible]
    looked_at = 0
    for one in islice(visible, 0, None, _SAMPLE):
        chunks = parts.archive.chunks_of(one.id, one.revision, layout=parts.layout)
        assert chunks, f"{one.title} is visible and has no chunks"
        for chunk in chunks:
            _check_chunk(parts, chunk)
        looked_at += len(chunks)
    counts = parts.archive.counts()
    if articles is not None:
        assert len(visible) == counts["articles"] == articles, "articles are lost, or stand twice"
        assert counts["waiting"] == 0
        assert parts.indexes.count() == counts["chunks"], "chunks are lost, or stand twice"
    output.out(
        f"large           {when}: {len(visible):,} of {counts['articles']:,} articles visible, "
        f"{looked_at:,} chunks found by vector and by words"
    )


def _check_chunk(parts: Parts, chunk: Chunk) -> None:
    for found in (
        parts.indexes.nearest(chunk.embedded_text, _AMONG),
        parts.indexes.matching(chunk.embedded_text, _AMONG),
    ):
        ids = [one for one, _ in found]
        assert ids.count(chunk.id) == 1, f"{chunk.header}: not found, or found twice"


def _answer(parts: Parts, sets: Path) -> None:
    asked = [one.text for one in gva.questions(sets / "data" / "gva")[:_QUESTIONS]]
    parts.warm_up()
    answerer = parts.answerer()
    answerer.answer(asked[0])
    spent = [seconds(lambda one=one: answerer.answer(one)) for one in asked]  # type: ignore[misc]
    p50, p95 = (1000 * percentile(spent, share) for share in (0.5, 0.95))
    resident = answering_mb(parts.data, STATIC, asked)
    output.out(
        f"large           {p50:8.0f} ms p50, {p95:.0f} ms p95 a question (n = {len(asked)}), "
        f"{resident:.0f} MB"
    )
