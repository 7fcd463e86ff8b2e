"""Live blogs: the entries of a page, each with the time at which it was published.

Linked data (LiveBlogPosting with liveBlogUpdate) tells texts and times. Without it the page's own
entries are read: elements of one kind that each hold a stamp and words, where the page says that it
is a live blog.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from ingest.linked import Node, is_kind, text_of
from ingest.liveclock import day_of, moments_of
from ingest.moments import moment_of
from ingest.tidy import tidy, word_count
from news.entry import Entry
from news.moment import Moment

_IS_LIVE = re.compile(
    r"live-?_?(?:blog|update|post|entr(?:y|ies)|feed|stream|report|story)|LiveBlogPosting",
    re.IGNORECASE,
)
_FEWEST = 2  # entries
_FEWEST_WORDS = 5  # of an entry
_MOST = 2_000
_TAG = re.compile(r"<[^>]{0,2000}>")
_BLOCK_END = re.compile(r"<(?:/p|/div|/li|/h\d|br\s*/?)>", re.IGNORECASE)
_BLOCKS = frozenset("p li h1 h2 h3 h4 h5 h6 blockquote figcaption".split())


@dataclass(frozen=True, slots=True)
class Update:
    """One entry as it stands in the page; it has no time where that is not certain."""

    text: str
    published: Moment | None


def updates_in(tree: Any, linked: Sequence[Node]) -> list[Update]:
    """Return the entries of a live blog in the order of the page; of any other page, none."""
    found = _linked_updates(linked) or _shown_updates(tree, linked)
    return found if sum(one.published is not None for one in found) >= _FEWEST else []


def without_updates(tree: Any) -> None:
    """Take the entries out of the tree, so that what is left is the lead above them."""
    for element, _ in _shown(tree):
        if element.getparent() is not None:
            element.drop_tree()


def laid_out(lead: str, updates: Sequence[Update], tidied: Callable[[str], str]) -> tuple[
    str, tuple[Entry, ...]
]:  # fmt: skip
    """Return one text of the lead and the entries, and where each entry stands in it."""
    text = tidied(lead)
    entries: list[Entry] = []
    for update in updates:
        words = tidied(update.text).strip()
        if not words:
            continue
        text = f"{text}\n\n" if text else ""
        if update.published:
            entries.append(Entry(len(text), len(text) + len(words), update.published))
        text += words
    return text, tuple(entries)


def _linked_updates(linked: Sequence[Node]) -> list[Update]:
    for node in linked:
        if is_kind(node, "LiveBlogPosting"):
            said = node.get("liveBlogUpdate")
            items = said if isinstance(said, list) else [said]
            return [update for item in items[:_MOST] if (update := _linked_update(item))]
    return []


def _linked_update(item: Any) -> Update | None:
    if not isinstance(item, dict):
        return None
    body = item.get("articleBody") or item.get("description") or ""
    published = moment_of(item.get("datePublished"), "page metadata")
    if published is None or not isinstance(body, str):
        return None
    words = _without_markup(body)
    headline = text_of(item, "headline", "name")
    if headline and not words.startswith(headline):
        words = f"{headline}\n{words}"
    return Update(words, published) if word_count(words) >= _FEWEST_WORDS else None


def _without_markup(text: str) -> str:
    from html import unescape

    if "<" in text:
        text = _TAG.sub("", _BLOCK_END.sub("\n", text))
    return tidy("\n".join(line.strip() for line in unescape(text).split("\n") if line.strip()))


def _shown_updates(tree: Any, linked: Sequence[Node]) -> list[Update]:
    found: list[Update] = []
    shown = _shown(tree)
    moments = moments_of([_stamped(stamp) for _, stamp in shown], day_of(linked, tree))
    for (element, stamp), published in zip(shown, moments, strict=True):
        words = "\n".join(_lines(element, stamp))
        if word_count(words) >= _FEWEST_WORDS:
            found.append(Update(words, published))
    return found


def _shown(tree: Any) -> list[tuple[Any, Any]]:
    """Return the elements that are entries, each with the element of its stamp."""
    groups: dict[Hashable, list[tuple[Any, Any]]] = defaultdict(list)
    for stamp in tree.iter("time"):
        for around in stamp.iterancestors("article", "div", "section", "li"):
            named = " ".join(around.get(name) or "" for name in ("class", "id", "itemtype"))
            if _IS_LIVE.search(named) and next(around.iter("p", "li"), None) is not None:
                groups[around.tag, around.get("class"), around.getparent()].append((around, stamp))
                break
    for group in groups.values():
        # The first stamp of an entry is its own; others are of posts that it quotes.
        firsts = {element: stamp for element, stamp in reversed(group)}
        if _FEWEST <= len(firsts) <= _MOST:
            return [(element, firsts[element]) for element in dict.fromkeys(e for e, _ in group)]
    return []


def _stamped(stamp: Any) -> str:
    """Return what a stamp says most exactly: its machine's time, its words, or its clock."""
    said = (stamp.get("datetime") or "").strip()
    moment = moment_of(said, "page metadata")
    if moment and moment.precision == "second":
        return said
    words = " ".join("".join(stamp.itertext()).split())
    return said if moment and not moment_of(words, "page metadata") else words or said


def _lines(element: Any, stamp: Any) -> Iterator[str]:
    """Yield the paragraphs of an entry, without its stamp."""
    for child in element:
        words = " ".join("".join(child.itertext()).split())
        if child is stamp or not words:
            continue
        is_block = child.tag in _BLOCKS or next(child.iter(*_BLOCKS), None) is None
        if not is_block:
            yield from _lines(child, stamp)
        elif stamp not in child.iter():
            yield words
        else:
            clock = " ".join("".join(stamp.itertext()).split())
            if left := words.replace(clock, "", 1).strip():
                yield left
