"""Lists of feeds as readers exchange them: OPML in and out."""

from collections.abc import Iterable
from typing import Any

from ingest.sources.xml import name_of, root_of
from ingest.tidy import one_line
from ingest.web import is_url
from news.errors import ExtractError
from news.source import Source, shown


def read_opml(content: bytes, name: str) -> list[Source]:
    """Return the feeds that an OPML file lists, each address once, under names that differ."""
    root = root_of(content)
    if root is None or name_of(root) != "opml":
        raise ExtractError(f"{name} is no OPML; export the feeds of your reader as OPML.")
    feeds: dict[str, str] = {}
    for outline in root.iter():
        address = _attribute(outline, "xmlurl")
        if is_url(address):
            said = _attribute(outline, "title") or _attribute(outline, "text") or shown(address)
            feeds.setdefault(address, said)
    names: dict[str, str] = {}
    for address, said in feeds.items():
        names[free_name(said, names)] = address
    return [Source(said, "feed", address, home="archive") for said, address in names.items()]


def write_opml(sources: Iterable[Source]) -> str:
    """Return the feeds among the sources as OPML, without user and password in their addresses."""
    from lxml import etree

    root = etree.Element("opml", version="2.0")
    head = etree.SubElement(root, "head")
    etree.SubElement(head, "title").text = "Feeds read by Dateline"
    body = etree.SubElement(root, "body")
    for source in sources:
        if source.kind == "feed":
            said = {"type": "rss", "text": source.name, "title": source.name}
            etree.SubElement(body, "outline", said, xmlUrl=shown(source.at))
    written: bytes = etree.tostring(root, encoding="utf-8", xml_declaration=True, pretty_print=True)
    return written.decode()


def free_name(said: str, taken: Iterable[str]) -> str:
    """Return the name, with a number behind it if it is taken."""
    names = {name.casefold() for name in taken}
    number, name = 1, said
    while name.casefold() in names:
        number += 1
        name = f"{said} {number}"
    return name


def _attribute(element: Any, name: str) -> str:
    for key, value in element.attrib.items():
        if key.lower() == name:
            return one_line(value)
    return ""
