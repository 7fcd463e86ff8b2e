"""Markdown to the words a reader sees: links as their text, headings as lines, no emphasis."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from ingest.decode import text_of
from ingest.found import Found, found_of
from ingest.frontmatter import split_front_matter
from ingest.hostile import refuse_longer
from ingest.tidy import one_line
from news.article import Document

if TYPE_CHECKING:
    from markdown_it.token import Token

_LONGEST = 300_000  # characters; of some marks the parser takes two seconds for so many
_TOGETHER = ("bullet_list_", "ordered_list_", "table_")


def find(document: Document) -> Found:
    """Return the article in Markdown; without a stated title its first heading is one."""
    text = text_of(document)
    refuse_longer(text, _LONGEST, document)
    fields, body = split_front_matter(text, document.name)
    found = found_of("", fields, "front matter")
    blocks = list(_blocks(body))
    heading = next((words for words, is_heading in blocks if is_heading), "")
    title = found.title or one_line(heading)
    if heading and one_line(heading) == title:
        blocks.remove((heading, True))
    return replace(found, title=title, text="\n\n".join(words for words, _ in blocks))


def _blocks(text: str) -> Iterator[tuple[str, bool]]:
    """Yield the words of each paragraph, list, table or code, and whether it is a heading."""
    from markdown_it import MarkdownIt

    lines: list[str] = []
    row: list[str] | None = None
    depth = 0
    for token in MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(text):
        if token.type == "inline":
            (lines if row is None else row).append(_words(token.children or []))
        elif token.type in {"fence", "code_block"}:
            lines.append(token.content.rstrip("\n"))
        elif token.type == "tr_open":
            row = []
        elif token.type == "tr_close":
            lines.append(" | ".join(row or []))
            row = None
        # The lines of a list or table are one block: they belong together.
        depth += token.nesting if token.type.startswith(_TOGETHER) else 0
        if depth == 0 and token.nesting != 1 and token.type != "inline":
            words = "\n".join(line for line in lines if line)
            lines = []
            if words:
                yield words, token.type == "heading_close"


def _words(inline: "Iterable[Token]") -> str:
    parts: list[str] = []
    for token in inline:
        if token.type in {"text", "code_inline"}:
            parts.append(token.content)
        elif token.type == "softbreak":
            parts.append(" ")
        elif token.type == "hardbreak":
            parts.append("\n")
    return "".join(parts).strip()
