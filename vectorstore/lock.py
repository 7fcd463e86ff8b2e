"""The right to write the indexes: one process at a time, let go of however it ends."""

import fcntl
from pathlib import Path
from typing import IO

from vectorstore.failures import file_errors


class WriterLock:
    """The right to write the indexes of a data folder, held for as long as it is open."""

    def __init__(self, file: IO[str]) -> None:
        self._file = file

    @classmethod
    def take(cls, data: Path) -> "WriterLock | None":
        """Return the lock, or None while another process holds it."""
        path = data / "index" / "lock"
        with file_errors(path):
            path.parent.mkdir(parents=True, exist_ok=True)
            file = path.open("w")
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                file.close()
                return None
        return cls(file)

    def release(self) -> None:
        self._file.close()
