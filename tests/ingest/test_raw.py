"""The proof of what was quoted."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from ingest.raw import RawPages
from news.article import Document, Origin
from news.errors import FetchError, NotFound
from tests.builders import article

ARTICLE = article()
PAGE = Document(
    b"<p>Ten people died.</p>" * 100, "text/html", datetime(2021, 1, 1, tzinfo=UTC), ARTICLE.origin
)


def test_the_first_bytes_of_each_text_are_kept_compressed(tmp_path):
    raw = RawPages(tmp_path / "raw")
    changed = replace(ARTICLE, text="Eleven people died.")
    raw.keep(PAGE, ARTICLE)
    raw.keep(replace(PAGE, content=b"the same text with another advertisement"), ARTICLE)
    raw.keep(replace(PAGE, content=b"changed"), changed)

    assert raw.read(ARTICLE.id, ARTICLE.revision) == PAGE.content
    assert raw.read(changed.id, changed.revision) == b"changed"
    assert sum(path.stat().st_size for path in tmp_path.rglob("*.gz")) < 200


def test_a_removed_article_has_no_raw_page(tmp_path):
    raw = RawPages(tmp_path)
    raw.keep(PAGE, ARTICLE)

    raw.remove(ARTICLE.id)

    assert list(tmp_path.iterdir()) == []
    raw.remove(ARTICLE.id)
    with pytest.raises(NotFound, match="No raw page is kept"):
        raw.read(ARTICLE.id, ARTICLE.revision)


@pytest.mark.parametrize("kind", ["jsonl", "upload", "forward"])
def test_what_is_kept_elsewhere_is_not_kept_twice(tmp_path, kind):
    RawPages(tmp_path).keep(replace(PAGE, origin=Origin(kind, "a")), ARTICLE)

    assert list(tmp_path.iterdir()) == []


def test_what_cannot_be_kept_or_read_is_a_sentence(tmp_path):
    (tmp_path / "file").write_text("x", encoding="utf-8")
    raw = RawPages(tmp_path)
    raw.keep(PAGE, ARTICLE)
    next(tmp_path.rglob("*.gz")).write_bytes(b"no gzip")

    with pytest.raises(FetchError, match=r"set \[ingest\] keep_raw to false"):
        RawPages(tmp_path / "file").keep(PAGE, ARTICLE)
    with pytest.raises(FetchError, match="restore it from a backup"):
        raw.read(ARTICLE.id, ARTICLE.revision)
