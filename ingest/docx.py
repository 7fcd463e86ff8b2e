"""Word documents (DOCX): the article in their paragraphs and tables."""

import re
from dataclasses import replace

from ingest.apart import read_apart
from ingest.clutter import without_clutter, without_echoes
from ingest.found import Found, headed, names_in
from ingest.plain import article_in
from ingest.tidy import one_line, tidy
from news.article import Document

# Authors that programs leave behind.
_NO_AUTHOR = re.compile(r"(?:python-docx|user|admin\w*|author|unknown|windows user|\W*)", re.I)
_FROM_FILE = "the file's properties"


def find(document: Document) -> Found:
    """Return the article in a Word document; its title is the styled one, or of its properties."""
    read = read_apart(document, "a Word document (DOCX)", "ingest.doctext", seconds=4)
    lines = tidy("\n\n".join(read["blocks"])).split("\n")
    found = article_in(without_echoes(without_clutter(lines)))
    styled, title, author = (one_line(read[name]) for name in ("styled", "title", "author"))
    if styled or title:
        found = headed(found, styled or title, "the style Title" if styled else _FROM_FILE)
    if not found.authors and not _NO_AUTHOR.fullmatch(author):
        origins = {**found.origins, "authors": _FROM_FILE}
        found = replace(found, authors=names_in(author), origins=origins)
    return found
