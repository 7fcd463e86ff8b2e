"""The article in a web page: trafilatura finds it, the page's metadata dates it."""

from typing import Any

from ingest.clutter import without_echoes
from ingest.decode import declared_in_page, decode
from ingest.found import Found, names_in, web_address
from ingest.media import charset_of
from ingest.moments import moment_of
from ingest.pagedates import page_dates
from ingest.tidy import one_line, tidy
from news.article import Document
from news.errors import ExtractError


def find(document: Document) -> Found:
    """Return the article in a page, without comments; tables are kept."""
    from trafilatura import bare_extraction, load_html

    declared = charset_of(document.media_type) or declared_in_page(document.content)
    page = decode(document.content, declared)
    tree = load_html(page)
    article: Any = None  # a trafilatura Document
    if tree is not None:
        article = bare_extraction(
            page,
            url=document.url,
            include_comments=False,
            include_tables=True,
            with_metadata=True,
            date_extraction_params={
                # Guessing a date from the page's text is done in textdate, by rules that are known.
                "extensive_search": False,
                "original_date": True,
                "max_date": document.retrieved.strftime("%Y-%m-%d"),
            },
        )
    if article is None or not (article.text or "").strip():
        raise ExtractError(
            f"{document.name} holds no article that could be found; "
            "save the text itself as a .txt file and ingest that."
        )
    dates = page_dates(tree)
    title = one_line(article.title or "")
    return Found(
        text=_body(article.text, title),
        title=title,
        canonical=web_address(article.url),
        publisher=one_line(article.sitename or "") or None,
        published=dates.published or moment_of(article.date, "page metadata"),
        updated=dates.updated,
        authors=names_in(article.author or ""),
        language=_language(tree),
    )


def _body(text: str, title: str) -> str:
    lines = without_echoes(tidy(text).split("\n"))
    if title and " ".join(lines[0].split()).casefold() == title.casefold():
        lines = lines[1:]
    # trafilatura puts one line break between paragraphs.
    return "\n".join(lines)


def _language(tree: Any) -> str | None:
    return one_line(tree.get("lang") or "").replace("_", "-").partition("-")[0].lower() or None
