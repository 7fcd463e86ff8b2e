"""Linked data (JSON-LD) in a page: what its publisher says of the article, for machines."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from ingest.tidy import one_line

Node = Mapping[str, Any]

_MOST_SCRIPTS = 50
_LONGEST = 5_000_000  # characters of one script
_DEEPEST = 12
_ARTICLES = ("Article", "Posting", "Report", "Review")
_INSIDE = ("@graph", "mainEntity", "mainEntityOfPage", "hasPart", "itemListElement", "item")


def linked_articles(tree: Any) -> list[Node]:
    """Return the articles that the page (an lxml tree) describes, the page itself last."""
    nodes = [node for script in _scripts(tree) for node in _nodes(script, 0)]
    articles = [node for node in nodes if is_kind(node, *_ARTICLES)]
    return articles + [node for node in nodes if is_kind(node, "WebPage") and node not in articles]


def is_kind(node: Any, *kinds: str) -> bool:
    """Return whether one of the words is in the type of the node: "NewsArticle" is an "Article"."""
    said = node.get("@type") if isinstance(node, Mapping) else None
    named = said if isinstance(said, list) else [said]
    return any(kind in str(name) for kind in kinds for name in named if name)


def text_of(node: Node, *keys: str) -> str:
    """Return the first of the keys that holds words, as one line."""
    for key in keys:
        value = node.get(key)
        if isinstance(value, list) and value:
            value = value[0]
        if isinstance(value, str) and (line := one_line(value)):
            return line
    return ""


def names_of(value: Any) -> Iterator[str]:
    """Yield the names in an author or publisher of any form: a string, an object, a list."""
    if isinstance(value, list):
        for item in value:
            yield from names_of(item)
    elif isinstance(value, Mapping):
        yield from names_of(value.get("name"))
    elif isinstance(value, str) and (name := one_line(value)):
        yield name


def _scripts(tree: Any) -> Iterator[Any]:
    for number, script in enumerate(tree.iter("script")):
        if number > 20 * _MOST_SCRIPTS:
            return
        said = script.text or ""
        if "ld+json" not in (script.get("type") or "").lower() or len(said) > _LONGEST:
            continue
        try:
            yield json.loads(said.strip().rstrip(";"), strict=False)
        except (ValueError, RecursionError):
            continue


def _nodes(value: Any, depth: int) -> Iterator[Node]:
    if depth > _DEEPEST:
        return
    if isinstance(value, list):
        for item in value:
            yield from _nodes(item, depth + 1)
    elif isinstance(value, dict):
        yield value
        for key in _INSIDE:
            yield from _nodes(value.get(key), depth + 1)
