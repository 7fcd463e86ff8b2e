"""What the index libraries raise, as one sentence that says what to do."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from news.errors import IndexesError

_NO_SPACE = ("disk is full", "no space left", "disk i/o error", "file too large", "quota exceeded")
_LONGEST_REASON = 200


@contextmanager
def index_errors(what: str, *, done: str) -> Iterator[None]:
    """Turn a failure into an IndexesError: "The word index in data/words cannot be opened …".

    A full disk is told apart from a damaged folder, since only the latter needs `reindex`.
    """
    try:
        yield
    except IndexesError:
        raise
    except Exception as error:
        # Chroma's own errors derive from Exception alone, and both libraries raise what their parts
        # in Rust hand up (ValueError, OSError, AttributeError): this is their door.
        reason = _reason(error)
        if any(words in str(error).lower() for words in _NO_SPACE):
            advice = (
                "the disk is full or takes no more: free some space and try again; nothing was "
                "lost, since the archive holds it all"
            )
        else:
            advice = "if it stays so, stop the bot if it runs, and run `dateline reindex`"
        raise IndexesError(f"{what} cannot be {done} ({reason}): {advice}.") from error


@contextmanager
def file_errors(path: Path) -> Iterator[None]:
    """Turn the failure of a small file beside the indexes into an IndexesError."""
    try:
        yield
    except OSError as error:
        raise IndexesError(
            f"{path} cannot be read or written ({error.strerror or error}): check the data folder "
            "and the disk, and move away what is in its place; the indexes are made anew from the "
            "archive with `dateline reindex`."
        ) from error


def _reason(error: Exception) -> str:
    reason = (str(error).strip().splitlines() or [type(error).__name__])[0]
    return reason if len(reason) <= _LONGEST_REASON else reason[:_LONGEST_REASON] + "…"
