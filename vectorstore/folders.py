"""The folders of the indexes and the pointers to them: which answers, which is being built."""

import shutil
import uuid
from pathlib import Path

from news.errors import IndexesError
from vectorstore.dense import Dense
from vectorstore.failures import file_errors
from vectorstore.manifest import Manifest, has_manifest, write_manifest, write_whole
from vectorstore.words import Words

CURRENT = "current"
"""Points to the folder that answers."""

NEXT = "next"
"""Points to the folder that is being built to take its place."""


class Folders:
    """The index folders below one root."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def named(self, pointer: str) -> Path | None:
        """Return the folder that a pointer names; None where there is none, or no whole one."""
        try:
            folder = self._root / (self._root / pointer).read_text(encoding="utf-8").strip()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise IndexesError(
                f"{self._root / pointer} cannot be read ({error.strerror}): move away what is in "
                "its place, and run `dateline reindex`."
            ) from error
        return folder if has_manifest(folder) else None

    def point(self, pointer: str, folder: Path) -> None:
        """Let a pointer name a folder from now on."""
        write_whole(self._root / pointer, folder.name)

    def make(self, manifest: Manifest) -> Path:
        """Make an empty folder; the manifest comes last, so that one that has it is whole."""
        folder = self._root / uuid.uuid4().hex[:8]
        with file_errors(folder):
            folder.mkdir(parents=True)
        Dense(folder / "chroma", new=True).close()
        Words(folder / "words", new=True).close()
        write_manifest(folder, manifest)
        return folder

    def others(self, kept: Path | None) -> list[Path]:
        """Return the folders beside the one that is kept."""
        with file_errors(self._root):
            return [path for path in self._root.iterdir() if path.is_dir() and path != kept]

    def tidy(self, kept: Path | None) -> None:
        """Delete the folders beside the one that is kept."""
        with file_errors(self._root / NEXT):
            (self._root / NEXT).unlink(missing_ok=True)
        for other in self.others(kept):
            shutil.rmtree(other, ignore_errors=True)
