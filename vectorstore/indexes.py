"""The two indexes of a data folder: under a manifest, behind a pointer, with one writer.

    index/current         names the folder that answers
    index/lock            held (flock) by the one process that writes
    index/<name>/         manifest.json, chroma/, words/

A rebuild is made in a new folder and switched by the pointer, so a damaged folder is never opened
to mend it, and the old one answers until the new one is whole.
"""

import fcntl
import json
import os
import shutil
import threading
import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import IO

from news.article import Chunk
from news.errors import IndexesError
from vectorstore import analyse
from vectorstore.dense import Dense
from vectorstore.embed import Embedder, Vectors
from vectorstore.failures import file_errors
from vectorstore.words import Words


@dataclass(frozen=True, slots=True)
class Manifest:
    """What an index folder was made with, and up to which change."""

    model: str
    layout: str
    analyser: str
    seq: int = 0

    def same_kind(self, other: "Manifest") -> bool:
        return replace(self, seq=0) == replace(other, seq=0)


class WriterLock:
    """The right to write the indexes of a data folder, held for as long as it is open."""

    def __init__(self, file: IO[str]) -> None:
        self._file = file

    @classmethod
    def take(cls, data: Path) -> "WriterLock | None":
        """Return the lock, or None while another process holds it."""
        path = data / "index" / "lock"
        with file_errors(path):
            path.parent.mkdir(parents=True, exist_ok=True)
            file = path.open("w")
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                file.close()
                return None
        return cls(file)

    def release(self) -> None:
        self._file.close()


class Indexes:
    """The vector and word index of one data folder; written only by who brings the lock."""

    def __init__(
        self, data: Path, embedder: Embedder, *, layout: str, lock: WriterLock | None = None
    ) -> None:
        self._root = data / "index"
        self._lock = lock
        self.embedder = embedder
        self.layout = layout
        self._open: tuple[Dense, Words] | None = None
        self._opening = threading.RLock()
        self._generation: int | None = None

    @property
    def writes(self) -> bool:
        return self._lock is not None

    def seq(self) -> int:
        """Return up to which change the indexes are made; 0 where there are none yet."""
        folder = self._current()
        return _read_manifest(folder).seq if folder else 0

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
        with self._opening:
            if self._open is not None:
                dense, words = self._open
                self._open = None
                dense.close()
                words.close()

    # -- reading ---------------------------------------------------------------------------

    def nearest(self, question: str, n: int) -> list[tuple[str, float]]:
        """Return the n chunks nearest in meaning with their cosine, nearest first."""
        if not self.count():
            return []
        return self._opened()[0].search(self.embedder.embed([question]), n)

    def matching(self, question: str, n: int) -> list[tuple[str, float]]:
        """Return the n chunks that share most of the question's words (BM25), best first."""
        return self._opened()[1].search(question, n) if self._are_there() else []

    def frequencies(self, terms: Sequence[str]) -> tuple[list[int], int]:
        """Return in how many chunks each term stands, and how many chunks there are."""
        if not self._are_there():
            return [0] * len(terms), 0
        return self._opened()[1].frequencies(terms)

    def count(self) -> int:
        """Return how many chunks are indexed, those of older revisions included."""
        return self._opened()[0].count() if self._are_there() else 0

    # -- writing ---------------------------------------------------------------------------

    def put(self, chunks: Sequence[Chunk], vectors: Vectors) -> None:
        with self._written() as (dense, words):
            articles = [chunk.article_id for chunk in chunks]
            dense.put([chunk.id for chunk in chunks], articles, vectors)
            words.put(chunks)

    def remove_chunks(self, chunk_ids: Sequence[str]) -> None:
        with self._written() as (dense, words):
            dense.remove_chunks(chunk_ids)
            words.remove_chunks(chunk_ids)

    def remove_article(self, article_id: str) -> None:
        with self._written() as (dense, words):
            dense.remove_article(article_id)
            words.remove_article(article_id)

    def commit(self, seq: int) -> None:
        """Make everything up to the change durable."""
        with self._written() as (_, words):
            words.commit()
            folder = self._current()
            assert folder is not None
            _write_manifest(folder, replace(_read_manifest(folder), seq=seq))

    def rebuilt(self, data: Path) -> "Indexes":
        """Return empty indexes in a new folder beside these; `switch` makes them answer."""
        beside = Indexes(data, self.embedder, layout=self.layout, lock=self._lock)
        beside._folder = beside._make()
        return beside

    def switch(self) -> None:
        """Make these rebuilt indexes the ones that answer, and delete all others."""
        assert self._folder is not None
        self._point_to(self._folder)
        for other in self._root.iterdir():
            if other.is_dir() and other != self._folder:
                shutil.rmtree(other, ignore_errors=True)

    # -- plumbing --------------------------------------------------------------------------

    @contextmanager
    def _written(self) -> Iterator[tuple[Dense, Words]]:
        """Give what is written; on a failure close it, so that nothing half written is committed.

        The next write opens it again and begins after the last checkpoint.
        """
        try:
            yield self._opened()
        except IndexesError:
            self.close()
            raise

    _folder: Path | None = None
    """The folder of indexes that are being rebuilt, not yet pointed to."""

    def _wanted(self) -> Manifest:
        return Manifest(self.embedder.name, self.layout, analyse.NAME)

    def _are_there(self) -> bool:
        # A reader makes no folder: the writer would make another, and one of them would be lost.
        return self._open is not None or self._current() is not None

    def _current(self) -> Path | None:
        if self._folder is not None:
            return self._folder
        try:
            folder = self._root / (self._root / "current").read_text().strip()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise IndexesError(
                f"{self._root / 'current'} cannot be read ({error.strerror}): move away what is in "
                "its place, and run `dateline reindex`."
            ) from error
        return folder if (folder / "manifest.json").is_file() else None

    def _opened(self) -> tuple[Dense, Words]:
        with self._opening:
            if self._open is None:
                self._open = self._parts_of(self._current() or self._first())
            return self._open

    def _parts_of(self, folder: Path) -> tuple[Dense, Words]:
        found, wanted = _read_manifest(folder), self._wanted()
        if not found.same_kind(wanted):
            raise IndexesError(
                f"The indexes were made with {found.model} ({found.layout}, {found.analyser}), "
                f"the settings ask for {wanted.model} ({wanted.layout}, {wanted.analyser}): "
                "run `dateline reindex`."
            )
        chroma, words = folder / "chroma", folder / "words"
        if found.seq and not (Dense.is_in(chroma) and Words.is_in(words)):
            # Opened, it would be made anew and empty, and what stood there would not be found.
            raise IndexesError(
                f"The index folder {folder} is damaged, a part of it is gone: run `dateline "
                "reindex`."
            )
        return Dense(chroma), Words(words, writes=self.writes)

    def _first(self) -> Path:
        folder = self._make()
        self._point_to(folder)
        return folder

    def _make(self) -> Path:
        folder = self._root / uuid.uuid4().hex[:8]
        with file_errors(folder):
            folder.mkdir(parents=True)
        _write_manifest(folder, self._wanted())
        return folder

    def _point_to(self, folder: Path) -> None:
        _write_whole(self._root / "current", folder.name)


def _read_manifest(folder: Path) -> Manifest:
    try:
        return Manifest(**json.loads((folder / "manifest.json").read_text()))
    except (OSError, ValueError, TypeError) as error:
        raise IndexesError(
            f"The index folder {folder} has no readable manifest ({error}): run `dateline reindex`."
        ) from error


def _write_manifest(folder: Path, manifest: Manifest) -> None:
    _write_whole(folder / "manifest.json", json.dumps(asdict(manifest), indent=1))


def _write_whole(path: Path, text: str) -> None:
    """Write a small file so that a reader sees the old or the new one, never half."""
    beside = path.with_name(f"{path.name}.{os.getpid()}.new")
    with file_errors(path):
        with beside.open("w") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
