"""The Article Extraction Benchmark: the body of an article in its page."""

from datetime import UTC, datetime
from pathlib import Path

from cli import output
from cli.sets.workplace import Workplace
from evals import aeb
from news.article import Document, Origin
from news.errors import ExtractError


def measure(workplace: Workplace, folder: Path) -> dict[str, float]:
    """Return precision, recall and F1 beside those of trafilatura alone."""
    del workplace  # pages are read, nothing is archived
    with output.working("Extracting the pages of the extraction benchmark …"):
        return aeb.evaluate(folder, _body_of)


def _body_of(content: bytes, url: str) -> str:
    from ingest.extract import extract

    page = Document(content, "text/html", datetime.now(UTC), Origin("url", url), name=url, url=url)
    try:
        return extract(page).text
    except ExtractError:
        return ""
