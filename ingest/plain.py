"""Plain text: written as such, with front matter, or copied from a page with its clutter."""

from dataclasses import replace

from ingest.clutter import without_clutter, without_echoes
from ingest.decode import text_of
from ingest.found import Found, found_of
from ingest.frontmatter import split_front_matter
from ingest.headline import split_head
from ingest.hostile import LONGEST, refuse_longer
from ingest.tidy import tidy
from ingest.unwrap import is_wrapped, unwrapped
from news.article import Document


def find(document: Document) -> Found:
    """Return the article in plain text.

    Under front matter the text is kept whole, but for a first line that repeats the title.
    """
    text = text_of(document)
    refuse_longer(text, LONGEST, document)
    fields, body = split_front_matter(text, document.name)
    lines = tidy(body).split("\n")
    if fields:
        found = found_of("", fields, "front matter")
        kept = _without_title(lines, found.title) if found.title else lines
        return replace(found, text="\n".join(_paragraphs(kept)))
    return article_in(_paragraphs(without_echoes(without_clutter(lines))))


def article_in(lines: list[str]) -> Found:
    """Return the article in lines that hold nothing else: headline, byline, date and text."""
    head = split_head(lines)
    return Found(
        text="\n".join(head.body),
        title=head.title,
        authors=head.authors,
        published=head.published,
        updated=head.updated,
    )


def _paragraphs(lines: list[str]) -> list[str]:
    return unwrapped(lines) if is_wrapped(lines) else lines


def _without_title(lines: list[str], title: str) -> list[str]:
    for index, line in enumerate(lines):
        if line.strip():
            return lines[index + 1 :] if " ".join(line.split()) == title else lines
    return lines
