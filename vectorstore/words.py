"""The word index (BM25): the only home of tantivy's index. Terms in, chunk ids and scores out."""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from itertools import chain
from pathlib import Path

import numpy as np
import tantivy

from news.article import Chunk
from vectorstore import analyse
from vectorstore.analyse import content_terms
from vectorstore.failures import index_errors
from vectorstore.marks import Marks, in_order, mark

_META = "meta.json"
_HEAP_BYTES = 50_000_000
"""What the writer buffers before it makes a segment; the library's least is 15 MB a thread."""

FORM = f"{analyse.NAME}, marks-1"
"""Changes when what is kept of a chunk does: the indexes are then made anew."""


class Words:
    """BM25 over the chunks of one index folder. One writer at a time; any number of readers.

    Raises IndexesError, when it is opened, searched or committed, if the folder is damaged.
    """

    def __init__(self, folder: Path, *, writes: bool = False, new: bool = False) -> None:
        """Open a folder; with `new`, make it. The library by itself would make what is missing."""
        self._name = f"The word index in {folder}"
        with index_errors(self._name, done="opened"):
            if new:
                folder.mkdir(parents=True)
            elif not (folder / _META).is_file():
                raise FileNotFoundError(f"{_META} is missing")
            # Opened as it is: one that is still to be made anew may keep less.
            path = str(folder)
            self._index = tantivy.Index(_schema(), path=path) if new else tantivy.Index.open(path)
            self._writer = self._index.writer(_HEAP_BYTES, 1) if writes else None
        self.reload()

    def close(self) -> None:
        if self._writer is not None:
            # A writer that failed has said so when it was told to commit.
            with suppress(ValueError):
                self._writer.wait_merging_threads()
            self._writer = None

    def put(self, chunks: Iterable[Chunk]) -> None:
        """Add the chunks, replacing those of the same ids; visible after `commit`."""
        assert self._writer is not None
        with index_errors(self._name, done="written"):
            for chunk in chunks:
                self._writer.delete_documents_by_term("id", chunk.id)
                document = tantivy.Document()
                document.add_text("id", chunk.id)
                document.add_text("article", chunk.article_id)
                terms = in_order(chunk.header, chunk.text)
                document.add_text("terms", " ".join(chain.from_iterable(terms)))
                document.add_bytes("marks", mark(terms).tobytes())
                self._writer.add_document(document)

    def remove_chunks(self, chunk_ids: Iterable[str]) -> None:
        assert self._writer is not None
        for chunk_id in chunk_ids:
            self._writer.delete_documents_by_term("id", chunk_id)

    def remove_article(self, article_id: str) -> None:
        assert self._writer is not None
        self._writer.delete_documents_by_term("article", article_id)

    def commit(self) -> None:
        """Make what was put and removed durable and findable."""
        assert self._writer is not None
        with index_errors(self._name, done="written"):
            self._writer.commit()
        self.reload()

    def reload(self) -> None:
        """See what another process committed."""
        with index_errors(self._name, done="opened"):
            self._index.reload()
            self._searcher = self._index.searcher()

    def search(self, question: str, n: int) -> list[tuple[str, float]]:
        """Return the n best chunks for the words of the question, best first."""
        terms = content_terms(question)
        if not terms or not self._searcher.num_docs:
            return []
        schema = self._index.schema
        query = tantivy.Query.boolean_query(
            [
                (tantivy.Occur.Should, tantivy.Query.term_query(schema, "terms", term))
                for term in terms
            ]
        )
        with index_errors(self._name, done="searched"):
            found = self._searcher.search(query, n)
            return [(self._searcher.doc(at)["id"][0], score) for score, at in found.hits]

    def marks(self, chunk_ids: Sequence[str]) -> dict[str, Marks]:
        """Return the terms of those of the chunks that are here, by id; none from an older form."""
        query = tantivy.Query.term_set_query(self._index.schema, "id", list(chunk_ids))
        with index_errors(self._name, done="searched"):
            found = self._searcher.search(query, max(1, len(chunk_ids)))
            documents = [self._searcher.doc(at) for _, at in found.hits]
        return {
            one["id"][0]: np.frombuffer(one["marks"][0], dtype="<u4")
            for one in documents
            if one["marks"]
        }

    def frequencies(self, terms: Sequence[str]) -> tuple[list[int], int]:
        """Return in how many chunks each term stands, and how many chunks there are."""
        counts = [self._searcher.doc_freq("terms", term) for term in terms]
        return counts, self._searcher.num_docs

    def count(self) -> int:
        return int(self._searcher.num_docs)


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("id", stored=True, tokenizer_name="raw")
    builder.add_text_field("article", stored=False, tokenizer_name="raw")
    # The terms come analysed: the index only cuts them at spaces.
    builder.add_text_field("terms", stored=False, tokenizer_name="whitespace")
    builder.add_bytes_field("marks", stored=True, indexed=False)
    return builder.build()
