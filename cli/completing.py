"""The language model reads the articles for figures, where the settings allow it."""

import logging
import threading
from typing import TYPE_CHECKING

from cli import output
from cli.parts import Parts
from news.errors import DatelineError, UsageError

if TYPE_CHECKING:
    from answer.reading import FigureReader
    from ingest.complete import Completed

log = logging.getLogger(__name__)

_LOOK_SECONDS = 5.0
_LONGEST_PAUSE = 900.0


def is_allowed(parts: Parts) -> bool:
    """Say whether the settings name a model and let it read the articles."""
    return bool(parts.settings.llm.model and parts.settings.llm.read_articles)


def complete(parts: Parts, reader: "FigureReader | None" = None) -> "Completed | None":
    """Let the model read what came and the rules have read; None while another process writes.

    Raises UsageError where the settings do not allow it or the model cannot be opened.
    """
    from archive import FactShelf
    from facts import RULES
    from facts.figures import read_figures
    from ingest.complete import complete as complete_archive

    if not is_allowed(parts):
        raise UsageError(
            "No language model may read the articles: set [llm] model and "
            "[llm] read_articles = true in config.toml."
        )
    if not parts.take_lock():
        return None
    return complete_archive(
        parts.archive,
        read_figures,
        (reader or reader_of(parts)).read,
        up_to=FactShelf(parts.archive).position(RULES),
        stopped=parts.stopping.is_set,
    )


def complete_if_allowed(parts: Parts) -> None:
    """Do so after articles were put in, and say in one line what came of it."""
    if not is_allowed(parts):
        return
    done = complete(parts)
    if done is not None and done.is_something:
        output.say(done.sentence())


def keep_completing(parts: Parts, stop: threading.Event, look: float = _LOOK_SECONDS) -> None:
    """Until told to stop, read what came every `look` seconds; wait longer after a failure."""
    pause, told = look, ""
    reader = None
    while not stop.wait(pause):
        try:
            reader = reader or reader_of(parts)
            done = complete(parts, reader)
            failure = done.failure if done else ""
            if done and (done.articles or done.passed_over or failure not in ("", told)):
                log.warning("%s", done.sentence())
        except DatelineError as error:
            failure = str(error)
            if failure != told:
                log.error("Reading articles with the language model failed: %s", failure)
        told = failure
        pause = min(2 * pause, _LONGEST_PAUSE) if failure else look


def reader_of(parts: Parts) -> "FigureReader":
    """Return what asks the model that the settings name."""
    from answer.reading import FigureReader

    llm = parts.settings.llm
    return FigureReader(
        parts.open_model(),
        name=llm.model,
        timeout=llm.timeout,
        tokens=llm.tokens,
        encoding=llm.encoding,
    )
