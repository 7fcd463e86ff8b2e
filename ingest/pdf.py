"""The text layer of a PDF file, its broken lines put together into paragraphs."""

import re
from dataclasses import replace

from ingest.apart import read_apart
from ingest.clutter import without_clutter, without_echoes
from ingest.found import Found, headed, names_in
from ingest.plain import article_in
from ingest.tidy import one_line, tidy
from ingest.unwrap import unwrapped
from news.article import Document
from news.errors import ExtractError

# Titles that programs leave behind: "Microsoft Word - draft2.docx", "untitled".
_NO_TITLE = re.compile(
    r"(?:microsoft \w+ - .*|untitled.*|document\d*|.*\.(?:docx?|indd|pdf|tex))?", re.I
)
_FROM_FILE = "the file's properties"
_SECONDS = 8  # a hundred pages take five


def find(document: Document) -> Found:
    """Return the article in a PDF file; its title is that of its metadata, else its headline."""
    read = read_apart(document, "a PDF file", "ingest.pdftext", seconds=_SECONDS)
    if read.get("locked"):
        raise ExtractError(
            f"{document.name} is locked with a password; save a copy without one and ingest that."
        )
    if not read["text"].strip():
        raise ExtractError(
            f"{document.name} has no text layer (it may be a scan); "
            "run text recognition over it, for example with ocrmypdf, and ingest the result."
        )
    lines = without_echoes(without_clutter(tidy(read["text"]).split("\n")))
    found = article_in(unwrapped(lines))
    title, author = one_line(read["title"]), one_line(read["author"])
    if not _NO_TITLE.fullmatch(title):
        found = headed(found, title, _FROM_FILE)
    if author and not found.authors:
        origins = {**found.origins, "authors": _FROM_FILE}
        found = replace(found, authors=names_in(author), origins=origins)
    return found
