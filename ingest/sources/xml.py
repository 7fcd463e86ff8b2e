"""XML from strangers: parsed whatever its faults, and nothing in it is fetched or multiplied."""

from collections.abc import Iterator
from typing import Any

from ingest.tidy import one_line, untagged

# Podcasts and pictures repeat the names of the entry's own parts.
_OTHER_VOICES = ("itunes.com", "search.yahoo.com/mrss", "google.com/schemas/play-podcasts")


def root_of(content: bytes) -> Any:
    """Return the root element, None if there is none."""
    from lxml import etree

    parser = etree.XMLParser(
        recover=True, resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False
    )
    try:
        return etree.fromstring(content.lstrip(b"\xef\xbb\xbf \t\r\n"), parser)
    except (etree.XMLSyntaxError, ValueError):
        return None


def name_of(element: Any) -> str:
    """Return the name in small letters, without the namespace; empty where it says nothing here."""
    tag = element.tag
    if not isinstance(tag, str) or any(voice in tag for voice in _OTHER_VOICES):
        return ""
    return tag.rpartition("}")[2].lower()


def text_of(parent: Any, *names: str) -> str:
    """Return the words of the first child that has one of the names, and words."""
    for name in names:
        for one in parent:
            if name_of(one) == name and (words := words_of(one)):
                return words
    return ""


def words_of(element: Any) -> str:
    """Return the words inside an element in one line, without tags."""
    words = "".join(_pieces(element)).strip()
    return untagged(words) if "<" in words or "&" in words else one_line(words)


def _pieces(element: Any) -> Iterator[str]:
    """Yield the words below an element; entities stand there as they were written."""
    from lxml import etree

    yield element.text or ""
    for child in element:
        if child.tag is etree.Entity:
            yield child.text
        elif isinstance(child.tag, str):
            yield from _pieces(child)
        yield child.tail or ""
