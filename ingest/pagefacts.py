"""What a web page says of its article beside the text, and where it says it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ingest.found import names_in, web_address
from ingest.linked import Node, is_kind, linked_articles, names_of, text_of
from ingest.moments import moment_of
from ingest.pagedates import is_after, page_dates
from ingest.tidy import one_line
from news.article import Document
from news.moment import Moment

_BY = re.compile(r"(?:by|von|par|por|от)\s+", re.IGNORECASE)
_SAVED_FROM = re.compile(rb"<!--\s*saved from url=\(\d+\)(https?://[^\s>]+)", re.IGNORECASE)
_NO_NAME = re.compile(r"https?://.*|.*@.*|admin|staff|editor|newsroom", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class PageFacts:
    """The metadata of a page; `origins` says of each field that was found where that was."""

    title: str = ""
    canonical: str | None = None
    publisher: str | None = None
    authors: tuple[str, ...] = ()
    published: Moment | None = None
    updated: Moment | None = None
    wrong_date: str = ""
    section: str | None = None
    language: str | None = None
    is_free: bool | None = None
    linked: Sequence[Node] = ()
    origins: Mapping[str, str] = field(default_factory=dict)


def page_facts(tree: Any, document: Document) -> PageFacts:
    """Return what the page (an lxml tree) says: linked data first, then its metadata."""
    from trafilatura import extract_metadata

    linked = linked_articles(tree)
    about: Any = extract_metadata(
        tree,
        document.url,
        {
            # Guessing a date from the page's text is done in textdate, by rules that are known.
            "extensive_search": False,
            "original_date": True,
            "max_date": document.retrieved.strftime("%Y-%m-%d"),
        },
    )
    dates = page_dates(tree, linked, document.retrieved)
    found: dict[str, tuple[Any, str]] = {
        "title": _first(
            # A machine that looks for a title in a live blog finds that of an entry.
            *_said([node for node in linked if is_kind(node, "LiveBlogPosting")], "headline"),
            (one_line(about.title or ""), "the page's title"),
                        *_said(linked, "headline", "name")),
        "canonical": _first((web_address(about.url) if about.url != document.url else None,
                             "the page's canonical link"),
                            (_saved_from(document), "where the page was saved from")),
        "publisher": _first(*((name, "JSON-LD publisher") for node in linked
                              for name in names_of(node.get("publisher"))),
                            (one_line(about.sitename or ""), "the page's metadata")),
        "published": _first((dates.published, dates.published_in),
                            _looked_for(tree, about, document)),
        "updated": _first((dates.updated, dates.updated_in)),
        "section": _first(*_said(linked, "articleSection"),
                          (_meta(tree, "article:section"), "the page's article:section")),
        "language": _first((one_line(tree.get("lang") or ""), "the page's lang"),
                           *_said(linked, "inLanguage"),
                           (_meta(tree, "content-language"), "the page's content-language")),
        "is_free": _first(*((free, "JSON-LD isAccessibleForFree") for node in linked
                            if (free := _is_free(node)) is not None)),
    }  # fmt: skip
    publisher = found["publisher"][0]
    found["authors"] = _first(
        (_authors(linked, publisher), "JSON-LD author"),
        (_names(about.author or "", publisher), "the page's byline"),
    )
    facts = {name: value for name, (value, _) in found.items() if value is not None}
    return PageFacts(
        **facts,
        wrong_date=dates.wrong,
        linked=linked,
        origins={name: found[name][1] for name in facts},
    )


def _first(*candidates: tuple[Any, str]) -> tuple[Any, str]:
    """Return the first candidate that says anything, with where it was found."""
    return next(
        ((value, where) for value, where in candidates if value not in (None, "", ())), (None, "")
    )


def _said(linked: Sequence[Node], *keys: str) -> list[tuple[str, str]]:
    return [(text_of(node, key), f"JSON-LD {key}") for node in linked for key in keys]


def _looked_for(tree: Any, about: Any, document: Document) -> tuple[Moment | None, str]:
    """Return the day that htmldate finds in other places of the page, or in its address.

    A stamp of that day in the page tells the time.
    """
    stamps = (stamp.get("datetime") or "" for stamp in tree.iter("time"))
    for said in [*(stamp for stamp in stamps if stamp[:10] == about.date), about.date]:
        moment = moment_of(said, "page metadata")
        if moment and not is_after(moment, document.retrieved):
            return moment, "a date that htmldate found in the page"
    return None, ""


def _authors(linked: Sequence[Node], publisher: str | None) -> tuple[str, ...]:
    for node in linked:
        names = [name for said in names_of(node.get("author")) for name in _names(said, publisher)]
        if names:
            return tuple(dict.fromkeys(names))
    return ()


def _names(said: str, publisher: str | None) -> tuple[str, ...]:
    return tuple(
        name
        for name in names_in(_BY.sub("", said, count=1) if _BY.match(said) else said)
        if not _NO_NAME.fullmatch(name) and name.casefold() != (publisher or "").casefold()
    )


def _is_free(node: Node) -> bool | None:
    """Return what an article says of itself; with a part behind a paywall, it is not free."""
    parts = node.get("hasPart")
    nodes = [node, *(parts if isinstance(parts, list) else [parts])]
    said = [_free(one.get("isAccessibleForFree")) for one in nodes if isinstance(one, Mapping)]
    return False if False in said else next((one for one in said if one is not None), None)


def _free(said: Any) -> bool | None:
    if isinstance(said, bool):
        return said
    word = said.rsplit("/", 1)[-1].strip().lower() if isinstance(said, str) else ""
    return {"true": True, "false": False}.get(word)


def _meta(tree: Any, name: str) -> str:
    for element in tree.iter("meta"):
        named = (element.get("property"), element.get("name"), element.get("http-equiv"))
        if name in (said.lower() for said in named if said):
            return one_line(element.get("content") or "")
    return ""


def _saved_from(document: Document) -> str | None:
    found = _SAVED_FROM.search(document.content[:4096])
    return web_address(found[1].decode("ascii", errors="replace")) if found else None
