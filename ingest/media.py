"""Media types that can be read, by file suffix, by Content-Type, or by a look at the bytes."""

HTML = "text/html"
MARKDOWN = "text/markdown"
PLAIN = "text/plain"
PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EMAIL = "message/rfc822"  # a saved page in one file (MHTML) has the same form
FIELDS = "application/json"  # one article as named fields: a JSON line, a forwarded post

JSON_LINES = ".jsonl"
SUFFIXES = {
    ".txt": PLAIN,
    ".md": MARKDOWN,
    ".markdown": MARKDOWN,
    ".html": HTML,
    ".htm": HTML,
    ".xhtml": HTML,
    ".pdf": PDF,
    ".docx": DOCX,
    ".eml": EMAIL,
    ".mht": EMAIL,
    ".mhtml": EMAIL,
}
WARC = (".warc", ".warc.gz")
READABLE = ", ".join([*SUFFIXES, JSON_LINES, *WARC])
LISTS = {
    "application/rss+xml",
    "application/atom+xml",
    "application/rdf+xml",
    "application/xml",
    "text/xml",
    "application/gzip",
    "application/x-gzip",
}
"""No article, but the address of many: feeds and sitemaps."""

_SAME = {
    "application/xhtml+xml": HTML,
    "application/x-pdf": PDF,
    "text/x-markdown": MARKDOWN,
    "multipart/related": EMAIL,
}
_SAYS_NOTHING = {"", "application/octet-stream", "binary/octet-stream"}


def bare(media_type: str) -> str:
    """Return the media type in small letters, without its parameters: "text/html"."""
    return media_type.partition(";")[0].strip().lower()


def charset_of(media_type: str) -> str | None:
    """Return the character set that a media type declares, if it does."""
    for parameter in media_type.split(";")[1:]:
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "charset":
            return value.strip().strip("\"'") or None
    return None


def media_type_of_response(content_type: str, path: str, content: bytes) -> str | None:
    """Return the media type of a fetched URL, or None when it is none that can be read.

    A server that says nothing, or only "plain text", is asked again by suffix and by the bytes.
    """
    said = _SAME.get(bare(content_type), bare(content_type))
    if said in _SAYS_NOTHING:
        return sniff(content)
    if said == PLAIN and path.lower().endswith((".md", ".markdown")):
        said = MARKDOWN
    if said not in {HTML, MARKDOWN, PLAIN, PDF, DOCX, EMAIL}:
        return None
    charset = charset_of(content_type)
    return f"{said}; charset={charset}" if charset else said


def sniff(content: bytes) -> str | None:
    """Return what the bytes look like: PDF, DOCX, HTML, text, or None for anything else."""
    start = content[:2048].lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.startswith(b"%PDF-"):
        return PDF
    if start.startswith(b"PK\x03\x04"):
        return DOCX if b"word/document.xml" in content else None
    low = start.lower()
    if low.startswith((b"<!doctype html", b"<html", b"<?xml")) or b"<body" in low:
        return HTML
    is_utf_16 = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    return PLAIN if is_utf_16 or b"\0" not in start else None
