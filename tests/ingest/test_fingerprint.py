from dataclasses import replace
from datetime import UTC, datetime

import pytest

from ingest.fingerprint import EXTRACTOR, fingerprint
from news.article import Document, Origin

PAGE = Document(
    b"<p>Ten people died.</p>",
    "text/html",
    datetime(2021, 1, 1, tzinfo=UTC),
    Origin("url", "https://example.org/a"),
    url="https://example.org/a",
    given={"title": "A"},
)


def test_the_same_bytes_have_the_same_name_whenever_they_come():
    later = replace(PAGE, retrieved=datetime(2022, 1, 1, tzinfo=UTC), named_by="ann")

    assert fingerprint(later) == fingerprint(PAGE)
    assert fingerprint(PAGE).startswith(f"{EXTRACTOR}-")


@pytest.mark.parametrize(
    "change",
    [
        {"content": b"<p>Six people died.</p>"},
        {"media_type": "text/plain"},
        {"url": "https://example.org/b"},
        {"given": {"title": "B"}},
    ],
)
def test_whatever_could_make_another_article_has_another_name(change):
    assert fingerprint(replace(PAGE, **change)) != fingerprint(PAGE)
