"""The text layer of a PDF file, its broken lines put together into paragraphs."""

import re
from dataclasses import replace
from io import BytesIO

from ingest.clutter import without_clutter, without_echoes
from ingest.found import Found, names_in
from ingest.plain import article_in
from ingest.tidy import one_line, tidy
from ingest.unwrap import unwrapped
from news.article import Document
from news.errors import ExtractError

# Titles that programs leave behind: "Microsoft Word - draft2.docx", "untitled".
_NO_TITLE = re.compile(
    r"(?:microsoft \w+ - .*|untitled.*|document\d*|.*\.(?:docx?|indd|pdf|tex))", re.I
)


def find(document: Document) -> Found:
    """Return the article in a PDF file; its title is that of its metadata, else its headline."""
    text, title, author = _read(document)
    if not text.strip():
        raise ExtractError(
            f"{document.name} has no text layer (it may be a scan); "
            "run text recognition over it, for example with ocrmypdf, and ingest the result."
        )
    lines = without_echoes(without_clutter(tidy(text).split("\n")))
    found = article_in(unwrapped(lines))
    stated = "" if _NO_TITLE.fullmatch(title) else title
    if stated and found.title and one_line(found.title).casefold() != stated.casefold():
        # The headline that was taken is not the title: it belongs to the text.
        found = replace(found, text=f"{found.title}\n\n{found.text}")
    return replace(found, title=stated or found.title, authors=found.authors or names_in(author))


def _read(document: Document) -> tuple[str, str, str]:
    """Return the text, title and author of the file."""
    from pypdf import PdfReader
    from pypdf.errors import DependencyError, PyPdfError

    # pypdf lets the slips of a broken file through as whatever Python raised.
    broken = (PyPdfError, ArithmeticError, AttributeError, LookupError, OSError, RecursionError)
    try:
        reader = PdfReader(BytesIO(document.content))
        if reader.is_encrypted and not reader.decrypt(""):
            raise _locked(document)
        text = "\n\n".join(page.extract_text() for page in reader.pages)
        about = reader.metadata
        title = (about and about.title) or ""
        author = (about and about.author) or ""
    except DependencyError as error:
        raise _locked(document) from error
    except (*broken, TypeError, ValueError) as error:
        raise ExtractError(
            f"{document.name} is not a PDF file that can be read ({one_line(str(error))}); "
            "open it in a viewer, save it again and ingest the new file."
        ) from error
    return text, one_line(title), one_line(author)


def _locked(document: Document) -> ExtractError:
    return ExtractError(
        f"{document.name} is locked with a password; save a copy without one and ingest that."
    )
