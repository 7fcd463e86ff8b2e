"""The vector index: the only home of Chroma. Vectors in, chunk ids and cosines out."""

import logging
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from news.errors import IndexesError

if TYPE_CHECKING:
    from vectorstore.embed import Vectors

_COLLECTION = "chunks"
_BATCH = 4000
"""Below Chroma's own limit of 5,461 rows an upsert and of SQL variables a delete."""

_EF_SEARCH = 400
"""HNSW finds .911 of the true 100 nearest with Chroma's default of 100, .993 with 400."""


class Dense:
    """Cosine search over the chunks of one index folder, by Chroma in this process."""

    def __init__(self, folder: Path) -> None:
        import chromadb
        from chromadb.config import Settings
        from chromadb.errors import ChromaError

        folder.mkdir(parents=True, exist_ok=True)
        logging.getLogger("chromadb.telemetry").setLevel(logging.CRITICAL)
        try:
            self._client: Any = chromadb.PersistentClient(
                path=str(folder), settings=Settings(anonymized_telemetry=False)
            )
            self._collection: Any = self._client.get_or_create_collection(
                _COLLECTION,
                configuration={"hnsw": {"space": "cosine", "ef_search": _EF_SEARCH}},
                embedding_function=None,
            )
        except (ChromaError, OSError, ValueError, RuntimeError, KeyError) as error:
            raise IndexesError(
                f"The vector index in {folder} cannot be opened ({error}): run `dateline reindex`."
            ) from error

    def close(self) -> None:
        self._client.close()

    def put(self, chunk_ids: Sequence[str], articles: Sequence[str], vectors: "Vectors") -> None:
        """Add the vectors, replacing those of the same ids."""
        for start in range(0, len(chunk_ids), _BATCH):
            part = slice(start, start + _BATCH)
            self._collection.upsert(
                ids=list(chunk_ids[part]),
                embeddings=vectors[part],
                metadatas=[{"article": article} for article in articles[part]],
            )

    def remove_chunks(self, chunk_ids: Sequence[str]) -> None:
        for start in range(0, len(chunk_ids), _BATCH):
            self._collection.delete(ids=list(chunk_ids[start : start + _BATCH]))

    def remove_article(self, article_id: str) -> None:
        self._collection.delete(where={"article": article_id})

    def search(self, vector: "Vectors", n: int) -> list[tuple[str, float]]:
        """Return the n nearest chunks with their cosine, nearest first."""
        n = min(n, self.count())
        if not n:
            return []
        # Never a `where` here: over 50,000 rows it costs a hundred times the search itself.
        found = self._collection.query(
            query_embeddings=vector.reshape(1, -1), n_results=n, include=["distances"]
        )
        ids, distances = found["ids"][0], found["distances"][0]
        return [
            (chunk_id, 1.0 - distance) for chunk_id, distance in zip(ids, distances, strict=True)
        ]

    def count(self) -> int:
        return int(self._collection.count())
