"""`make fuzz`: a coverage-guided search for bytes that make extraction raise, hang or swell.

Needs atheris, which is in no lock since few machines can build it: pip install atheris
The first byte chooses the format; what follows are the bytes of the file. PDF files, e-mails,
feeds and Word documents are read here in the process itself, so that coverage is seen.
"""

import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

try:
    import atheris
except ImportError:
    sys.exit(
        "The search needs atheris, which is not installed: run `.venv/bin/pip install atheris` "
        "(where no wheel fits, it is built with clang), and try again."
    )

with atheris.instrument_imports(include=["ingest", "trafilatura", "htmldate", "pypdf", "docx"]):
    from ingest import doctext, feedtext, mailtext, pdftext
    from ingest.extract import extract
    from ingest.warc import read_records

from ingest.media import HTML, MARKDOWN, PLAIN
from news.article import Document, Origin
from news.errors import DatelineError

_NOW = datetime(2021, 4, 1, tzinfo=UTC)
_APART = (pdftext.read, doctext.read, mailtext.read, feedtext.read)
_TYPES = (HTML, PLAIN, MARKDOWN)
_DATA = Path(__file__).parent / "data"
_SEEDS = {".html": 0, ".txt": 1, ".md": 2, ".pdf": 3, ".docx": 4, ".eml": 5, ".xml": 6, ".warc": 7}
_FOLDER = Path(tempfile.mkdtemp(prefix="dateline-fuzz-"))


def _one(content: bytes) -> None:
    choice, rest = content[:1], content[1:]
    kind = (choice[0] if choice else 0) % 8
    if kind < 3:
        name = "/fuzz"
        document = Document(rest, _TYPES[kind], _NOW, Origin("file", name), name=name)
        try:
            extract(document)
        except DatelineError:
            return
    elif kind < 7:
        try:
            _APART[kind - 3](rest)
        except Exception:
            # `serve` tells these as sentences; here hangs and memory are looked for.
            return
    else:
        path = _FOLDER / "one.warc"
        path.write_bytes(rest)
        try:
            list(read_records(path, retrieved=_NOW, max_bytes=100_000))
        except DatelineError:
            return


if __name__ == "__main__":
    corpus = _FOLDER / "corpus"
    corpus.mkdir()
    for path in [*(_DATA / "golden").iterdir(), *(_DATA / "sources").iterdir()]:
        if path.suffix in _SEEDS:
            seed = bytes([_SEEDS[path.suffix]]) + path.read_bytes()
            (corpus / path.name).write_bytes(seed)
    atheris.Setup([*sys.argv, str(corpus)], _one)
    atheris.Fuzz()
