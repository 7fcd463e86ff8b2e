"""The vector index: the only home of Chroma. Vectors in, chunk ids and cosines out."""

import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from vectorstore.failures import index_errors
from vectorstore.graph import check_graphs

if TYPE_CHECKING:
    from vectorstore.embed import Vectors

_COLLECTION = "chunks"
_DATABASE = "chroma.sqlite3"
_BATCH = 4000
"""Below Chroma's own limit of 5,461 rows an upsert and of SQL variables a delete."""

_EF_SEARCH = 400
"""HNSW finds .911 of the true 100 nearest with Chroma's default of 100, .993 with 400."""

_NEIGHBOURS, _EF_CONSTRUCTION = 48, 200
"""With Chroma's defaults (16, 100) 68 of 16,983 chunks of news were linked from nowhere, so that
not even their own vectors found them; with 32 and 200 four, with these none (.14 ms more each)."""

_SAME = 1e-6
"""Two numbers of a vector that differ by less are the same: Chroma gives back what it was given."""

GRAPH = f"hnsw-{_NEIGHBOURS}-{_EF_CONSTRUCTION}"
"""Changes when the vectors are linked otherwise: the indexes are then made anew."""


class Dense:
    """Cosine search over the chunks of one index folder, by Chroma in this process.

    Raises IndexesError, from every method, when the folder is damaged or the disk is full. After a
    write that failed it must be closed and opened again: Chroma 1.5 then keeps a lock, and the next
    removal would wait for it for ever.
    """

    def __init__(self, folder: Path, *, new: bool = False) -> None:
        """Open a folder; with `new`, make it. Chroma by itself would make what is missing."""
        self._name = f"The vector index in {folder}"
        self._writes = 0
        self._counted: tuple[int, int] | None = None
        logging.getLogger("chromadb.telemetry").setLevel(logging.CRITICAL)
        with index_errors(self._name, done="opened"):
            if not new and not (folder / _DATABASE).is_file():
                raise FileNotFoundError(f"{_DATABASE} is missing")
            check_graphs(folder)
            self._client: Any = _client(str(folder))
            if new:
                self._client.create_collection(
                    _COLLECTION,
                    configuration={
                        "hnsw": {
                            "space": "cosine",
                            "ef_search": _EF_SEARCH,
                            "ef_construction": _EF_CONSTRUCTION,
                            "max_neighbors": _NEIGHBOURS,
                        }
                    },
                    embedding_function=None,
                )
            self._collection: Any = self._client.get_collection(
                _COLLECTION, embedding_function=None
            )

    def close(self) -> None:
        self._client.close()

    def put(self, chunk_ids: Sequence[str], articles: Sequence[str], vectors: "Vectors") -> None:
        """Add the vectors, replacing those of the same ids.

        What stands there already, after a kill, is left alone, and what changed is deleted first:
        writing over a vector loosens the links to others (147 of 16,983 chunks were then found no
        more after an eighth had been written twice; with this, 3).
        """
        for start in range(0, len(chunk_ids), _BATCH):
            part = slice(start, start + _BATCH)
            with self._writing():
                self._put(chunk_ids[part], articles[part], vectors[part])

    def _put(self, chunk_ids: Sequence[str], articles: Sequence[str], vectors: "Vectors") -> None:
        there = self._collection.get(ids=list(chunk_ids), include=["embeddings"])
        known = dict(zip(there["ids"], there["embeddings"], strict=True))
        same = {
            one
            for one, vector in zip(chunk_ids, vectors, strict=True)
            if one in known and np.allclose(known[one], vector, atol=_SAME)
        }
        if changed := [one for one in known if one not in same]:
            self._collection.delete(ids=changed)
        if fresh := [at for at, one in enumerate(chunk_ids) if one not in same]:
            self._collection.add(
                ids=[chunk_ids[at] for at in fresh],
                embeddings=vectors[fresh],
                metadatas=[{"article": articles[at]} for at in fresh],
            )

    def remove_chunks(self, chunk_ids: Sequence[str]) -> None:
        for start in range(0, len(chunk_ids), _BATCH):
            with self._writing():
                self._collection.delete(ids=list(chunk_ids[start : start + _BATCH]))

    def remove_article(self, article_id: str) -> None:
        with self._writing():
            self._collection.delete(where={"article": article_id})

    def search(self, vector: "Vectors", n: int) -> list[tuple[str, float]]:
        """Return the n nearest chunks with their cosine, nearest first."""
        n = min(n, self.count())
        if not n:
            return []
        # Never a `where` here: over 50,000 rows it costs a hundred times the search itself.
        with index_errors(self._name, done="searched"):
            found = self._collection.query(
                query_embeddings=vector.reshape(1, -1), n_results=n, include=["distances"]
            )
        ids, distances = found["ids"][0], found["distances"][0]
        return [
            (chunk_id, 1.0 - distance) for chunk_id, distance in zip(ids, distances, strict=True)
        ]

    def count(self) -> int:
        """Return how many chunks there are; counted once after each write of this process.

        Chroma looks at every row for it. What another process wrote is not found either, until
        the folder is opened again.
        """
        writes, counted = self._writes, self._counted
        if counted is None or counted[0] != writes:
            with index_errors(self._name, done="read"):
                counted = (writes, int(self._collection.count()))
            self._counted = counted
        return counted[1]

    @contextmanager
    def _writing(self) -> Iterator[None]:
        try:
            with index_errors(self._name, done="written"):
                yield
        finally:
            self._writes += 1


def _client(path: str) -> Any:
    import chromadb
    from chromadb.config import Settings

    settings = Settings(anonymized_telemetry=False)
    try:
        return chromadb.PersistentClient(path=path, settings=settings)
    except AttributeError:
        # What once failed to open here is kept half made, and let go of by this second failure.
        return chromadb.PersistentClient(path=path, settings=settings)
