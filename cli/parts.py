"""The parts, joined: everything that one process needs of one data folder."""

import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from cli import intake
from cli.settings import Loaded
from cli.writing import Writing

if TYPE_CHECKING:
    from archive import Corrected
    from bot.desk import Desk
    from ingest.report import Item, Report
    from news.fix import Fix


class Parts(Writing):
    """What is put in, read again, set right and taken out; indexing it is `catch_up`'s."""

    def ingest(
        self,
        documents: "Iterable[Item | str]",
        progress: "Callable[[Report], None] | None" = None,
        cancelled: Callable[[], bool] = lambda: False,
        *,
        by: str = "",
        afresh: bool = False,
    ) -> "Report":
        """Put documents, paths and URLs into the archive; indexing is `catch_up`'s.

        `by` says who names them: what was removed before is added again then, unless it only lies
        in a folder that was named. Empty: they come by themselves. With `afresh`, also bytes that
        are known to be as they were are read.
        """
        return intake.take_in(self, documents, progress, cancelled, by, afresh=afresh)

    def again(self, ids: Iterable[str]) -> "Iterable[Item]":
        """Yield the documents of articles, got again the way they first came, known or not.

        An article that its publisher no longer has is marked as withdrawn.
        """
        return intake.again(self, ids)

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

    def desk(self) -> "Desk":
        """Return what the bot's commands need."""
        from cli.desk import desk_of

        return desk_of(self)


def quiet_and_offline(loaded: Loaded) -> None:
    """Set, before any library is imported, that nothing is sent anywhere unasked."""
    os.environ["ANONYMIZED_TELEMETRY"] = "False"
    os.environ["HF_HUB_DISABLE_TELEMETRY"] = "1"
    if not loaded.settings.llm.tracing:
        for name in ("LANGSMITH_TRACING", "LANGSMITH_TRACING_V2", "LANGCHAIN_TRACING_V2"):
            os.environ[name] = "false"
