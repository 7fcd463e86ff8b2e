"""The proof of what was quoted."""

import os
import time
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from ingest.raw import RawPages
from news.article import Document, Origin
from news.errors import ArchiveError, FetchError, NotFound
from tests.builders import article

ARTICLE = article()
PAGE = Document(
    b"<p>Ten people died.</p>" * 100, "text/html", datetime(2021, 1, 1, tzinfo=UTC), ARTICLE.origin
)


def keep(raw, page, one, inside=lambda: None):
    with raw.kept(page, one):
        inside()


def interrupted():
    raise KeyboardInterrupt


def refused():
    raise ArchiveError("The disk is full.")


def test_the_first_bytes_of_each_text_are_kept_compressed(tmp_path):
    raw = RawPages(tmp_path / "raw")
    changed = replace(ARTICLE, text="Eleven people died.")
    keep(raw, PAGE, ARTICLE)
    keep(raw, replace(PAGE, content=b"the same text with another advertisement"), ARTICLE)
    keep(raw, replace(PAGE, content=b"changed"), changed)

    assert raw.read(ARTICLE.id, ARTICLE.revision) == PAGE.content
    assert raw.read(changed.id, changed.revision) == b"changed"
    assert sum(path.stat().st_size for path in tmp_path.rglob("*.gz")) < 200


def test_a_removed_article_has_no_raw_page(tmp_path):
    raw = RawPages(tmp_path)
    keep(raw, PAGE, ARTICLE)

    raw.remove(ARTICLE.id)

    assert list(tmp_path.iterdir()) == []
    raw.remove(ARTICLE.id)
    with pytest.raises(NotFound, match="No raw page is kept"):
        raw.read(ARTICLE.id, ARTICLE.revision)


@pytest.mark.parametrize("kind", ["jsonl", "upload", "forward"])
def test_what_is_kept_elsewhere_is_not_kept_twice(tmp_path, kind):
    keep(RawPages(tmp_path), replace(PAGE, origin=Origin(kind, "a")), ARTICLE)

    assert list(tmp_path.iterdir()) == []


def test_what_cannot_be_kept_or_read_is_a_sentence(tmp_path):
    (tmp_path / "file").write_text("x", encoding="utf-8")
    raw = RawPages(tmp_path)
    keep(raw, PAGE, ARTICLE)
    next(tmp_path.rglob("*.gz")).write_bytes(b"no gzip")

    with pytest.raises(FetchError, match=r"set \[ingest\] keep_raw to false"):
        keep(RawPages(tmp_path / "file"), PAGE, ARTICLE)
    with pytest.raises(FetchError, match="restore it from a backup"):
        raw.read(ARTICLE.id, ARTICLE.revision)


@pytest.mark.parametrize(
    ("was_put", "hours", "left"),
    [
        pytest.param(True, 2, [".gz"], id="its article was put away"),
        pytest.param(False, 2, [], id="no such article came to be"),
        pytest.param(False, 0, [".new"], id="perhaps it is being put away"),
    ],
)
def test_what_a_kill_leaves_is_put_in_its_place_or_dropped(tmp_path, was_put, hours, left):
    raw = RawPages(tmp_path)
    with pytest.raises(KeyboardInterrupt):
        keep(raw, PAGE, ARTICLE, interrupted)
    [held] = tmp_path.iterdir()
    then = time.time() - 3600 * hours
    os.utime(held, (then, then))
    before = raw.read(ARTICLE.id, ARTICLE.revision)

    raw.tidy(lambda article_id, revision: was_put)

    assert before == PAGE.content
    assert [path.suffix for path in tmp_path.rglob("*") if path.is_file()] == left


def test_no_page_is_kept_of_what_cannot_be_put_away(tmp_path):
    with pytest.raises(ArchiveError):
        keep(RawPages(tmp_path), PAGE, ARTICLE, refused)

    assert list(tmp_path.iterdir()) == []
