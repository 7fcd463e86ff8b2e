"""The raw pages: what was fetched, byte for byte, as proof of what was quoted."""

import gzip
import secrets
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from news.article import Article, Document
from news.errors import DatelineError, FetchError, NotFound

_KEPT = frozenset({"url", "file"})
"""Uploads and posts are kept as they are, and a JSON line holds little but the text."""

_LEVEL = 4
"""Of 1 to 9. On 102 news pages: a third of the time of 9, which makes them 6 % smaller."""

_SURELY_LEFT = 3600  # seconds


@dataclass(frozen=True, slots=True)
class RawPages:
    """A folder with the first bytes that each revision was read from, compressed.

    <article>/<revision>.gz, and *.new what waits for its article to be put away.
    """

    folder: Path

    @contextmanager
    def kept(self, document: Document, article: Article) -> Iterator[None]:
        """Keep what a revision is read from, unless it is kept already, with what is done inside.

        The proof is there before what it proves, and goes again where that fails; what a kill
        leaves in between, `tidy` finds.
        """
        path = self._path(article.id, article.revision)
        if document.origin.kind not in _KEPT or path.exists():
            yield
            return
        held = self._hold(document, article)
        try:
            yield
            with _told(document.name, self.folder):
                path.parent.mkdir(parents=True, exist_ok=True)
                held.replace(path)
        except DatelineError:
            with suppress(OSError):
                held.unlink(missing_ok=True)
            raise

    def tidy(self, has: Callable[[str, str], bool]) -> None:
        """Put in its place what a kill left waiting, or drop it where no such revision came to be.

        What is younger than an hour may be another process's.
        """
        for held in self._waiting("*"):
            with suppress(OSError):
                if time.time() - held.stat().st_mtime < _SURELY_LEFT:
                    continue
                article_id, revision, _ = held.name.split("-", 2)
                path = self._path(article_id, revision)
                if has(article_id, revision) and not path.exists():
                    path.parent.mkdir(parents=True, exist_ok=True)
                    held.replace(path)
                held.unlink(missing_ok=True)

    def read(self, article_id: str, revision: str) -> bytes:
        """Return the bytes that a revision was read from."""
        try:
            return gzip.decompress(self._found(article_id, revision).read_bytes())
        except FileNotFoundError as error:
            raise NotFound(
                f"No raw page is kept of this text of the article {article_id}: it came as a "
                "message or a JSON line, or [ingest] keep_raw was false."
            ) from error
        except (OSError, EOFError) as error:
            raise FetchError(
                f"The raw page of the article {article_id} cannot be read ({error}); "
                "restore it from a backup."
            ) from error

    def remove(self, article_id: str) -> None:
        """Forget every raw page of an article."""
        shutil.rmtree(self.folder / article_id, ignore_errors=True)
        for held in self._waiting(f"{article_id}-*"):
            held.unlink(missing_ok=True)

    def _hold(self, document: Document, article: Article) -> Path:
        held = self.folder / f"{article.id}-{article.revision}-{secrets.token_hex(4)}.new"
        with _told(document.name, self.folder):
            held.parent.mkdir(parents=True, exist_ok=True)
            try:
                # Without a time in it, the same bytes are the same file.
                held.write_bytes(gzip.compress(document.content, _LEVEL, mtime=0))
            except OSError:
                held.unlink(missing_ok=True)
                raise
        return held

    def _found(self, article_id: str, revision: str) -> Path:
        path = self._path(article_id, revision)
        return path if path.exists() else next(self._waiting(f"{article_id}-{revision}-*"), path)

    def _waiting(self, pattern: str) -> Iterator[Path]:
        return self.folder.glob(f"{pattern}.new")

    def _path(self, article_id: str, revision: str) -> Path:
        return self.folder / article_id / f"{revision}.gz"


@contextmanager
def _told(name: str, folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise FetchError(
            f"Keeping the raw page of {name} in {folder} failed "
            f"({error.strerror or error}); check the data folder and the space on its disk, or "
            "set [ingest] keep_raw to false."
        ) from error
