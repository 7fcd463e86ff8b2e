"""Words too long for a button, kept under a short name that is made of them."""

from hashlib import blake2b

from sqlalchemy import select

from archive.archive import Archive
from archive.rows import set_state
from archive.schema import state

_KEY = "words:"


class KeptWords:
    """The kept words of an archive. Each method is one transaction."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive

    def keep(self, words: str) -> str:
        """Keep words and return their name: the same words have the same."""
        name = blake2b(words.encode(), digest_size=9).hexdigest()
        if self.of(name) is None:
            with self._archive.writing("keeping the words of a button") as connection:
                set_state(connection, _KEY + name, words)
        return name

    def of(self, name: str) -> str | None:
        """Return the words of a name, or None if there are none."""
        with self._archive.reading("looking up the words of a button") as connection:
            return connection.scalar(select(state.c.value).where(state.c.key == _KEY + name))
