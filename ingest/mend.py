"""A web page mended before its article is looked for: what advertisements cut in pieces is joined,
embedded posts are kept, and links that only lead away are taken out.
"""

import re
from collections import defaultdict
from collections.abc import Hashable, Iterator
from typing import Any

from ingest.tidy import word_count

_Tree = Any  # an lxml element; lxml ships no types

_NO_PIECE = re.compile(
    r"comment|repl(?:y|ies)|review|teaser|card|promo|related|recommend|sidebar|footer|nav"
    r"|newsletter|\bbio\b",
    re.IGNORECASE,
)
_FEWEST = 40  # characters in the paragraphs of a piece
_USUAL = 140  # characters in those of the pieces of one article, on average
_POST = re.compile(
    r"\b(?:twitter-(?:tweet|video)|instagram-media|fb-post|tiktok-embed|bluesky-embed"
    r"|mastodon-embed)\b"
)
_AROUND_POST = re.compile(r"embed|social|twitter|instagram|facebook|tiktok|widget", re.IGNORECASE)
_LINKED = 0.85  # share of a list's words that are links, where it only leads away
_LABEL = re.compile(r"[\w'’ ]{2,30}:")
_SENTENCES = ("p", "li", "td", "blockquote", "h1", "h2", "h3", "h4", "figcaption")
_SHORT = 30  # words of a paragraph that is one link, at most


def mend(tree: _Tree) -> None:
    """Change the tree of a page so that an extractor finds the whole article and little else."""
    _join_pieces(tree)
    _keep_posts(tree)
    _drop_link_lists(tree)
    _drop_link_paragraphs(tree)
    _drop_stamps(tree)


def _join_pieces(tree: _Tree) -> None:
    """Put the paragraphs of containers of the same class, cut by advertisements, into the first.

    Extractors take one container. Pieces of one article share their class and their parent, or
    their parent's parent.
    """
    joined: set[_Tree] = set()
    for pieces in _groups_of_pieces(tree):
        loose = [piece for piece in pieces if piece not in joined]
        if len(loose) < 2 or _are_nested(loose):
            continue
        first = loose[0]
        for piece in loose[1:]:
            for child in list(piece):
                first.append(child)
        joined.update(loose)


def _groups_of_pieces(tree: _Tree) -> Iterator[list[_Tree]]:
    groups: dict[Hashable, list[tuple[_Tree, int]]] = defaultdict(list)
    for element in tree.iter("div", "section"):
        kind = element.get("class")
        if not kind or _NO_PIECE.search(kind):
            continue
        length = sum(len(_text(child)) for child in element.iterchildren("p"))
        parent = element.getparent()
        if length < _FEWEST or parent is None:
            continue
        groups[element.tag, kind, parent].append((element, length))
        if parent.getparent() is not None:
            groups[element.tag, kind, parent.getparent(), "above"].append((element, length))
    for pieces in groups.values():
        if len(pieces) > 1 and sum(length for _, length in pieces) >= _USUAL * len(pieces):
            yield [piece for piece, _ in pieces]


def _are_nested(elements: list[_Tree]) -> bool:
    several = set(elements)
    return any(above in several for element in elements for above in element.iterancestors())


def _keep_posts(tree: _Tree) -> None:
    """Make embedded posts plain quotations: an extractor drops what is called "embed"."""
    for quote in list(tree.iter("blockquote")):
        if not _POST.search(quote.get("class") or ""):
            continue
        del quote.attrib["class"]
        for around in quote.iterancestors("div", "figure", "section"):
            named = f"{around.get('class') or ''} {around.get('id') or ''}"
            if len(around) > 3 or not _AROUND_POST.search(named):
                break
            for name in ("class", "id"):
                around.attrib.pop(name, None)
            around.tag = "div"


def _drop_link_lists(tree: _Tree) -> None:
    for found in list(tree.iter("ul", "ol")):
        items = sum(1 for _ in found.iterchildren("li"))
        if items < 2:
            continue
        words = word_count(_text(found))
        # Short items are names or places, each with its link, and may belong to the article.
        if words >= 4 * items and _linked_words(found) >= _LINKED * words:
            found.drop_tree()


def _drop_link_paragraphs(tree: _Tree) -> None:
    """Take out paragraphs that are one link alone, or one after a label: "Related: …"."""
    for found in list(tree.iter("p")):
        linked = _linked_words(found)
        if linked < 4:
            continue
        text = _text(found)
        words = word_count(text)
        is_labelled = words - linked <= 3 and _LABEL.match(text)
        if words <= _SHORT and (words == linked or is_labelled):
            found.drop_tree()


def _drop_stamps(tree: _Tree) -> None:
    """Take out the times that stand outside of sentences: they are metadata, read before."""
    for stamp in list(tree.iter("time")):
        if next(stamp.iterancestors(*_SENTENCES), None) is None:
            stamp.drop_tree()


def _linked_words(element: _Tree) -> int:
    return sum(word_count(_text(link)) for link in element.iter("a"))


def _text(element: _Tree) -> str:
    return " ".join("".join(element.itertext()).split())
