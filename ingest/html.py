"""The article in a web page: trafilatura finds it, the page's metadata dates it."""

from typing import Any

from ingest.asides import is_aside
from ingest.clutter import without_echoes
from ingest.found import Found, names_in, web_address
from ingest.markup import page_tree
from ingest.mend import mend
from ingest.moments import moment_of
from ingest.pagedates import page_dates
from ingest.tidy import one_line, tidy, word_count
from news.article import Document
from news.errors import ExtractError

_SENTENCE = 8  # words; a shorter line is a heading, a caption or part of a menu
_FEWEST = 250  # characters of prose, below which other extractors are asked as well


def find(document: Document) -> Found:
    """Return the article in a page, without comments; tables are kept."""
    from trafilatura import extract_metadata

    tree = page_tree(document)
    if tree is None:
        raise _no_article(document)
    about: Any = extract_metadata(
        tree,
        document.url,
        {
            # Guessing a date from the page's text is done in textdate, by rules that are known.
            "extensive_search": False,
            "original_date": True,
            "max_date": document.retrieved.strftime("%Y-%m-%d"),
        },
    )
    dates = page_dates(tree)
    mend(tree)
    title = one_line(about.title or "")
    text = _body(_words_of(tree), title)
    if not text.strip():
        raise _no_article(document)
    return Found(
        text=text,
        title=title,
        canonical=web_address(about.url),
        publisher=one_line(about.sitename or "") or None,
        published=dates.published or moment_of(about.date, "page metadata"),
        updated=dates.updated,
        authors=names_in(about.author or ""),
        language=tree.get("lang"),
    )


def _words_of(tree: Any) -> str:
    """Return the text of the article, one line a paragraph.

    The extractor's own rules come first; its comparison with other extractors, which takes as long
    again and more often loses, decides only where they find hardly any prose.
    """
    text = _extracted(tree, fast=True)
    prose = _prose(text)
    if prose >= _FEWEST and 2 * prose >= len(text):
        return text
    other = _extracted(tree, fast=False)
    return other if _prose(other) * len(text) >= prose * len(other) else text


def _extracted(tree: Any, *, fast: bool) -> str:
    from trafilatura import bare_extraction

    article: Any = bare_extraction(
        tree, include_comments=False, include_tables=True, with_metadata=False, fast=fast
    )
    return tidy(article.text or "") if article is not None else ""


def _prose(text: str) -> int:
    """Return how many characters stand in lines that may be sentences."""
    return sum(len(line) for line in text.split("\n") if word_count(line) >= _SENTENCE)


def _body(text: str, title: str) -> str:
    lines = [line for line in without_echoes(text.split("\n")) if not is_aside(line)]
    if title and lines and one_line(lines[0]).casefold() == title.casefold():
        lines = lines[1:]
    # trafilatura puts one line break between paragraphs.
    return "\n".join(lines)


def _no_article(document: Document) -> ExtractError:
    return ExtractError(
        f"{document.name} holds no article that could be found; "
        "save the text itself as a .txt file and ingest that."
    )
