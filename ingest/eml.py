"""E-mails as files (EML), and web pages saved as one file (MHTML), which has the same form."""

from base64 import b64decode
from dataclasses import replace
from typing import Any

from ingest import html, plain
from ingest.apart import read_apart
from ingest.decode import decode
from ingest.found import Found, headed, web_address
from ingest.media import HTML, PLAIN
from ingest.moments import moment_of
from ingest.tidy import one_line
from news.article import Document
from news.moment import Origin

_PREFIXES = ("re:", "fw:", "fwd:", "aw:", "wg:", "отв:", "ha:")
_SIGNATURE = "\n-- \n"
_FROM_HEADER: Origin = "message header"


def find(document: Document) -> Found:
    """Return the article in an e-mail; its subject is the title, its date that of publishing.

    A saved page has its own title and date: those of the file are of when it was saved.
    """
    read = read_apart(document, "an e-mail or saved page", "ingest.mailtext", seconds=3)
    content, charset = b64decode(read["content"]), read["charset"]
    if read["kind"] == PLAIN:
        words = decode(content, charset).replace("\r\n", "\n").partition(_SIGNATURE)[0]
        text = replace(document, content=words.encode(), media_type=PLAIN)
        return _with_headers(plain.find(text), read)
    media_type = f"{HTML}; charset={charset}" if charset else HTML
    found = html.find(replace(document, content=content, media_type=media_type))
    saved_from = web_address(read["saved_from"])
    if saved_from or read["is_page"]:
        return replace(found, canonical=found.canonical or saved_from)
    return _with_headers(found, read)


def _with_headers(found: Found, read: dict[str, Any]) -> Found:
    if subject := _subject(read["subject"]):
        found = headed(found, subject, _FROM_HEADER)
    origins = dict(found.origins)
    sent = moment_of(read["date"], _FROM_HEADER)
    sender = one_line(read["sender"])
    if sender and not found.authors:
        origins["authors"] = _FROM_HEADER
    return replace(
        found,
        published=sent or found.published,
        authors=found.authors or ((sender,) if sender else ()),
        publisher=one_line(read["organization"]) or found.publisher,
        origins=origins,
    )


def _subject(header: str) -> str:
    subject = one_line(header)
    while (low := subject.lower()).startswith(_PREFIXES):
        subject = subject[low.index(":") + 1 :].strip()
    return subject
