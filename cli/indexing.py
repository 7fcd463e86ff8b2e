"""What people see while the indexes are written: progress, and which ones answer meanwhile."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from cli import output
from cli.parts import Parts


def index(parts: Parts) -> None:
    """Index what was put in, as the settings ask, or wait for the running bot to do it."""
    if parts.take_lock():
        distil(parts)
    with output.bar("Indexing") as tell:
        done = parts.upgrade(tell) or parts.catch_up(
            tell, waiting=lambda: output.say(output.WAITING)
        )
    if not done:
        output.say(
            "It is kept in the archive, but the running process has not indexed it yet: "
            "look again with `dateline stats`."
        )


def index_if_behind(parts: Parts) -> None:
    """Index what an interrupted command left, unless a running bot is there to do it.

    Where older indexes answer, say so and leave them: a question is answered at once.
    """
    if not parts.indexes.are_as_asked():
        parts.tell()
        output.say(_older(parts))
    elif parts.is_behind() and parts.take_lock():
        index(parts)
        parts.release_lock()


def distil(parts: Parts) -> None:
    """Make the static model where the settings ask for it and it is not there."""
    if parts.needs_distilling():
        output.say("Distilling the static embedding model, once; this takes about 25 seconds …")
        with output.bar("Distilling") as tell:
            parts.distil(tell)


@contextmanager
def upgrading(parts: Parts) -> Iterator[None]:
    """Build the indexes that the settings ask for in the background, if others answer."""
    if parts.indexes.are_as_asked():
        yield
        return
    output.say(f"{_answering(parts)}; that is done in the background.")
    stop = threading.Event()
    builder = threading.Thread(
        target=parts.keep_upgrading, args=(stop,), name="upgrade", daemon=True
    )
    builder.start()
    try:
        yield
    finally:
        stop.set()
        builder.join(timeout=5)


def _older(parts: Parts) -> str:
    if parts.indexes.unheard:
        return f"Answers come from words alone: {parts.indexes.unheard}"
    how = "run `dateline reindex` to build them; a running bot does so by itself"
    return f"{_answering(parts)}: {how}."


def _answering(parts: Parts) -> str:
    """Return which indexes answer, and until when."""
    made_with, asked = parts.indexes.made_with(), parts.settings.embedding.model
    if made_with == parts.embedder.opens:
        return "The indexes of an earlier version answer until new ones are built"
    return (
        f"The indexes made with the embedding model {made_with!r} answer until those for {asked!r} "
        "are built"
    )
