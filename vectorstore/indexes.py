"""The two indexes of a data folder: under a manifest, behind a pointer, with one writer.

    index/current         names the folder that answers
    index/next            names the folder that is being built to take its place
    index/lock            held (flock) by the one process that writes
    index/<name>/         manifest.json, chroma/, words/

A rebuild is made in a new folder and switched by the pointer, so a damaged folder is never opened
to mend it, and the old one answers until the new one is whole. Until then questions are embedded
by the model that the old one was made with.
"""

import logging
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from news.article import Chunk
from news.errors import EmbeddingError, IndexesError
from vectorstore.dense import GRAPH, Dense
from vectorstore.embed import Embedder, Vectors, open_embedder
from vectorstore.folders import CURRENT, NEXT, Folders
from vectorstore.gone import GoneEmbedder
from vectorstore.lock import WriterLock
from vectorstore.manifest import Manifest, read_manifest, write_manifest
from vectorstore.marks import Marks
from vectorstore.words import FORM, Words

log = logging.getLogger(__name__)


@dataclass(slots=True, eq=False)
class _Opened:
    """A folder in use. Closed once nobody searches it any more, since threads answer."""

    dense: Dense
    words: Words
    embedder: Embedder
    was_asked_for: bool
    searches: int = 0
    retired: bool = False


class Indexes:
    """The vector and word index of one data folder; written only by who brings the lock.

    `embedder` and `layout` are those that the settings ask for. Where the folder that answers was
    made otherwise, it goes on answering its own way, and `are_as_asked` says so.
    """

    def __init__(
        self,
        data: Path,
        embedder: Embedder,
        *,
        layout: str,
        lock: WriterLock | None = None,
        folder: Path | None = None,
    ) -> None:
        """Take the folder that answers, or with `folder` one that is being built."""
        self._data = data
        self._folders = Folders(data / "index")
        self._asked_embedder = embedder
        self._asked_layout = layout
        self._lock = lock
        self._folder = folder
        self._open: _Opened | None = None
        self._older: Embedder | None = None
        self._opening = threading.RLock()
        self._generation: int | None = None
        self.unheard: str | None = None
        """Why questions are answered by words alone; None when they are not."""

    @property
    def writes(self) -> bool:
        return self._lock is not None

    @property
    def layout(self) -> str:
        """How the articles in these indexes are cut."""
        folder = self._current()
        return read_manifest(folder).layout if folder else self._asked_layout

    @property
    def embedder(self) -> Embedder:
        """What the vectors in these indexes are made by.

        Raises EmbeddingError if that is not to be had any more.
        """
        folder = self._current()
        return self._embedder_of(read_manifest(folder)) if folder else self._asked_embedder

    def seq(self) -> int:
        """Return up to which change the indexes are made; 0 where there are none yet."""
        folder = self._current()
        return read_manifest(folder).seq if folder else 0

    def made_with(self) -> str | None:
        """Return the [embedding] model of the indexes that answer; None where there are none."""
        folder = self._current()
        return read_manifest(folder).opens if folder else None

    def are_as_asked(self) -> bool:
        """Say whether the indexes that answer, if any, are what the settings ask for."""
        folder = self._current()
        return folder is None or self._is_as_asked(read_manifest(folder))

    def refresh(self, generation: int) -> None:
        """Reopen if another process wrote since: a running Chroma does not see it by itself."""
        if self._generation != generation:
            if self._generation is not None and not self.writes:
                self.close()
            self._generation = generation

    def hold(self, lock: WriterLock | None) -> None:
        """Write from now on, with the lock; with None, only read."""
        self.close()
        self._lock = lock

    def close(self) -> None:
        """Let go of the folder; it is opened again when it is needed."""
        with self._opening:
            opened, self._open = self._open, None
            if opened is not None:
                opened.retired = True
                opened.words.close()
                _close_if_unused(opened)

    # -- reading ---------------------------------------------------------------------------

    def nearest(self, question: str, n: int) -> list[tuple[str, float]]:
        """Return the n chunks nearest in meaning with their cosine, nearest first.

        Empty, and `unheard` says why, where the model of an older index is not to be had.
        """
        if not self.count():
            return []
        with self._searching() as opened:
            try:
                vector = opened.embedder.embed([question])
            except EmbeddingError as error:
                if opened.was_asked_for:
                    raise
                self._note_unheard(str(error))
                return []
            return opened.dense.search(vector, n)

    def matching(self, question: str, n: int) -> list[tuple[str, float]]:
        """Return the n chunks that share most of the question's words (BM25), best first."""
        if not self._are_there():
            return []
        with self._searching() as opened:
            return opened.words.search(question, n)

    def marks(self, chunk_ids: Sequence[str]) -> dict[str, Marks]:
        """Return the terms of the chunks as numbers, by id; without those that are not known."""
        if not self._are_there() or not chunk_ids:
            return {}
        with self._searching() as opened:
            return opened.words.marks(chunk_ids)

    def frequencies(self, terms: Sequence[str]) -> tuple[list[int], int]:
        """Return in how many chunks each term stands, and how many chunks there are."""
        if not self._are_there():
            return [0] * len(terms), 0
        with self._searching() as opened:
            return opened.words.frequencies(terms)

    def count(self) -> int:
        """Return how many chunks are indexed, those of older revisions included."""
        if not self._are_there():
            return 0
        with self._searching() as opened:
            return opened.dense.count()

    # -- writing ---------------------------------------------------------------------------

    def put(self, chunks: Sequence[Chunk], vectors: Vectors) -> None:
        with self._written() as opened:
            articles = [chunk.article_id for chunk in chunks]
            opened.dense.put([chunk.id for chunk in chunks], articles, vectors)
            opened.words.put(chunks)

    def remove_chunks(self, chunk_ids: Sequence[str]) -> None:
        with self._written() as opened:
            opened.dense.remove_chunks(chunk_ids)
            opened.words.remove_chunks(chunk_ids)

    def remove_article(self, article_id: str) -> None:
        with self._written() as opened:
            opened.dense.remove_article(article_id)
            opened.words.remove_article(article_id)

    def commit(self, seq: int) -> None:
        """Make everything up to the change durable."""
        with self._written() as opened:
            opened.words.commit()
            folder = self._current()
            assert folder is not None
            write_manifest(folder, replace(read_manifest(folder), seq=seq))

    # -- building anew ---------------------------------------------------------------------

    def rebuilt(self) -> "Indexes":
        """Return empty indexes as asked for, in a new folder; `switch_to` makes them answer."""
        return self._beside(self._folders.make(self._asked()))

    def successor(self) -> "Indexes":
        """Return the indexes as asked for that are being built, begun now or in an earlier run."""
        folder = self._folders.named(NEXT)
        if folder is not None:
            begun = self._beside(folder)
            try:
                if begun.are_as_asked():
                    begun._opened()
                    return begun
            except IndexesError as error:
                log.warning("The new index is begun again: %s", error)
            begun.close()
        folder = self._folders.make(self._asked())
        self._folders.point(NEXT, folder)
        return self._beside(folder)

    def switch_to(self, beside: "Indexes") -> None:
        """Answer from the indexes that were built beside these, from now on."""
        assert beside._folder is not None
        beside.close()
        self._folders.point(CURRENT, beside._folder)
        self.close()
        self._older = None
        self.unheard = None

    def has_leftovers(self) -> bool:
        """Say whether there are folders beside the one that answers."""
        folder = self._current()
        return folder is not None and bool(self._folders.others(folder))

    def tidy(self) -> None:
        """Delete the folders that do not answer."""
        self._folders.tidy(self._current())

    # -- plumbing --------------------------------------------------------------------------

    @contextmanager
    def _written(self) -> Iterator[_Opened]:
        """Give what is written; on a failure close it, so that nothing half written is committed.

        The next write opens it again and begins after the last checkpoint.
        """
        try:
            yield self._opened()
        except IndexesError:
            self.close()
            raise

    def _asked(self) -> Manifest:
        embedder = self._asked_embedder
        return Manifest(embedder.name, self._asked_layout, FORM, opens=embedder.opens, graph=GRAPH)

    def _is_as_asked(self, manifest: Manifest) -> bool:
        return manifest.same_kind(self._asked())

    def _embedder_of(self, manifest: Manifest) -> Embedder:
        if manifest.model == self._asked_embedder.name:
            return self._asked_embedder
        with self._opening:
            if self._older is None or self._older.name != manifest.model:
                older = open_embedder(manifest.opens, models=self._data / "models")
                self._older = older if older.name == manifest.model else GoneEmbedder(manifest)
            return self._older

    def _are_there(self) -> bool:
        # A reader makes no folder: the writer would make another, and one of them would be lost.
        return self._open is not None or self._current() is not None

    def _current(self) -> Path | None:
        return self._folder or self._folders.named(CURRENT)

    def _opened(self) -> _Opened:
        with self._opening:
            if self._open is None:
                folder = self._current() or self._first()
                try:
                    self._open = self._parts_of(folder)
                except IndexesError:
                    # Another process may have switched, and deleted what the pointer named.
                    now = self._current()
                    if now is None or now == folder:
                        raise
                    self._open = self._parts_of(now)
            return self._open

    @contextmanager
    def _searching(self) -> Iterator[_Opened]:
        with self._opening:
            opened = self._opened()
            opened.searches += 1
        try:
            yield opened
        finally:
            with self._opening:
                opened.searches -= 1
                _close_if_unused(opened)

    def _parts_of(self, folder: Path) -> _Opened:
        manifest = read_manifest(folder)
        return _Opened(
            dense=Dense(folder / "chroma"),
            words=Words(folder / "words", writes=self.writes),
            embedder=self._embedder_of(manifest),
            was_asked_for=self._is_as_asked(manifest),
        )

    def _beside(self, folder: Path) -> "Indexes":
        return Indexes(
            self._data,
            self._asked_embedder,
            layout=self._asked_layout,
            lock=self._lock,
            folder=folder,
        )

    def _first(self) -> Path:
        folder = self._folders.make(self._asked())
        self._folders.point(CURRENT, folder)
        return folder

    def _note_unheard(self, reason: str) -> None:
        if self.unheard is None:
            log.warning("Questions are answered by words alone: %s", reason)
        self.unheard = reason


def _close_if_unused(opened: _Opened) -> None:
    if opened.retired and not opened.searches:
        opened.dense.close()
