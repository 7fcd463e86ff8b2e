"""Document to Article: the reader for its media type finds it, the same rules finish it."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import PurePath

from ingest import docx, eml, html, jsonline, markdown, pdf, plain
from ingest.found import Found
from ingest.given import filled
from ingest.hostile import LONGEST, refuse_longer
from ingest.identity import identity_of, untracked
from ingest.language import language_code, language_of
from ingest.liveblog import laid_out
from ingest.media import DOCX, EMAIL, FIELDS, HTML, MARKDOWN, PDF, PLAIN, bare
from ingest.pagedates import is_after
from ingest.textdate import published_in
from ingest.tidy import one_line, shortened, tidy, visible, word_count
from news.article import Article, Document, article_id_of
from news.errors import ExtractError
from news.moment import Moment
from news.source import shown

_READERS: dict[str, Callable[[Document], Found]] = {
    HTML: html.find,
    MARKDOWN: markdown.find,
    PLAIN: plain.find,
    PDF: pdf.find,
    DOCX: docx.find,
    EMAIL: eml.find,
    FIELDS: jsonline.find,
}
_FEWEST_WORDS = 5  # fewer are a heading, a caption or an error page, not an article
_TITLE_LENGTH = 100


def extract(document: Document) -> Article:
    """Return the article in the document; with none in it, raise ExtractError."""
    return explained(document)[0]


def explained(document: Document) -> tuple[Article, Mapping[str, str]]:
    """Return the article in the document and, by the names of its fields, where each was read."""
    if not document.content.strip():
        raise ExtractError(f"{document.name} is empty; put the article into it and try again.")
    reader = _READERS.get(bare(document.media_type))
    if reader is None:
        raise ExtractError(
            f"{document.name} is {document.media_type}, which cannot be read; "
            "save it as text, Markdown, HTML, DOCX or PDF and ingest that."
        )
    found = _without_wrong_dates(filled(reader(document), document.given), document)
    refuse_longer(found.text, LONGEST, document)
    text, entries = laid_out(found.text, found.updates, tidy)
    _check(text, document)
    url = document.url or found.url
    article = Article(
        id=article_id_of(identity_of(document, found.url)),
        title=found.title or _title_for(text, document),
        text=text,
        origin=document.origin,
        retrieved=document.retrieved,
        url=visible(shown(untracked(url))) if url else found.canonical,
        publisher=found.publisher,
        published=found.published or _published_in(found, text, document),
        updated=found.updated,
        authors=found.authors,
        language=_language(found, text, document),
        section=found.section,
        is_free=found.is_free,
        wrong_date=found.wrong_date,
        entries=entries,
    )
    return article, _origins(article, found, document)


def _without_wrong_dates(found: Found, document: Document) -> Found:
    """Return what was found without dates after it was retrieved, which `wrong_date` tells of."""
    for name in ("published", "updated"):
        moment: Moment | None = getattr(found, name)
        if moment and is_after(moment, document.retrieved):
            where = found.origins.get(name, moment.origin)
            told = f"{moment.isoformat()} ({where}) is later than it was retrieved"
            wrong = "; ".join(filter(None, [found.wrong_date, told]))
            found = replace(found, wrong_date=wrong, **{name: None})  # type: ignore[arg-type]
    return found


def _origins(article: Article, found: Found, document: Document) -> dict[str, str]:
    said = dict(found.origins)
    origins = {
        "text": f"extracted from {bare(document.media_type)}",
        "title": said.get("title", "the headline") if found.title else "the first line of the text",
        "url": "the address it was fetched from"
        if document.url
        else said.get("canonical", "given"),
        "language": said.get("language", "given")
        if article.language == language_code(found.language)
        else "the words of the text",
        "wrong_date": "dates that were stated and cannot be true",
    }
    for name in ("published", "updated"):
        moment = getattr(article, name)
        if moment:
            origins[name] = said.get(name, moment.origin) if getattr(found, name) else "text"
    for name in ("publisher", "authors", "section", "is_free"):
        origins[name] = said.get(name, "text")
    return {
        name: origin
        for name, origin in origins.items()
        if getattr(article, name) not in (None, "", ())
    }


def _check(text: str, document: Document) -> None:
    is_given = bare(document.media_type) == FIELDS
    if not text.strip() or (not is_given and word_count(text) < _FEWEST_WORDS):
        raise ExtractError(
            f"{document.name} holds no article, only {word_count(text)} words; "
            "check that the text itself is in it."
        )


def _title_for(text: str, document: Document) -> str:
    name = PurePath(document.name.replace("\\", "/")).stem
    if bare(document.media_type) == MARKDOWN and name:
        return one_line(name)
    lines = [line for line in map(one_line, text.split("\n")) if line]
    # "CNN —" or "Associated Press" alone says nothing of the article.
    telling = [line for line in lines if word_count(line) > 2]
    return shortened((telling or lines or [name])[0], _TITLE_LENGTH)


def _language(found: Found, text: str, document: Document) -> str | None:
    if bare(document.media_type) == FIELDS:
        return language_code(found.language) or found.language
    return language_of(text, found.language)


def _published_in(found: Found, text: str, document: Document) -> Moment | None:
    if bare(document.media_type) == FIELDS:
        # What was given as fields is complete: a line without a date has none.
        return None
    return published_in(
        f"{found.title}\n{text}",
        document.retrieved.date(),
        url=document.url or found.url or found.canonical,
        is_fresh=document.origin.kind == "url",
    )
