"""Writing the indexes: one process at a time, after the archive, and anew beside the old ones."""

import logging
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from cli.opened import Opened
from cli.settings import Loaded
from news.errors import DatelineError, EmbeddingError, IndexesError

if TYPE_CHECKING:
    from news.article import Article, Chunk
    from vectorstore.embed import Embedder
    from vectorstore.indexes import Indexes
    from vectorstore.lock import WriterLock

log = logging.getLogger(__name__)

_WAIT_SECONDS = 600
"""How long a command waits for a running bot to index what it put in."""

_LOOK_SECONDS = 1.0
"""How often a running bot looks for what other processes put in; one row is read."""

_PAUSE_SECONDS = 30.0
"""The longest pause after failures, which will hardly have gone a second later."""

Progress = Callable[[int, int], None]


class Writing(Opened):
    """The side of the parts that writes the indexes, or waits for the process that does."""

    def __init__(self, loaded: Loaded, *, models: Path | None = None) -> None:
        super().__init__(loaded, models=models)
        self._lock: WriterLock | None = None
        self._locking = threading.Lock()
        self._indexing = threading.Lock()
        self._switching = threading.Event()

    def take_lock(self) -> bool:
        """Become the one process that writes the indexes; False while another one is."""
        from vectorstore.lock import WriterLock

        with self._locking:
            if self._lock is None:
                self._lock = WriterLock.take(self.data)
                if self._lock is not None:
                    self.indexes.hold(self._lock)
            return self._lock is not None

    def release_lock(self) -> None:
        """Let another process write the indexes."""
        with self._locking:
            if self._lock is not None:
                self.indexes.hold(None)
                self._lock.release()
                self._lock = None

    def close(self) -> None:
        self.release_lock()
        super().close()

    def is_behind(self) -> bool:
        """Say whether there are changes that are not indexed, not shown, or not read for facts."""
        from archive import FactShelf
        from facts import RULES

        read = FactShelf(self.archive).position(RULES)
        return min(self.indexes.seq(), self.archive.indexed(), read) < self.archive.last_change()

    def catch_up(
        self, progress: Progress | None = None, waiting: Callable[[], None] | None = None
    ) -> bool:
        """Index what the archive holds and the indexes do not; True once that is done.

        Where another process holds the lock, that one indexes: `waiting` is told once, and this
        waits for its checkpoint. False when that did not come in time.
        """
        target = self.archive.last_change()
        is_behind = self.is_behind()
        if not is_behind and not self.indexes.has_leftovers():
            return True
        if self.take_lock():
            self._catch_up(progress)
            return True
        if not is_behind:
            return True
        if waiting:
            waiting()
        end = time.monotonic() + _WAIT_SECONDS
        while time.monotonic() < end:
            if self.archive.indexed() >= target:
                return True
            if self.take_lock():
                return self.catch_up(progress)
            time.sleep(0.2)
        return False

    def _catch_up(self, progress: Progress | None) -> None:
        from vectorstore.catch_up import catch_up

        # First, so that what is visible has its figures.
        self.tell(progress)
        if not self.indexes.made_with() and self.archive.last_change():
            self.distil()
        while True:
            with self._indexing:
                if self.indexes.are_as_asked() and self.indexes.has_leftovers():
                    self._tidy()
                try:
                    catch_up(
                        self.archive,
                        self.indexes,
                        cut=self._cutter(self.indexes),
                        progress=progress,
                        stopped=self._switching.is_set,
                    )
                except EmbeddingError as error:
                    if self.indexes.are_as_asked():
                        raise
                    log.info("Only the new indexes will hold this: %s", error)
            # Else new indexes are about to answer, which hold all this when they do.
            if not self._switching.is_set():
                return

    def tell(self, progress: Progress | None = None) -> int:
        """Read the figures and events of what came, and return how many changes there were."""
        from facts import RULES
        from facts.events import read_events
        from facts.figures import read_figures
        from ingest.tell import Reader, tell

        reader = Reader(RULES, read_figures, read_events)
        return tell(self.archive, reader, progress=progress, stopped=self.stopping.is_set)

    def keep_up(self, stop: threading.Event) -> None:
        """Until told to stop, index what other processes put into the archive."""
        told, pause = "", _LOOK_SECONDS
        while not stop.wait(pause):
            try:
                if self.is_behind():
                    self.catch_up()
                told, pause = "", _LOOK_SECONDS
            except DatelineError as error:
                pause = min(2 * pause, _PAUSE_SECONDS)
                if told != str(error):
                    told = str(error)
                    log.error("Catching up failed, and is tried again until it works: %s", told)

    def chunk(self, article: "Article") -> "list[Chunk]":
        """Cut an article for the embedding model that the settings ask for."""
        return _cut(article, self.embedder, self.layout)

    def _cutter(self, indexes: "Indexes") -> "Callable[[Article], list[Chunk]]":
        return lambda article: _cut(article, indexes.embedder, indexes.layout)

    # -- other settings --------------------------------------------------------------------

    def needs_distilling(self) -> bool:
        """Say whether the settings ask for the static model, and it is still to be made."""
        from vectorstore.static import STATIC, is_whole, static_folder

        return self.settings.embedding.model == STATIC and not is_whole(static_folder(self.models))

    def distil(
        self, progress: Progress | None = None, stopped: Callable[[], bool] = lambda: False
    ) -> bool:
        """Make the static model if it is asked for and not there; False when stopped before."""
        if not self.needs_distilling():
            return True
        from vectorstore.distil import distil

        return distil(self.models, progress=progress, stopped=stopped)

    def upgrade(
        self, progress: Progress | None = None, stopped: Callable[[], bool] = lambda: False
    ) -> bool:
        """Where the settings ask for other indexes, build them beside and switch.

        True once that is done; False where there is nothing to do, another process writes, or it
        was stopped: the next call goes on from there. The old ones answer until the switch.
        """
        if self.indexes.are_as_asked() or not self.take_lock():
            return False
        if not self.distil(stopped=stopped) or self.indexes.are_as_asked():
            return False
        log.info("Building the indexes for %s.", self.settings.embedding.model)
        beside = self.indexes.successor()
        try:
            self._build(beside, progress, stopped)
            if stopped():
                return False
            self._switch(beside)
        finally:
            beside.close()
        return True

    def reindex(self, progress: Progress | None = None) -> int:
        """Make both indexes anew beside the old ones and switch; return how many chunks there are.

        The old folder is not opened. Raises IndexesError while another process writes.
        """
        if not self.take_lock():
            raise IndexesError(
                "The indexes cannot be made anew while a running bot writes them: stop it first."
            )
        self.distil()
        beside = self.indexes.rebuilt()
        try:
            self._build(beside, progress, lambda: False)
            count = beside.count()
            self._switch(beside)
        finally:
            beside.close()
        return count

    def _build(
        self, beside: "Indexes", progress: Progress | None, stopped: Callable[[], bool]
    ) -> None:
        from vectorstore.catch_up import catch_up

        catch_up(
            self.archive,
            beside,
            cut=self.chunk,
            answers=False,
            progress=progress,
            stopped=stopped,
        )

    def _switch(self, beside: "Indexes") -> None:
        """Let new indexes answer, complete, and forget what belonged to the old ones.

        A kill between two of these lines leaves nothing that `catch_up` does not mend.
        """
        from vectorstore.catch_up import show

        self._switching.set()
        try:
            with self._indexing:
                self._build(beside, None, lambda: False)
                self.indexes.switch_to(beside)
                show(self.archive, self.indexes.seq())
                self._tidy()
        finally:
            self._switching.clear()

    def _tidy(self) -> None:
        # The archive first: readers reopen when its generation moves, then the folder may go.
        self.archive.drop_layouts_but(self.indexes.layout)
        self.indexes.tidy()

    def keep_upgrading(self, stop: threading.Event) -> None:
        """Until told to stop, build the indexes that the settings ask for, if others answer."""
        pause = 0.0
        while not stop.wait(pause):
            pause = _LOOK_SECONDS
            try:
                if self.indexes.are_as_asked():
                    return
                if self.upgrade(stopped=stop.is_set):
                    log.info("The indexes for %s answer now.", self.settings.embedding.model)
            except DatelineError as error:
                log.error("Building the new indexes failed: %s", error)
                pause = _PAUSE_SECONDS


def _cut(article: "Article", embedder: "Embedder", layout: str) -> "list[Chunk]":
    from ingest.chunk import chunk

    return chunk(article, length=embedder.count_tokens, window=embedder.window, layout=layout)
