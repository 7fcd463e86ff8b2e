"""What people see while the indexes are written: progress, and which ones answer meanwhile."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from cli import output
from cli.parts import Parts


def index(parts: Parts) -> None:
    """Index what was put in, as the settings ask, or wait for the running bot to do it."""

    def waiting() -> None:
        output.say("A running bot writes the indexes; waiting for it to take this in …")

    if parts.take_lock():
        distil(parts)
    with output.bar("Indexing") as tell:
        done = parts.upgrade(tell) or parts.catch_up(tell, waiting)
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
    output.say(
        f"The indexes for the embedding model {_asked(parts)} are built in the background; until "
        f"then those made with {_answering(parts)} answer."
    )
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
    return (
        f"The indexes for the embedding model {_asked(parts)} are not built yet, so those made "
        f"with {_answering(parts)} answer: run `dateline reindex` to build them; a running bot "
        "does so by itself."
    )


def _asked(parts: Parts) -> str:
    return repr(parts.settings.embedding.model)


def _answering(parts: Parts) -> str:
    made_with = parts.indexes.made_with()
    same = made_with == parts.embedder.opens
    return f"{made_with!r} by an earlier version" if same else repr(made_with)
