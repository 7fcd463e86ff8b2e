"""Indexing what a command put into the archive, told at the terminal."""

from cli import output
from cli.parts import Parts


def index(parts: Parts) -> None:
    """Index what was put in, or wait for the running bot to do it."""

    def waiting() -> None:
        output.say("A running bot writes the indexes; waiting for it to take this in …")

    with output.bar("Indexing") as tell:
        done = parts.catch_up(tell, waiting)
    if not done:
        output.say(
            "It is kept in the archive, but the running process has not indexed it yet: "
            "look again with `dateline stats`."
        )


def index_if_behind(parts: Parts) -> None:
    """Index what an interrupted command left, unless a running bot is there to do it."""
    if parts.is_behind() and parts.take_lock():
        index(parts)
        parts.release_lock()
