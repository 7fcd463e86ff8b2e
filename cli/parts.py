"""The parts, joined: each is made when it is first used, so that light commands stay light."""

import gc
import logging
import os
import threading
import time
from collections.abc import Callable, Iterable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from cli.settings import Loaded

if TYPE_CHECKING:
    from answer.chain import Answerer
    from answer.retrieve import Retriever
    from archive import Archive, Conversations, Fetches
    from bot.desk import Desk
    from ingest.report import Item, Outcome, Report
    from ingest.web.get import Web
    from news.article import Article, Chunk, Document, Fetched
    from vectorstore.embed import Embedder
    from vectorstore.indexes import Indexes, WriterLock

log = logging.getLogger(__name__)

READER = "1"
"""Changes when extraction does: what was read by another is read again, changed or not."""

CHUNKER = "sentences-1"
"""Changes when the chunker or the form of the header does: the indexes are then made anew."""

_WAIT_SECONDS = 600
"""How long a command waits for a running bot to index what it put in."""

_LOOK_SECONDS = 1.0
"""How often a running bot looks for what other processes put in; one row is read."""

Progress = Callable[[int, int], None]


class Parts:
    """Everything that one process needs of one data folder."""

    def __init__(self, loaded: Loaded) -> None:
        self.loaded = loaded
        self.settings = loaded.settings
        self._lock: WriterLock | None = None
        self._indexing = threading.Lock()
        self.stopping = threading.Event()
        """Set when the process is told to stop: nothing waits for a server any more."""

    @property
    def data(self) -> Path:
        return self.loaded.data

    @property
    def uploads(self) -> Path:
        return self.data / "uploads"

    @cached_property
    def archive(self) -> "Archive":
        from archive import Archive

        url = self.settings.archive.url
        return Archive(url) if url else Archive.in_folder(self.data)

    @cached_property
    def conversations(self) -> "Conversations":
        from archive import Conversations

        return Conversations(self.archive)

    @cached_property
    def web(self) -> "Web":
        """What fetches pages, for every ingest of this process: a site sees one visitor."""
        from ingest.web.get import Web

        settings = self.settings.ingest
        return Web(
            timeout=settings.timeout,
            max_bytes=settings.max_bytes,
            pause=settings.pause,
            contact=settings.contact,
            allow_hosts=settings.allow_hosts,
            known=self._known_page,
            wait=self.stopping.wait,
        )

    @cached_property
    def fetches(self) -> "Fetches":
        from archive import Fetches

        return Fetches(self.archive, reader=READER)

    def _known_page(self, url: str) -> "Fetched | None":
        from archive import Sources
        from news.article import Origin

        return self.fetches.known(Origin("url", url)) or Sources(self.archive).list_known(url)

    @cached_property
    def embedder(self) -> "Embedder":
        from vectorstore.embed import Embedder

        settings = self.settings.embedding
        return Embedder(settings.model, batch_size=settings.batch_size)

    @cached_property
    def layout(self) -> str:
        """Names how articles are cut: by which chunker, for which model's window."""
        model = self.embedder.name.replace("/", "_")
        return f"{CHUNKER}-{self.embedder.window}-{model}"

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
        from answer.model import open_model

        answer, llm = self.settings.answer, self.settings.llm
        options = Options(
            quotes=answer.quotes,
            quote_chars=quote_chars or answer.quote_chars,
            passages=answer.passages,
            threshold=answer.threshold,
            tokens=llm.tokens,
            encoding=llm.encoding,
        )
        model = (
            open_model(llm.model, timeout=llm.timeout, temperature=llm.temperature)
            if llm.model
            else None
        )
        return Answerer(self.retriever, options, model=model)

    def warm_up(self) -> None:
        """Load what answering needs, so that the first question waits for nothing."""
        # Importing makes millions of objects that stay; collecting among them again and again
        # takes a fifth of the start.
        gc.disable()
        try:
            import answer.chain  # noqa: F401  # loaded here, used by `answerer`

            self.indexes.count()
            self.embedder.embed(["warm up"])
        finally:
            gc.freeze()
            gc.enable()

    # -- writing ---------------------------------------------------------------------------

    def take_lock(self) -> bool:
        """Become the one process that writes the indexes; False while another one is."""
        from vectorstore.indexes import WriterLock

        if self._lock is None:
            self._lock = WriterLock.take(self.data)
            if self._lock is not None:
                self.indexes.hold(self._lock)
        return self._lock is not None

    def release_lock(self) -> None:
        """Let another process write the indexes."""
        if self._lock is not None:
            self.indexes.hold(None)
            self._lock.release()
            self._lock = None

    def is_behind(self) -> bool:
        """Say whether there are changes that the indexes have not seen."""
        return self.indexes.seq() < self.archive.last_change()

    def catch_up(
        self, progress: Progress | None = None, waiting: Callable[[], None] | None = None
    ) -> bool:
        """Index what the archive holds and the indexes do not; True once that is done.

        Where another process holds the lock, that one indexes: `waiting` is told once, and this
        waits for its checkpoint. False when that did not come in time.
        """
        from vectorstore.catch_up import catch_up

        target = self.archive.last_change()
        if self.take_lock():
            with self._indexing:
                catch_up(self.archive, self.indexes, progress=progress)
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

    def chunk(self, article: "Article") -> "list[Chunk]":
        """Cut an article for this data folder's embedding model."""
        from ingest.chunk import chunk

        return chunk(
            article,
            length=self.embedder.count_tokens,
            window=self.embedder.window,
            layout=self.layout,
        )

    def ingest(
        self,
        documents: "Iterable[Item | str]",
        progress: "Callable[[Report], None] | None" = None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> "Report":
        """Put documents, paths and URLs into the archive; indexing is `catch_up`'s."""
        from ingest.fetch import documents_of
        from ingest.ledger import Ledger
        from ingest.pipeline import ingest

        def all_documents() -> "Iterable[Item]":
            for item in documents:
                if isinstance(item, str):
                    most = self.settings.ingest.max_bytes
                    yield from documents_of([item], get=self.web.get, max_bytes=most)
                else:
                    yield item

        def put(article: "Article", cut: "list[Chunk]") -> "Outcome":
            # The layout needs the embedding model: where all is unchanged, it is not loaded.
            return self.archive.put(article, cut, layout=self.layout)

        ledger = Ledger(self.fetches)
        report = ingest(
            ledger.watched(all_documents()),
            put=put,
            chunk=self.chunk,
            progress=progress,
            cancelled=cancelled,
            known=self.fetches.known,
            done=ledger.done,
        )
        ledger.close(report)
        return report

    def again(self, reference: str | None) -> "Iterable[Item]":
        """Yield the documents of an article (None: of all), got again the way they first came."""
        from ingest.fetch import failure_of, refetch
        from news.errors import DatelineError

        ids = [reference] if reference else [listed.id for listed in self.archive.listed()]
        for one in ids:
            article = self.archive.find(one).article
            try:
                yield refetch(
                    article.origin,
                    uploads=self.uploads,
                    get=self.web.get,
                    max_bytes=self.settings.ingest.max_bytes,
                )
            except DatelineError as error:
                yield failure_of(article.title, article.origin, error)

    def failed_again(self) -> "Iterable[Item | str]":
        """Yield what failed and was not mended since: addresses and paths, or what was kept."""
        from ingest.fetch import failure_of, refetch
        from news.errors import DatelineError

        asked: set[str] = set()
        for failed in self.fetches.failed():
            origin = failed.origin
            if origin.kind in ("upload", "forward"):
                try:
                    yield refetch(origin, uploads=self.uploads)
                except DatelineError as error:
                    yield failure_of(failed.name, origin, error)
            elif origin.at not in asked:
                # One file may hold many articles that failed.
                asked.add(origin.at)
                yield origin.at

    def remove(self, reference: str) -> str:
        """Take an article out of the archive and return its title; indexing is `catch_up`'s."""
        article = self.archive.find(reference).article
        self.archive.remove(article.id)
        if article.origin.kind in ("upload", "forward"):
            (self.uploads / Path(article.origin.at).name).unlink(missing_ok=True)
        return article.title

    def reindex(self, progress: Progress | None = None) -> int:
        """Make both indexes anew beside the old ones and switch; return how many chunks there are.

        Raises IndexesError while another process writes them.
        """
        from news.errors import IndexesError
        from vectorstore.catch_up import catch_up

        if not self.take_lock():
            raise IndexesError(
                "The indexes cannot be made anew while a running bot writes them: stop it first."
            )
        for article in self.archive.revisions_without(self.layout):
            self.archive.add_chunks(article, self.chunk(article), layout=self.layout)
        beside = self.indexes.rebuilt(self.data)
        catch_up(self.archive, beside, progress=progress)
        count = beside.count()
        beside.close()
        self.indexes.close()
        beside.switch()
        self.archive.drop_layouts_but(self.layout)
        return count

    def desk(self) -> "Desk":
        """Return what the bot's commands need."""
        from archive import Inbox
        from bot.desk import Desk

        def ingest(
            documents: "Iterable[Document | str]",
            tell: "Callable[[Report], None]",
            cancelled: Callable[[], bool],
        ) -> "Report":
            report = self.ingest(documents, tell, cancelled)
            self.catch_up()
            return report

        def reingest(
            reference: str | None,
            tell: "Callable[[Report], None]",
            cancelled: Callable[[], bool],
        ) -> "Report":
            report = self.ingest(self.again(reference), tell, cancelled)
            self.catch_up()
            return report

        def remove(reference: str) -> str:
            title = self.remove(reference)
            self.catch_up()
            return title

        def retry(tell: "Callable[[Report], None]", cancelled: Callable[[], bool]) -> "Report":
            report = self.ingest(self.failed_again(), tell, cancelled)
            self.catch_up()
            return report

        telegram = self.settings.telegram
        return Desk(
            answer=self.answerer().answer,
            archive=self.archive,
            conversations=self.conversations,
            inbox=Inbox(self.archive),
            ingest=ingest,
            reingest=reingest,
            retry=retry,
            remove=remove,
            uploads=self.uploads,
            admins=frozenset(telegram.admins),
            users=frozenset(telegram.users),
        )

    def keep_up(self, stop: threading.Event) -> None:
        """Until told to stop, index what other processes put into the archive."""
        from news.errors import DatelineError

        while not stop.wait(_LOOK_SECONDS):
            try:
                if self.is_behind():
                    self.catch_up()
            except DatelineError as error:
                log.error("Catching up failed: %s", error)


def quiet_and_offline(loaded: Loaded) -> None:
    """Set, before any library is imported, that nothing is sent anywhere unasked."""
    os.environ["ANONYMIZED_TELEMETRY"] = "False"
    os.environ["HF_HUB_DISABLE_TELEMETRY"] = "1"
    if not loaded.settings.llm.tracing:
        for name in ("LANGSMITH_TRACING", "LANGSMITH_TRACING_V2", "LANGCHAIN_TRACING_V2"):
            os.environ[name] = "false"
