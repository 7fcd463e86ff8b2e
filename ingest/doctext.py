"""A program of its own: a Word document on standard input, its text as JSON on standard output."""

import re
import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from ingest.apart import serve
from ingest.tidy import one_line

_MOST_PARTS = 5_000
_MOST_UNPACKED = 200_000_000  # bytes of all parts, pictures among them
_MOST_XML = 20_000_000  # bytes of one part that is parsed
_OLD_OR_LOCKED = b"\xd0\xcf\x11\xe0"
_DECLARES_ENTITIES = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
# Elements that stand around runs and paragraphs without meaning anything to a reader.
_WRAPPERS = ("w:ins", "w:moveTo", "w:sdt", "w:sdtContent", "w:smartTag", "w:customXml")


def read(content: bytes) -> dict[str, Any]:
    """Return `styled` (the title by its style), `blocks` of text, `title` and `author` of the
    properties; or in `broken` what is wrong. Tracked changes are read as accepted.
    """
    if broken := _bomb(content):
        return {"broken": broken}
    from docx import Document as open_docx

    opened: Any = open_docx(BytesIO(content))
    _accept_changes(opened.element.body)
    about = opened.core_properties
    styled = ""
    blocks: list[str] = []
    for block in opened.iter_inner_content():
        if hasattr(block, "rows"):
            blocks.append("\n".join(_rows(block)))
        elif not styled and not blocks and block.style is not None and block.style.name == "Title":
            styled = one_line(block.text)
        elif block.text.strip():
            blocks.append(block.text)
    return {
        "styled": styled,
        "blocks": blocks,
        "title": one_line(about.title or ""),
        "author": one_line(about.author or ""),
    }


def _bomb(content: bytes) -> str:
    """Return what is wrong with the sizes of the parts or with entities, before any is parsed."""
    if content.startswith(_OLD_OR_LOCKED):
        return "it is locked with a password, or an old .doc file"
    with zipfile.ZipFile(BytesIO(content)) as archive:
        parts = archive.infolist()
        # Reading stops at the size that a part declares, so these sizes are the truth.
        if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > _MOST_UNPACKED:
            return "it unpacks to more than any document holds"
        for part in parts:
            if not part.filename.lower().endswith((".xml", ".rels")):
                continue
            if part.file_size > _MOST_XML:
                return f"its part {part.filename} is too large"
            # Without the zeros, so that UTF-16 hides nothing.
            if _DECLARES_ENTITIES.search(archive.read(part).replace(b"\0", b"")):
                return "it declares entities, as no Word document does"
    return ""


def _rows(table: Any) -> Iterator[str]:
    for row in table.rows:
        cells: list[str] = []
        seen = None
        for cell in row.cells:
            # A cell that spans columns is given once for each.
            if cell._tc is not seen:
                cells.append(one_line(cell.text))
            seen = cell._tc
        if any(cells):
            yield " | ".join(cells)


def _accept_changes(body: Any) -> None:
    from docx.oxml.ns import qn

    for name in _WRAPPERS:
        for wrapper in list(body.iter(qn(name))):
            parent = wrapper.getparent()
            if parent is None:
                continue
            at = parent.index(wrapper)
            for child in list(wrapper):
                parent.insert(at, child)
                at += 1
            parent.remove(wrapper)


if __name__ == "__main__":
    serve(read)
