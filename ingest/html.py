"""The article in a web page: trafilatura finds it in the mended page."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from ingest.asides import is_aside
from ingest.clutter import without_echoes
from ingest.found import Found
from ingest.headline import byline_names
from ingest.hostile import reading
from ingest.liveblog import Update, updates_in, without_updates
from ingest.markup import page_tree
from ingest.mend import mend
from ingest.pagedates import is_after
from ingest.pagefacts import page_facts
from ingest.textdate import date_line
from ingest.tidy import one_line, tidy, word_count
from news.article import Document
from news.errors import ExtractError

_SENTENCE = 8  # words; a shorter line is a heading, a caption or part of a menu
_HEAD = 4  # lines, among which byline and date may stand
_FEWEST = 250  # characters of prose, below which other extractors are asked as well


def find(document: Document) -> Found:
    """Return the article in a page, without comments; tables are kept."""
    tree = page_tree(document)
    if tree is None:
        raise _no_article(document)
    with reading(document, "a web page"):
        facts = page_facts(tree, document)
        updates = tuple(
            update
            for update in updates_in(tree, facts.linked)
            if not (update.published and is_after(update.published, document.retrieved))
        )
        if updates:
            without_updates(tree)
        mend(tree)
        text = _body(_words_of(tree), facts.title)
        if updates:
            text = _lead(text, updates)
    if not text.strip() and not updates:
        raise _no_article(document)
    found = Found(
        text=text,
        title=facts.title,
        canonical=facts.canonical,
        publisher=facts.publisher,
        published=facts.published,
        updated=facts.updated,
        authors=facts.authors,
        language=facts.language,
        section=facts.section,
        is_free=facts.is_free,
        wrong_date=facts.wrong_date,
        updates=updates,
        origins=facts.origins,
    )
    return _without_stamps(found)


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


def _without_stamps(found: Found) -> Found:
    """Return the text without a byline and a date above it; they fill what is missing."""
    lines = found.text.split("\n")
    dated = [line for line in map(date_line, lines[:_HEAD]) if line]
    signed = [names for names in map(byline_names, lines[:_HEAD]) if names]
    kept = [line for line in lines[:_HEAD] if not (date_line(line) or byline_names(line))]
    published = next((line.moment for line in dated if not line.is_update), None)
    updated = next((line.moment for line in dated if line.is_update), None)
    return replace(
        found,
        text="\n".join(kept + lines[_HEAD:]),
        published=found.published or published,
        updated=found.updated or updated,
        authors=found.authors or (signed[0] if signed else ()),
    )


def _lead(text: str, updates: Sequence[Update]) -> str:
    """Return the lines that stand in no entry: what the page says above them."""
    told = " ".join(" ".join(update.text.split()) for update in updates)
    return "\n".join(line for line in text.split("\n") if " ".join(line.split()) not in told)


def _no_article(document: Document) -> ExtractError:
    return ExtractError(
        f"{document.name} holds no article that could be found; "
        "save the text itself as a .txt file and ingest that."
    )
