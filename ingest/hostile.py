"""Bytes from anywhere, and parsers that trip over them: whatever happens becomes one sentence."""

from collections.abc import Iterator
from contextlib import contextmanager

from ingest.tidy import one_line, shortened
from ingest.web.pace import Stopped
from news.article import Document
from news.errors import DatelineError, ExtractError

LONGEST = 2_000_000
"""The most characters of an article: two novels, and two seconds."""

_WORDS = 120  # characters of a parser's own words that are shown


class Odd(Exception):
    """What was raised by something that nobody foresaw, in words; it is the cause."""


@contextmanager
def odd() -> Iterator[None]:
    """Raise Odd for whatever is raised but our own errors.

    Parsers let the slips of a broken file through as whatever Python or C made of them, and one odd
    document or source must not cost the others: here, and only here, everything is caught.
    """
    try:
        yield
    except (DatelineError, Stopped):
        raise
    except RecursionError as error:
        raise Odd("it is nested too deeply") from error
    except MemoryError as error:
        raise Odd("it takes too much memory") from error
    except Exception as error:
        raise Odd(str(error) or type(error).__name__) from error


@contextmanager
def reading(document: Document, kind: str) -> Iterator[None]:
    """Raise ExtractError for whatever a parser of such bytes raises; `kind` is as "a PDF file"."""
    try:
        with odd():
            yield
    except Odd as error:
        raise unreadable(document, kind, str(error)) from error.__cause__


def unreadable(document: Document, kind: str, why: str) -> ExtractError:
    """Return the error of a file that is not of its kind, or a broken or hostile one."""
    shown = shortened(one_line(why), _WORDS).rstrip(".")
    return ExtractError(
        f"{document.name} is not {kind} that can be read ({shown}); "
        "open it in its own program, save it again and ingest the new file."
    )


def refuse_longer(text: str, most: int, document: Document) -> None:
    """Raise ExtractError where the text is longer than so many characters, and no article."""
    if len(text) > most:
        raise ExtractError(
            f"{document.name} has {len(text):,} characters, and an article has at most {most:,}; "
            "split it and ingest the parts."
        )
