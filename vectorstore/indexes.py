"""The two indexes of a data folder: under a manifest, behind a pointer, with one writer.

    index/current         names the folder that answers
    index/next            names the folder that is being built to take its place
    index/lock            held (flock) by the one process that writes
    index/<name>/         manifest.json, chroma/, words/

A rebuild is made in a new folder and switched by the pointer, so a damaged folder is never opened
to mend it, and the old one answers until the new one is whole. Until then questions are embedded
by the model that the old one was made with.
"""

import fcntl
import logging
import shutil
import threading
import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO

from news.article import Chunk
from news.errors import EmbeddingError, IndexesError
from vectorstore import analyse
from vectorstore.dense import Dense
from vectorstore.embed import Embedder, Vectors, open_embedder
from vectorstore.manifest import (
    Manifest,
    has_manifest,
    read_manifest,
    write_manifest,
    write_whole,
)
from vectorstore.words import Words

log = logging.getLogger(__name__)


class WriterLock:
    """The right to write the indexes of a data folder, held for as long as it is open."""

    def __init__(self, file: IO[str]) -> None:
        self._file = file

    @classmethod
    def take(cls, data: Path) -> "WriterLock | None":
        """Return the lock, or None while another process holds it."""
        root = data / "index"
        root.mkdir(parents=True, exist_ok=True)
        file = (root / "lock").open("w")
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.close()
            return None
        return cls(file)

    def release(self) -> None:
        self._file.close()


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
        self._root = data / "index"
        self._asked_embedder = embedder
        self._asked_layout = layout
        self._lock = lock
        self._folder = folder
        self._open: _Opened | None = None
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
        opened = self._opened()
        opened.dense.put(
            [chunk.id for chunk in chunks], [chunk.article_id for chunk in chunks], vectors
        )
        opened.words.put(chunks)

    def remove_chunks(self, chunk_ids: Sequence[str]) -> None:
        opened = self._opened()
        opened.dense.remove_chunks(chunk_ids)
        opened.words.remove_chunks(chunk_ids)

    def remove_article(self, article_id: str) -> None:
        opened = self._opened()
        opened.dense.remove_article(article_id)
        opened.words.remove_article(article_id)

    def commit(self, seq: int) -> None:
        """Make everything up to the change durable."""
        self._opened().words.commit()
        folder = self._current()
        assert folder is not None
        write_manifest(folder, replace(read_manifest(folder), seq=seq))

    # -- building anew ---------------------------------------------------------------------

    def rebuilt(self) -> "Indexes":
        """Return empty indexes as asked for, in a new folder; `switch_to` makes them answer."""
        return self._beside(self._make())

    def successor(self) -> "Indexes":
        """Return the indexes as asked for that are being built, begun now or in an earlier run."""
        folder = self._named("next")
        if folder is not None:
            begun = self._beside(folder)
            try:
                if begun.are_as_asked():
                    begun._opened()
                    return begun
            except IndexesError as error:
                log.warning("The new index is begun again: %s", error)
            begun.close()
        folder = self._make()
        write_whole(self._root / "next", folder.name)
        return self._beside(folder)

    def switch_to(self, beside: "Indexes") -> None:
        """Answer from the indexes that were built beside these, from now on."""
        assert beside._folder is not None
        beside.close()
        self._point_to(beside._folder)
        self.close()
        self.unheard = None

    def has_leftovers(self) -> bool:
        """Say whether there are folders beside the one that answers."""
        return self._current() is not None and bool(self._others())

    def tidy(self) -> None:
        """Delete the folders that do not answer."""
        (self._root / "next").unlink(missing_ok=True)
        for other in self._others():
            shutil.rmtree(other, ignore_errors=True)

    # -- plumbing --------------------------------------------------------------------------

    def _asked(self) -> Manifest:
        embedder = self._asked_embedder
        return Manifest(embedder.name, self._asked_layout, analyse.NAME, opens=embedder.opens)

    def _is_as_asked(self, manifest: Manifest) -> bool:
        return manifest.same_kind(self._asked())

    def _embedder_of(self, manifest: Manifest) -> Embedder:
        if manifest.model == self._asked_embedder.name:
            return self._asked_embedder
        with self._opening:
            if self._open is not None and self._open.embedder.name == manifest.model:
                return self._open.embedder
        older = open_embedder(manifest.opens, models=self._data / "models")
        return older if older.name == manifest.model else _Gone(manifest)

    def _are_there(self) -> bool:
        # A reader makes no folder: the writer would make another, and one of them would be lost.
        return self._open is not None or self._current() is not None

    def _current(self) -> Path | None:
        return self._folder or self._named("current")

    def _named(self, pointer: str) -> Path | None:
        try:
            folder = self._root / (self._root / pointer).read_text(encoding="utf-8").strip()
        except FileNotFoundError:
            return None
        return folder if has_manifest(folder) else None

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

    def _others(self) -> list[Path]:
        kept = self._current()
        return [path for path in self._root.iterdir() if path.is_dir() and path != kept]

    def _beside(self, folder: Path) -> "Indexes":
        return Indexes(
            self._data,
            self._asked_embedder,
            layout=self._asked_layout,
            lock=self._lock,
            folder=folder,
        )

    def _first(self) -> Path:
        folder = self._make()
        self._point_to(folder)
        return folder

    def _make(self) -> Path:
        """Make an empty folder; the manifest comes last, so that one that has it is whole."""
        folder = self._root / uuid.uuid4().hex[:8]
        folder.mkdir(parents=True)
        Dense(folder / "chroma", new=True).close()
        Words(folder / "words", new=True).close()
        write_manifest(folder, self._asked())
        return folder

    def _point_to(self, folder: Path) -> None:
        write_whole(self._root / "current", folder.name)

    def _note_unheard(self, reason: str) -> None:
        if self.unheard is None:
            log.warning("Questions are answered by words alone: %s", reason)
        self.unheard = reason


class _Gone:
    """Stands for the model of an older index whose weights are not there any more."""

    def __init__(self, manifest: Manifest) -> None:
        self.opens = manifest.opens
        self.name = manifest.model
        self.cut = manifest.layout

    @property
    def window(self) -> int:
        raise self._error()

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        raise self._error()

    def embed(self, texts: Sequence[str]) -> Vectors:
        raise self._error()

    def _error(self) -> EmbeddingError:
        return EmbeddingError(
            f"The embedding model {self.name}, which the indexes were made with, is not to be had "
            "any more: run `dateline reindex`, which makes them anew with the model of the "
            "settings."
        )


def _close_if_unused(opened: _Opened) -> None:
    if opened.retired and not opened.searches:
        opened.dense.close()
