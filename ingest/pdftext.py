"""A program of its own: a PDF file on standard input, its text layer as JSON on standard output."""

from io import BytesIO
from typing import Any

from ingest.apart import serve

_MOST_PAGES = 1_000
_MOST_TEXT = 2_000_000  # characters


def read(content: bytes) -> dict[str, Any]:
    """Return `text`, `title` and `author`; or `locked`; or in `broken` what is wrong."""
    from pypdf import PdfReader
    from pypdf.errors import DependencyError

    try:
        reader = PdfReader(BytesIO(content))
        if reader.is_encrypted and not reader.decrypt(""):
            return {"locked": True}
        if len(reader.pages) > _MOST_PAGES:
            return {"broken": f"it has more than {_MOST_PAGES:,} pages"}
        pages: list[str] = []
        for page in reader.pages:
            pages.append(page.extract_text())
            if sum(map(len, pages)) > _MOST_TEXT:
                return {"broken": "it has more text than an article"}
        about = reader.metadata
    except DependencyError:
        return {"locked": True}
    return {
        "text": "\n\n".join(pages),
        "title": str((about and about.title) or ""),
        "author": str((about and about.author) or ""),
    }


if __name__ == "__main__":
    serve(read)
