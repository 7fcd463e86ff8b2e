"""The vector index: the only home of Chroma. Vectors in, chunk ids and cosines out."""

import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from news.errors import IndexesError

if TYPE_CHECKING:
    from vectorstore.embed import Vectors

_COLLECTION = "chunks"
_DATABASE = "chroma.sqlite3"
_BATCH = 4000
"""Below Chroma's own limit of 5,461 rows an upsert and of SQL variables a delete."""

_EF_SEARCH = 400
"""HNSW finds .911 of the true 100 nearest with Chroma's default of 100, .993 with 400."""


class Dense:
    """Cosine search over the chunks of one index folder, by Chroma in this process.

    Raises IndexesError, from every method, when the folder is damaged.
    """

    def __init__(self, folder: Path, *, new: bool = False) -> None:
        """Open a folder; with `new`, make it. Chroma by itself would make what is missing."""
        import chromadb
        from chromadb.config import Settings

        self._folder = folder
        logging.getLogger("chromadb.telemetry").setLevel(logging.CRITICAL)
        with self._sentences():
            if not new and not (folder / _DATABASE).is_file():
                raise FileNotFoundError(f"{_DATABASE} is missing")
            self._client: Any = chromadb.PersistentClient(
                path=str(folder), settings=Settings(anonymized_telemetry=False)
            )
            if new:
                self._client.create_collection(
                    _COLLECTION,
                    configuration={"hnsw": {"space": "cosine", "ef_search": _EF_SEARCH}},
                    embedding_function=None,
                )
            self._collection: Any = self._client.get_collection(
                _COLLECTION, embedding_function=None
            )

    def close(self) -> None:
        self._client.close()

    def put(self, chunk_ids: Sequence[str], articles: Sequence[str], vectors: "Vectors") -> None:
        """Add the vectors, replacing those of the same ids."""
        for start in range(0, len(chunk_ids), _BATCH):
            part = slice(start, start + _BATCH)
            with self._sentences():
                self._collection.upsert(
                    ids=list(chunk_ids[part]),
                    embeddings=vectors[part],
                    metadatas=[{"article": article} for article in articles[part]],
                )

    def remove_chunks(self, chunk_ids: Sequence[str]) -> None:
        for start in range(0, len(chunk_ids), _BATCH):
            with self._sentences():
                self._collection.delete(ids=list(chunk_ids[start : start + _BATCH]))

    def remove_article(self, article_id: str) -> None:
        with self._sentences():
            self._collection.delete(where={"article": article_id})

    def search(self, vector: "Vectors", n: int) -> list[tuple[str, float]]:
        """Return the n nearest chunks with their cosine, nearest first."""
        n = min(n, self.count())
        if not n:
            return []
        # Never a `where` here: over 50,000 rows it costs a hundred times the search itself.
        with self._sentences():
            found = self._collection.query(
                query_embeddings=vector.reshape(1, -1), n_results=n, include=["distances"]
            )
        ids, distances = found["ids"][0], found["distances"][0]
        return [
            (chunk_id, 1.0 - distance) for chunk_id, distance in zip(ids, distances, strict=True)
        ]

    def count(self) -> int:
        with self._sentences():
            return int(self._collection.count())

    @contextmanager
    def _sentences(self) -> Iterator[None]:
        from chromadb.errors import ChromaError

        try:
            yield
        except (ChromaError, OSError, ValueError, RuntimeError, KeyError) as error:
            raise IndexesError(
                f"The vector index in {self._folder} cannot be used ({error}): stop the bot if it "
                "runs, and run `dateline reindex`."
            ) from error
