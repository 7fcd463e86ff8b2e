"""A program of its own: an e-mail on standard input, what is read of it as JSON on standard output.

A web page saved as one file (MHTML) has the same form.
"""

from base64 import b64encode
from email import policy
from email.errors import MessageError
from email.message import Message
from email.parser import BytesParser
from email.utils import parseaddr
from typing import Any

from ingest.apart import serve

_MOST_PARTS = 500
_KINDS = ("text/plain", "text/html")


def read(received: bytes) -> dict[str, Any]:
    """Return `kind`, `charset` and `content` (base64) of the part to read, which is plain text
    where there is some, and the headers; or in `broken` what is wrong.
    """
    message: Message = BytesParser(policy=policy.default).parsebytes(received)
    if not message.keys():
        return {"broken": "it has no header"}
    parts: dict[str, tuple[bytes, str | None]] = {}
    for number, part in enumerate(message.walk()):
        if number > _MOST_PARTS:
            break
        kind = part.get_content_type()
        if kind in _KINDS and part.get_content_disposition() != "attachment":
            body = part.get_payload(decode=True)
            if isinstance(body, bytes) and body.strip():
                parts.setdefault(kind, (body, part.get_content_charset()))
    if not parts:
        return {"broken": "it holds no text"}
    chosen = next(kind for kind in _KINDS if kind in parts)
    content, charset = parts[chosen]
    return {
        "kind": chosen,
        "charset": charset,
        "content": b64encode(content).decode(),
        "is_page": message.get_content_type() == "multipart/related" and chosen == "text/html",
        "subject": _header(message, "Subject"),
        "sender": parseaddr(_header(message, "From"))[0],
        "date": _header(message, "Date"),
        "organization": _header(message, "Organization"),
        "saved_from": _header(message, "Snapshot-Content-Location"),
    }


def _header(message: Message, name: str) -> str:
    """Return a header as text; a broken one is none."""
    try:
        return str(message[name] or "")
    except (ArithmeticError, AttributeError, LookupError, MessageError, TypeError, ValueError):
        # The standard library's own slips on odd headers.
        return ""


if __name__ == "__main__":
    serve(read)
