"""The markup of a web page as a tree, no larger than the page of an article can be."""

import re
from typing import Any

from ingest.decode import declared_in_page, decode
from ingest.hostile import reading
from ingest.media import charset_of
from news.article import Document
from news.errors import ExtractError

# News pages have 1,000 to 5,000 elements, long live blogs 20,000. Beyond these bounds extraction
# takes minutes, not seconds.
_MOST_ELEMENTS = 30_000
_MOST_TEXT = 2_000_000  # characters outside scripts and styles
_MOST_ATTRIBUTES = 2_000  # of one element; the parser compares each with every other
_LONG_TAG = re.compile(r"<[a-zA-Z][^<>]{10000}[^<>]*")
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
_SILENT = frozenset(("script", "style", "template", "svg", "noscript"))


def page_tree(document: Document) -> Any | None:
    """Return the tree of a page (an lxml element), or None where there is no markup.

    What is nested deeper than 256 elements is cut off by the parser.
    """
    from trafilatura import load_html

    declared = declared_in_page(document.content)
    page = decode(document.content, charset_of(document.media_type), declared)
    for tag in _LONG_TAG.finditer(page):
        attributes = len(_QUOTED.sub("", tag[0]).split())
        if attributes > _MOST_ATTRIBUTES:
            raise _too_large(document, f"an element with {attributes:,} attributes")
    with reading(document, "a web page"):
        tree = load_html(page)
        if tree is None and "<" in page:
            # A fragment, as the body of an e-mail is one.
            tree = load_html(f"<html><body>{page}</body></html>")
    if tree is None:
        return None
    elements = int(tree.xpath("count(//*)"))
    # A page that is shorter than the bound has no more text; looking at each element takes as long
    # as reading its dates.
    text = len(page) if len(page) <= _MOST_TEXT else _length(tree)
    if elements > _MOST_ELEMENTS or text > _MOST_TEXT:
        raise _too_large(document, f"{elements:,} elements with {text:,} characters")
    return tree


def _length(tree: Any) -> int:
    """Return how many characters stand outside scripts and styles."""
    return sum(
        len(element.tail or "") + (len(element.text or "") if element.tag not in _SILENT else 0)
        for element in tree.iter()
    )


def _too_large(document: Document, what: str) -> ExtractError:
    return ExtractError(
        f"{document.name} is larger than the page of an article can be ({what}); "
        "save the text itself as a .txt file and ingest that."
    )
