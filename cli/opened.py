"""The parts of one data folder: each is made when it is first used, so that light commands stay
light."""

import gc
import os
import threading
from datetime import tzinfo
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from cli import intake
from cli.settings import Loaded

if TYPE_CHECKING:
    from answer.chain import Answerer
    from answer.retrieve import Retriever
    from archive import Archive, Conversations, Fetches
    from ingest.raw import RawPages
    from ingest.web.get import Web
    from vectorstore.embed import Embedder
    from vectorstore.indexes import Indexes

CHUNKER = "sentences-1"
"""Changes when the chunker or the form of the header does: the indexes are then made anew."""


class Opened:
    """What is opened of a data folder, and closed at the end."""

    def __init__(self, loaded: Loaded, *, models: Path | None = None) -> None:
        """Take the settings; distilled models are kept in `models`, by default in the folder."""
        self.loaded = loaded
        self.models = models or loaded.data / "models"
        self.settings = loaded.settings
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

    @property
    def zone(self) -> tzinfo:
        """The time zone in which questions are asked."""
        return ZoneInfo(self.settings.bot.timezone)

    def answerer(
        self,
        *,
        quotes: int | None = None,
        quote_chars: int | None = None,
        quote_sentences: int | None = None,
        retriever: "Retriever | None" = None,
    ) -> "Answerer":
        """Return what answers questions, with the language model that the settings name."""
        from answer.chain import Answerer, Options

        retriever = retriever or self.retriever

        answer, llm = self.settings.answer, self.settings.llm
        options = Options(
            quotes=quotes or answer.quotes,
            quote_chars=quote_chars or answer.quote_chars,
            quote_sentences=quote_sentences or answer.quote_sentences,
            passages=answer.passages,
            threshold=answer.threshold,
            tokens=llm.tokens,
            encoding=llm.encoding,
            timeout=llm.timeout,
            traced=llm.tracing,
            zone=self.zone,
        )
        if not llm.model:
            return Answerer(retriever, options)
        return Answerer(retriever, options, model=self.open_model())

    def open_model(self) -> Any:
        """Return the language model that the settings name; raise UsageError if it is none."""
        from answer.model import open_model

        llm = self.settings.llm
        return open_model(
            llm.model,
            timeout=llm.timeout,
            temperature=llm.temperature,
            base_url=llm.base_url,
            api_key=os.environ.get("OPENAI_API_KEY", ""),
        )

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

    def close(self) -> None:
        """Let go of what was opened; what was never used is not opened for that."""
        if "indexes" in self.__dict__:
            self.indexes.close()
        if "archive" in self.__dict__:
            self.archive.close()
