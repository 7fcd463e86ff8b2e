"""Answering from 100,000 real chunks: how long, beside the bare parts and LangChain's plain chain.

The public sets have 64,510 chunks of the usual length, so their articles are cut shorter here. The
archive is kept in the folder `benches` of the data folder, since filling it takes minutes.
"""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from cli import output
from cli.benches import real_news
from cli.benches.memory import answering_mb
from cli.benches.place import opened
from cli.benches.plain_chain import PlainChain
from cli.benches.timing import percentile
from cli.parts import Parts
from cli.settings import Loaded
from evals import gva, multihop
from news.question import question_in
from vectorstore.embed import STATIC, Embedder

_EACH = 100  # questions of a set
_K = 10
_BARE_N = 200
_RECALL_AT = 100
_WINDOW = 160
"""Tokens of a chunk with its header, of 256 otherwise."""


@dataclass(slots=True)
class _Timed:
    """How long each call took, by the clock and by the processor."""

    seconds: list[float] = field(default_factory=list)
    processor: list[float] = field(default_factory=list)

    def call(self, work: Callable[[], Any]) -> Any:
        start, spent = time.perf_counter(), time.process_time()
        made = work()
        self.seconds.append(time.perf_counter() - start)
        self.processor.append(time.process_time() - spent)
        return made

    def __str__(self) -> str:
        p50, p95 = (1000 * percentile(self.seconds, share) for share in (0.5, 0.95))
        return f"{p50:8.1f} ms p50, {p95:.1f} ms p95, {1000 * self.mean:.1f} ms of processor time"

    @property
    def mean(self) -> float:
        return float(np.mean(self.processor))


class _Shorter:
    """An embedder for which articles are cut shorter."""

    def __init__(self, embedder: Embedder) -> None:
        self.opens, self.name = embedder.opens, embedder.name
        self.cut, self.window = f"{_WINDOW}-{embedder.opens}", _WINDOW
        self.count_tokens, self.embed = embedder.count_tokens, embedder.embed


def measure(loaded: Loaded, sets: Path) -> None:
    """Ask the questions of two sets: the bare parts, the whole, and the plain chain, in turns."""
    if not real_news.are_there(sets):
        output.say(f"The public sets are not all in {sets}: answers are not measured.")
        return
    home = loaded.data / "benches"
    parts = opened(loaded, home / "answers", STATIC)
    parts.__dict__["embedder"] = _Shorter(parts.embedder)
    plain = PlainChain(home / "plain", parts.embedder)
    chunks = _fill(parts, plain, sets)
    lines = multihop.questions(sets / "data" / "multihop_rag")
    evidenced = [one for one in lines if one["question_type"] != "null_query"][:_EACH]
    shootings = [one.text for one in gva.questions(sets / "data" / "gva")[:_EACH]]
    asked = [*(question_in(one["query"]) for one in evidenced), *shootings]
    parts.warm_up()
    _ask(parts, plain, asked)
    _hits(parts, plain, evidenced)
    _recall(parts, asked)
    parts.close()
    plain.close()
    resident = answering_mb(parts.data, STATIC, asked)
    output.out(f"answers         {resident:8.0f} MB with {chunks:,} chunks (asked: below 1,500)")


def _fill(parts: Parts, plain: PlainChain, sets: Path) -> int:
    """Fill what is not filled yet, and return how many chunks there are."""
    lines = parts.data / "news.jsonl"
    real_news.write_lines(lines, sets)
    with output.working("Taking in the public sets …"):
        parts.ingest([str(lines)])
        parts.catch_up()
        plain.fill(lines)
    return parts.archive.counts()["chunks"]


def _ask(parts: Parts, plain: PlainChain, asked: Sequence[str]) -> None:
    answerer, chain = parts.answerer(), plain.chain(_K)
    bare, whole, other = _Timed(), _Timed(), _Timed()
    for question in asked[:: max(1, len(asked) // 10)]:
        answerer.answer(question)
        chain.invoke(question)
    for question in reversed(asked):
        bare.call(lambda question=question: _bare(parts, question))  # type: ignore[misc]
        whole.call(lambda question=question: answerer.answer(question))  # type: ignore[misc]
        other.call(lambda question=question: chain.invoke(question))  # type: ignore[misc]
    output.out(f"bare parts      {bare}")
    output.out(
        f"answers         {whole} ({whole.mean / bare.mean:.1f} times the bare parts; "
        f"asked: 100 and 200 ms; n = {len(asked)})"
    )
    output.out(f"plain chain     {other} (finds passages only)")
    output.out(
        f"questions       {1 / whole.mean:8.1f} a second of one processor, plain chain "
        f"{1 / other.mean:.1f}"
    )


def _bare(parts: Parts, question: str) -> None:
    """Encode the question, and ask each index once."""
    parts.indexes.nearest(question, _BARE_N)
    parts.indexes.matching(question, _BARE_N)


def _hits(parts: Parts, plain: PlainChain, evidenced: Sequence[dict[str, Any]]) -> None:
    chain = plain.chain(_K)

    def found(question: str, k: int) -> list[str]:
        return [passage.text for passage in parts.retriever.retrieve(question, k=k)]

    ours = multihop.evaluate(evidenced, found)
    theirs = multihop.evaluate(evidenced, lambda question, _: chain.invoke(question))
    output.out(f"hits@10         {ours['hits@10']}; plain chain {theirs['hits@10']} (MultiHop-RAG)")


def _recall(parts: Parts, asked: Sequence[str]) -> None:
    """Compare what Chroma finds with what a look at every vector finds."""
    ids, vectors = _all_vectors(parts)
    shares = []
    for question in asked:
        cosines = vectors @ parts.embedder.embed([question])[0]
        least = np.sort(cosines)[-_RECALL_AT]
        near = {ids[at] for at in np.flatnonzero(cosines >= least - 1e-6)}
        found = [one for one, _ in parts.indexes.nearest(question, _RECALL_AT)]
        shares.append(len(near & set(found)) / _RECALL_AT)
    output.out(
        f"recall@{_RECALL_AT}      {np.mean(shares):8.4f} of what exact search finds, least "
        f"{min(shares):.2f} (asked: .99)"
    )


def _all_vectors(parts: Parts) -> tuple[list[str], Any]:
    chunks = [
        chunk
        for one in parts.archive.listed()
        for chunk in parts.archive.chunks_of(one.id, one.revision, layout=parts.layout)
    ]
    known = parts.archive.vectors(parts.embedder.name, [one.embedded_hash for one in chunks])
    rows = [np.frombuffer(known[one.embedded_hash], dtype="<f4") for one in chunks]
    return [one.id for one in chunks], np.stack(rows)
