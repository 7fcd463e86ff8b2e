"""`dateline eval`: every set that is there, measured with the parts as a user has them."""

import json
import shutil
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from cli import output
from cli.indexing import index
from cli.parts import Parts
from cli.settings import ROOT, Loaded
from evals import aeb, multihop, questions
from news.answer import Answer
from news.article import Document, Origin
from news.conversation import Conversation
from news.errors import ExtractError

_SAMPLES_FLOOR = 0.8
"""Share of the sample questions that must be met; a test holds the same floor."""


def evaluate_all(loaded: Loaded, sets: Path | None) -> bool:
    """Measure every set, print a table, write results.json; False if a floor was not held."""
    folder = sets or ROOT.parent / "shared"
    results: dict[str, Any] = {}
    samples = ROOT / "samples"
    results["samples"] = _own(loaded, "samples", [str(samples)], samples / "questions.jsonl")
    seed = sorted((folder / "seed").glob("*.txt"))
    if seed:
        results["seed"] = _own(loaded, "seed", map(str, seed), ROOT / "evals" / "seed.jsonl")
    else:
        output.say(f"No seed article in {folder / 'seed'}: left out.")
    if (folder / "data" / "multihop_rag" / "corpus.jsonl.gz").is_file():
        results["multihop_rag"] = _multihop(loaded, folder / "data" / "multihop_rag")
    else:
        output.say(f"No MultiHop-RAG in {folder / 'data'}: left out (docs/evals.md says how).")
    if (folder / "data" / "aeb" / "ground-truth.json").is_file():
        with output.working("Extracting the pages of the extraction benchmark …"):
            results["aeb"] = aeb.evaluate(folder / "data" / "aeb", _body_of)
    else:
        output.say(f"No extraction benchmark in {folder / 'data'}: left out.")
    for name, figures in results.items():
        for figure, value in figures.items():
            shown = f"{value:.3f}" if isinstance(value, float) else str(value)
            output.out(f"{name:14} {figure:21} {shown}")
    report = loaded.data / "evals" / "results.json"
    report.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")
    output.say(f"Written to {report}")
    return bool(results["samples"]["share"] >= _SAMPLES_FLOOR)


def _own(loaded: Loaded, name: str, targets: Iterable[str], asked: Path) -> dict[str, Any]:
    parts = _fresh(loaded, name)
    _fill(parts, targets)
    answerer = parts.answerer()

    def ask(question: str, conversation: Conversation, known_on: date | None) -> Answer:
        return answerer.answer(question, conversation, known_on=known_on)

    score = questions.score(questions.read_cases(asked), ask)
    parts.release_lock()
    return {"share": score.share, "met": f"{score.met}/{score.total}", "missed": score.missed}


def _multihop(loaded: Loaded, folder: Path) -> dict[str, Any]:
    parts = _parts_in(loaded, "multihop_rag")
    # Embedding the corpus takes minutes, so it is kept for the next time.
    _fill(parts, multihop.documents(folder))

    def retrieve(question: str, k: int) -> list[str]:
        return [passage.text for passage in parts.retriever.retrieve(question, k=k)]

    with output.working("Asking the questions of MultiHop-RAG …"):
        figures = multihop.evaluate(multihop.questions(folder), retrieve)
    parts.release_lock()
    return dict(figures)


def _body_of(content: bytes, url: str) -> str:
    from ingest.extract import extract

    page = Document(content, "text/html", datetime.now(UTC), Origin("url", url), name=url, url=url)
    try:
        return extract(page).text
    except ExtractError:
        return ""


def _fill(parts: Parts, documents: Iterable[Document | str]) -> None:
    with output.bar("Reading articles") as tell:
        parts.ingest(documents, lambda report: tell(report.total, None))
    index(parts)


def _fresh(loaded: Loaded, name: str) -> Parts:
    shutil.rmtree(loaded.data / "evals" / name, ignore_errors=True)
    return _parts_in(loaded, name)


def _parts_in(loaded: Loaded, name: str) -> Parts:
    folder = loaded.data / "evals" / name
    return Parts(replace(loaded, data=folder), models=loaded.data / "models")
