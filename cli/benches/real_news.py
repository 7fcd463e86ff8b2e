"""The articles of the public sets, together, as JSON Lines: what a large archive is made of."""

import json
from collections.abc import Iterator
from pathlib import Path

from evals import gva, multihop, timeline17
from evals.lines import document, read_lines
from ingest.identity import same_url
from news.article import Document

SETS = ("multihop_rag", "gva", "timeline17", "muc", "realtimeqa")


def write_lines(path: Path, sets: Path, names: tuple[str, ...] = SETS, most: int = 10**6) -> int:
    """Write the articles of the sets, each address once; return how many there are."""
    written = 0
    seen: set[str] = set()
    with path.open("wb") as file:
        for name in names:
            for one in _READERS[name](sets / "data" / name):
                address = same_url(one.given["url"]) if "url" in one.given else ""
                if written == most or address in seen:
                    continue
                # Their ids are their sets' own: numbers would meet.
                line = {**one.given, "id": f"{name}-{one.given['id']}"}
                file.write(json.dumps(line).encode() + b"\n")
                written += 1
                seen |= {address} - {""}
    return written


def are_there(sets: Path, names: tuple[str, ...] = SETS) -> bool:
    """Say whether all the sets are in the folder."""
    return all((sets / "data" / name).is_dir() for name in names)


def _muc(folder: Path) -> Iterator[Document]:
    file = folder / "reports.jsonl.gz"
    for line in read_lines(file):
        yield document(file, line["doc_id"], text=line["text"])


def _realtimeqa(folder: Path) -> Iterator[Document]:
    seen: set[str] = set()
    file = folder / "2022.jsonl.gz"
    for line in read_lines(file):
        for one in line["docs"]:
            key = one["url"] or one["title"]
            if key in seen or not one["text"].strip():
                continue
            seen.add(key)
            yield document(
                file,
                key,
                title=one["title"],
                text=one["text"],
                published=(one["date"] or "").replace("/", "-"),
                url=one["url"],
            )


_READERS = {
    "multihop_rag": multihop.documents,
    "gva": gva.documents,
    "timeline17": timeline17.documents,
    "muc": _muc,
    "realtimeqa": _realtimeqa,
}
