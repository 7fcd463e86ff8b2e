"""The raw pages: what was fetched, byte for byte, as proof of what was quoted."""

import gzip
import os
import shutil
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from news.article import Article, Document
from news.errors import FetchError, NotFound

_KEPT = frozenset({"url", "file"})
"""Uploads and posts are kept as they are, and a JSON line holds little but the text."""

_LEVEL = 4
"""Of 1 to 9. On 102 news pages: a third of the time of 9, which makes them 6 % smaller."""


@dataclass(frozen=True, slots=True)
class RawPages:
    """A folder with the first bytes that each revision was read from, compressed.

    <article>/<revision>.gz
    """

    folder: Path

    def keep(self, document: Document, article: Article) -> None:
        """Keep what a revision was read from, unless it is kept already."""
        path = self._path(article.id, article.revision)
        if document.origin.kind not in _KEPT or path.exists():
            return
        beside = path.with_suffix(f".{os.getpid()}.new")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            # Without a time in it, the same bytes are the same file.
            beside.write_bytes(gzip.compress(document.content, _LEVEL, mtime=0))
            beside.replace(path)
        except OSError as error:
            with suppress(OSError):
                beside.unlink(missing_ok=True)
            raise FetchError(
                f"Keeping the raw page of {document.name} in {self.folder} failed "
                f"({error.strerror or error}); check the data folder and the space on its disk, or "
                "set [ingest] keep_raw to false."
            ) from error

    def read(self, article_id: str, revision: str) -> bytes:
        """Return the bytes that a revision was read from."""
        try:
            return gzip.decompress(self._path(article_id, revision).read_bytes())
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

    def _path(self, article_id: str, revision: str) -> Path:
        return self.folder / article_id / f"{revision}.gz"
