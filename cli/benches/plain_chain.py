"""The plain chain of LangChain's own documentation over Chroma, written as it stands there.

Texts are cut by characters, recursively, 1,000 with 200 of overlap; the chunks nearest to the
question are its context. The one place beside their homes where Chroma and LangChain are imported:
this is what ours is compared with.
"""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vectorstore.embed import Embedder

if TYPE_CHECKING:
    from langchain_core.runnables import Runnable

_SIZE, _OVERLAP = 1000, 200
_SEPARATORS = ("\n\n", "\n", " ", "")
_BATCH = 4000


class PlainChain:
    """Chunks in a Chroma collection with its defaults, found by similarity alone."""

    def __init__(self, folder: Path, embedder: Embedder) -> None:
        import chromadb
        from chromadb.config import Settings

        settings = Settings(anonymized_telemetry=False)
        self._client: Any = chromadb.PersistentClient(path=str(folder), settings=settings)
        self._chunks: Any = self._client.get_or_create_collection(
            "langchain", embedding_function=None
        )
        self._embedder = embedder

    def close(self) -> None:
        self._client.close()

    def fill(self, lines: Path) -> None:
        """Cut and embed the texts of a file of JSON Lines, unless that is done already."""
        if self._chunks.count():
            return
        with lines.open(encoding="utf-8") as file:
            chunks = [chunk for line in file for chunk in split(json.loads(line)["text"])]
        for start in range(0, len(chunks), _BATCH):
            part = chunks[start : start + _BATCH]
            self._chunks.add(
                ids=[str(start + number) for number in range(len(part))],
                embeddings=self._embedder.embed(part),
                documents=part,
            )

    def chain(self, k: int) -> "Runnable[str, list[str]]":
        """Return what gives the k texts that a language model would be shown for a question."""
        from langchain_core.runnables import RunnableLambda

        return RunnableLambda(self._embedded) | RunnableLambda(lambda vector: self._near(vector, k))

    def _embedded(self, question: str) -> list[float]:
        return [float(number) for number in self._embedder.embed([question])[0]]

    def _near(self, vector: list[float], k: int) -> list[str]:
        found = self._chunks.query(query_embeddings=[vector], n_results=k, include=["documents"])
        return list((found["documents"] or [[]])[0])


def split(text: str, separators: Sequence[str] = _SEPARATORS) -> list[str]:
    """Return the text in pieces of at most 1,000 characters, cut at the widest gaps that do."""
    separator = next(one for one in separators if one in text)
    finer = separators[separators.index(separator) + 1 :]
    chunks: list[str] = []
    fitting: list[str] = []
    for piece in text.split(separator) if separator else list(text):
        if len(piece) <= _SIZE:
            fitting.append(piece)
            continue
        chunks += _merged(fitting, separator)
        fitting = []
        chunks += split(piece, finer)
    return chunks + _merged(fitting, separator)


def _merged(pieces: Sequence[str], separator: str) -> list[str]:
    """Return runs of pieces that fit together, each beginning with the end of the one before."""
    chunks: list[str] = []
    run: list[str] = []
    length = 0
    for piece in pieces:
        if run and length + len(piece) + len(separator) > _SIZE:
            chunks.append(separator.join(run).strip())
            while run and (length > _OVERLAP or length + len(piece) + len(separator) > _SIZE):
                length -= len(run[0]) + (len(separator) if len(run) > 1 else 0)
                run = run[1:]
        length += len(piece) + (len(separator) if run else 0)
        run = [*run, piece]
    chunks.append(separator.join(run).strip())
    return [chunk for chunk in chunks if chunk]
