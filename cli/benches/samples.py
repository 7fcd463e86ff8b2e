"""The samples as a newcomer has them: taking them in, asking, and how soon a command starts."""

import statistics
import subprocess
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

from cli import output
from cli.benches.timing import percentile, seconds
from cli.parts import Parts
from cli.settings import ROOT, Loaded
from vectorstore.transformer import packaged_folder

_COLD_RUNS = 5
_ROUNDS = 3

_BARE_START = """
import sys
from sentence_transformers import SentenceTransformer
SentenceTransformer(sys.argv[1], device="cpu").encode(["How many people died?"])
"""

_QUESTIONS = (
    "How many people died in Korday?",
    "How many people were injured?",
    "When did the clashes start?",
    "Who visited the affected villages?",
    "What did the ministry say?",
    "Who won the football match?",
)


def measure(loaded: Loaded, sets: Path) -> None:
    """Measure over the samples in a folder of their own, with the model of the settings."""
    del sets  # the samples are the project\'s own
    with tempfile.TemporaryDirectory() as folder:
        here = replace(loaded, data=Path(folder))
        _ingest_rate(here)
        _questions(here)
        _cold_ask(here)
        _light_commands(here)


def _ingest_rate(loaded: Loaded) -> None:
    parts = Parts(loaded)
    parts.distil()
    parts.embedder.embed(["warm up"])
    spent = seconds(lambda: (parts.ingest([str(ROOT / "samples")]), parts.catch_up()))
    layout = parts.layout
    chunks = [
        chunk
        for listed in parts.archive.listed()
        for chunk in parts.archive.chunks_of(listed.id, listed.revision, layout=layout)
    ]
    texts = [chunk.embedded_text for chunk in chunks]
    bare = seconds(lambda: parts.embedder.embed(texts))
    parts.release_lock()
    output.out(
        f"ingest          {len(chunks) / spent:8.1f} chunks/s "
        f"({len(chunks)} chunks, {spent / bare:.2f} times the bare embedding of them)"
    )


def _questions(loaded: Loaded) -> None:
    parts = Parts(loaded)
    answerer = parts.answerer()
    answerer.answer(_QUESTIONS[0])
    times = [
        seconds(lambda question=question: answerer.answer(question))  # type: ignore[misc]
        for question in _QUESTIONS * _ROUNDS
    ]
    output.out(
        f"question        {percentile(times, 0.5) * 1000:8.0f} ms p50, "
        f"{percentile(times, 0.95) * 1000:.0f} ms p95"
    )


def _cold_ask(loaded: Loaded) -> None:
    model = packaged_folder()
    ask = ["--data", str(loaded.data), "ask", _QUESTIONS[0]]
    ratios, times = [], []
    for _ in range(_COLD_RUNS):
        bare = _run([sys.executable, "-c", _BARE_START, str(model)])
        full = _run([sys.executable, "-m", "cli", *ask])
        ratios.append(full / bare)
        times.append(full)
    output.out(
        f"cold ask        {statistics.median(times):8.2f} s "
        f"({statistics.median(ratios):.2f} times loading the model bare; "
        f"{min(ratios):.2f} to {max(ratios):.2f})"
    )


def _light_commands(loaded: Loaded) -> None:
    bare = statistics.median(_run([sys.executable, "-c", "pass"]) for _ in range(_COLD_RUNS))
    for command in ("articles", "stats", "config"):
        run = [sys.executable, "-m", "cli", "--data", str(loaded.data), command]
        spent = statistics.median(_run(run) for _ in range(_COLD_RUNS))
        output.out(f"{command:15} {spent - bare:8.2f} s above a bare interpreter")


def _run(command: list[str]) -> float:
    return seconds(lambda: subprocess.run(command, check=True, capture_output=True))
