"""Public sets as they come: gzipped JSON Lines, and articles in them as documents."""

import gzip
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from news.article import Document, Origin


def read_lines(file: Path) -> Iterator[dict[str, Any]]:
    """Yield each line's object."""
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())


def document(file: Path, key: str, **fields: str | None) -> Document:
    """Return an article as `ingest` reads it from JSON Lines; `key` tells it from the others."""
    given = {name: value for name, value in {**fields, "id": key}.items() if value}
    return Document(
        content=json.dumps(given).encode(),
        media_type="application/json",
        retrieved=datetime.now(UTC),
        origin=Origin("jsonl", str(file), key),
        name=fields.get("title") or key,
        given=given,
    )
