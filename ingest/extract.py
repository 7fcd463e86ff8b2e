"""Document to Article: the reader for its media type finds it, the same rules finish it."""

from collections.abc import Callable
from pathlib import PurePath

from ingest import html, jsonline, markdown, pdf, plain
from ingest.found import Found
from ingest.given import filled
from ingest.identity import identity_of
from ingest.media import FIELDS, HTML, MARKDOWN, PDF, PLAIN, bare
from ingest.textdate import published_in
from ingest.tidy import one_line, shortened, tidy, visible, word_count
from news.article import Article, Document, article_id_of
from news.errors import ExtractError
from news.moment import Moment

_READERS: dict[str, Callable[[Document], Found]] = {
    HTML: html.find,
    MARKDOWN: markdown.find,
    PLAIN: plain.find,
    PDF: pdf.find,
    FIELDS: jsonline.find,
}
_FEWEST_WORDS = 5  # fewer are a heading, a caption or an error page, not an article
_TITLE_LENGTH = 100


def extract(document: Document) -> Article:
    """Return the article in the document; with none in it, raise ExtractError."""
    if not document.content.strip():
        raise ExtractError(f"{document.name} is empty; put the article into it and try again.")
    reader = _READERS.get(bare(document.media_type))
    if reader is None:
        raise ExtractError(
            f"{document.name} is {document.media_type}, which cannot be read; "
            "save it as text, Markdown, HTML or PDF and ingest that."
        )
    found = filled(reader(document), document.given)
    text = _text(found, document)
    url = document.url or found.url
    return Article(
        id=article_id_of(identity_of(document, found.url)),
        title=found.title or _title_for(text, document),
        text=text,
        origin=document.origin,
        retrieved=document.retrieved,
        url=visible(url) if url else found.canonical,
        publisher=found.publisher,
        published=found.published or _published_in(found, text, document),
        updated=found.updated,
        authors=found.authors,
        language=found.language,
    )


def _text(found: Found, document: Document) -> str:
    text = tidy(found.text)
    is_given = bare(document.media_type) == FIELDS
    if not text.strip() or (not is_given and word_count(text) < _FEWEST_WORDS):
        raise ExtractError(
            f"{document.name} holds no article, only {word_count(text)} words; "
            "check that the text itself is in it."
        )
    return text


def _title_for(text: str, document: Document) -> str:
    name = PurePath(document.name.replace("\\", "/")).stem
    if bare(document.media_type) == MARKDOWN and name:
        return one_line(name)
    lines = [line for line in map(one_line, text.split("\n")) if line]
    # "CNN —" or "Associated Press" alone says nothing of the article.
    telling = [line for line in lines if word_count(line) > 2]
    return shortened((telling or lines or [name])[0], _TITLE_LENGTH)


def _published_in(found: Found, text: str, document: Document) -> Moment | None:
    if bare(document.media_type) == FIELDS:
        # What was given as fields is complete: a line without a date has none.
        return None
    return published_in(f"{found.title}\n{text}", document.retrieved.date())
