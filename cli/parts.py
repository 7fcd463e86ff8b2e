"""The parts, joined: each is made when it is first used, so that light commands stay light."""

import gc
import logging
import os
import threading
import time
from collections.abc import Callable, Iterable
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from cli import intake
from cli.settings import Loaded

if TYPE_CHECKING:
    from answer.chain import Answerer
    from answer.retrieve import Retriever
    from archive import Archive, Conversations, Corrected, Fetches
    from bot.desk import Desk
    from ingest.raw import RawPages
    from ingest.report import Item, Report
    from ingest.web.get import Web
    from news.article import Article, Chunk
    from news.fix import Fix
    from vectorstore.embed import Embedder
    from vectorstore.indexes import Indexes, WriterLock

log = logging.getLogger(__name__)

CHUNKER = "sentences-1"
"""Changes when the chunker or the form of the header does: the indexes are then made anew."""

_WAIT_SECONDS = 600
"""How long a command waits for a running bot to index what it put in."""

_LOOK_SECONDS = 1.0
"""How often a running bot looks for what other processes put in; one row is read."""

_PAUSE_SECONDS = 30.0
"""The longest pause after failures, which will hardly have gone a second later."""

Progress = Callable[[int, int], None]


class Parts:
    """Everything that one process needs of one data folder."""

    def __init__(self, loaded: Loaded, *, models: Path | None = None) -> None:
        """Take the settings; distilled models are kept in `models`, by default in the folder."""
        self.loaded = loaded
        self.models = models or loaded.data / "models"
        self.settings = loaded.settings
        self._lock: WriterLock | None = None
        self._locking = threading.Lock()
        self._indexing = threading.Lock()
        self._switching = threading.Event()
        self.stopping = threading.Event()
        """Set when the process is told to stop: nothing waits for a server any more."""

    @property
    def data(self) -> Path:
        return self.loaded.data

    @property
    def uploads(self) -> Path:
        return self.data / "uploads"

    @cached_property
    def raw(self) -> "RawPages":
        """The raw pages of this data folder."""
        from ingest.raw import RawPages

        return RawPages(self.data / "raw")

    @cached_property
    def archive(self) -> "Archive":
        from archive import Archive

        settings = self.settings.archive
        if settings.url:
            return Archive(settings.url, busy_seconds=settings.busy_seconds)
        return Archive.in_folder(self.data, busy_seconds=settings.busy_seconds)

    @cached_property
    def conversations(self) -> "Conversations":
        from archive import Conversations

        return Conversations(self.archive)

    @cached_property
    def web(self) -> "Web":
        """What fetches pages, for every ingest of this process: a site sees one visitor."""
        known = partial(intake.known_page, self)
        return intake.web_of(self.settings.ingest, known, self.stopping.wait)

    @cached_property
    def fetches(self) -> "Fetches":
        """By what the bytes are known that articles were read from, and what failed."""
        from archive import Fetches
        from ingest.reader import reader

        return Fetches(self.archive, reader=reader())

    @cached_property
    def embedder(self) -> "Embedder":
        from vectorstore.embed import open_embedder

        settings = self.settings.embedding
        return open_embedder(settings.model, models=self.models, batch_size=settings.batch_size)

    @cached_property
    def layout(self) -> str:
        """Names how articles are cut: by which chunker, for which model's window."""
        return f"{CHUNKER}-{self.embedder.cut}"

    @cached_property
    def indexes(self) -> "Indexes":
        from vectorstore.indexes import Indexes

        return Indexes(self.data, self.embedder, layout=self.layout)

    @cached_property
    def retriever(self) -> "Retriever":
        from answer.retrieve import Retriever

        return Retriever(self.archive, self.indexes)

    def answerer(self, *, quote_chars: int | None = None) -> "Answerer":
        """Return what answers questions, with the language model that the settings name."""
        from answer.chain import Answerer, Options

        answer, llm = self.settings.answer, self.settings.llm
        options = Options(
            quotes=answer.quotes,
            quote_chars=quote_chars or answer.quote_chars,
            passages=answer.passages,
            threshold=answer.threshold,
            tokens=llm.tokens,
            encoding=llm.encoding,
            timeout=llm.timeout,
            traced=llm.tracing,
        )
        if not llm.model:
            return Answerer(self.retriever, options)
        from answer.model import open_model

        model = open_model(
            llm.model,
            timeout=llm.timeout,
            temperature=llm.temperature,
            base_url=llm.base_url,
            api_key=os.environ.get("OPENAI_API_KEY", ""),
        )
        return Answerer(self.retriever, options, model=model)

    def warm_up(self) -> None:
        """Load what answering needs, so that the first question waits for nothing."""
        # Importing makes millions of objects that stay; collecting among them again and again
        # takes a fifth of the start.
        gc.disable()
        try:
            import answer.chain  # noqa: F401  # loaded here, used by `answerer`

            # What another process writes from here on is seen as newer than what is opened.
            self.indexes.refresh(self.archive.generation())
            self.indexes.nearest("warm up", 1)
        finally:
            gc.freeze()
            gc.enable()

    # -- writing ---------------------------------------------------------------------------

    def take_lock(self) -> bool:
        """Become the one process that writes the indexes; False while another one is."""
        from vectorstore.indexes import WriterLock

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
        """Let go of what was opened; what was never used is not opened for that."""
        self.release_lock()
        if "indexes" in self.__dict__:
            self.indexes.close()
        if "archive" in self.__dict__:
            self.archive.close()

    def is_behind(self) -> bool:
        """Say whether there are changes that the indexes have not seen, or that are not shown."""
        return min(self.indexes.seq(), self.archive.indexed()) < self.archive.last_change()

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
        from news.errors import EmbeddingError
        from vectorstore.catch_up import catch_up

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

    def chunk(self, article: "Article") -> "list[Chunk]":
        """Cut an article for the embedding model that the settings ask for."""
        return _cut(article, self.embedder, self.layout)

    def _cutter(self, indexes: "Indexes") -> "Callable[[Article], list[Chunk]]":
        return lambda article: _cut(article, indexes.embedder, indexes.layout)

    def ingest(
        self,
        documents: "Iterable[Item | str]",
        progress: "Callable[[Report], None] | None" = None,
        cancelled: Callable[[], bool] = lambda: False,
        *,
        by: str = "",
    ) -> "Report":
        """Put documents, paths and URLs into the archive; indexing is `catch_up`'s.

        `by` says who names them: what was removed before is added again then, unless it only lies
        in a folder that was named. Empty: they come by themselves.
        """
        return intake.take_in(self, documents, progress, cancelled, by)

    def again(self, reference: str | None) -> "Iterable[Item]":
        """Yield the documents of an article (None: of all), got again the way they first came.

        An article that its publisher no longer has is marked as withdrawn.
        """
        return intake.again(self, reference)

    def failed_again(self) -> "Iterable[Item | str]":
        """Yield what failed and was not mended since: addresses and paths, or what was kept."""
        return intake.failed_again(self)

    def remove(self, reference: str, *, by: str = "") -> str:
        """Take an article out of the archive and return its title; indexing is `catch_up`'s."""
        article = self.archive.find(reference).article
        # The files first: a kill in between leaves an article to be removed again, and never a
        # page of one that is gone.
        self.raw.remove(article.id)
        if article.origin.kind in ("upload", "forward"):
            (self.uploads / Path(article.origin.at).name).unlink(missing_ok=True)
        self.archive.remove(article.id, by=by)
        return article.title

    def fix(self, reference: str, fix: "Fix", *, by: str = "") -> "Corrected":
        """Set right what an article says of itself, from now on; indexing is `catch_up`'s."""
        from archive import Fixes

        return Fixes(self.archive).fix(reference, fix, by=by, chunk=self.chunk, layout=self.layout)

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
        from news.errors import IndexesError

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
        from news.errors import DatelineError

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

    def desk(self) -> "Desk":
        """Return what the bot's commands need."""
        from cli.desk import desk_of

        return desk_of(self)

    def keep_up(self, stop: threading.Event) -> None:
        """Until told to stop, index what other processes put into the archive."""
        told, pause = "", _LOOK_SECONDS
        while not stop.wait(pause):
            try:
                if self.is_behind():
                    self.catch_up()
                told, pause = "", _LOOK_SECONDS
            except Exception as error:
                # Ending here would leave everything new unindexed from now on, without a word.
                pause = min(2 * pause, _PAUSE_SECONDS)
                if told != str(error):
                    told = str(error)
                    log.error("Catching up failed, and is tried again until it works: %s", told)


def _cut(article: "Article", embedder: "Embedder", layout: str) -> "list[Chunk]":
    from ingest.chunk import chunk

    return chunk(article, length=embedder.count_tokens, window=embedder.window, layout=layout)


def quiet_and_offline(loaded: Loaded) -> None:
    """Set, before any library is imported, that nothing is sent anywhere unasked."""
    os.environ["ANONYMIZED_TELEMETRY"] = "False"
    os.environ["HF_HUB_DISABLE_TELEMETRY"] = "1"
    if not loaded.settings.llm.tracing:
        for name in ("LANGSMITH_TRACING", "LANGSMITH_TRACING_V2", "LANGCHAIN_TRACING_V2"):
            os.environ[name] = "false"
