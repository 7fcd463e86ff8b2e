import logging
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from ingest.fetch import documents_of
from ingest.pipeline import Failure, Report, Withdrawal, ingest
from news.article import Document, Fetched, Origin, content_hash_of
from news.errors import ArchiveError

NOW = datetime(2021, 4, 1, tzinfo=UTC)


def line_of(key, text="Ships move."):
    origin = Origin("jsonl", "/n/news.jsonl", key)
    given = {"id": key, "text": text}
    return Document(b"{}", "application/json", NOW, origin, name=f"line {key}", given=given)


def no_chunks(article):
    return []


def test_every_document_is_put_away_and_counted():
    outcomes = iter(["new", "new", "changed", "updated", "unchanged"])
    put_away = []

    def put(document, article, chunks):
        put_away.append((article.id, chunks))
        return next(outcomes)

    report = ingest([line_of(key) for key in "abcde"], put=put, chunk=lambda a: [a.id])

    ids = [article_id for article_id, _ in put_away]
    assert put_away == [(article_id, [article_id]) for article_id in ids]
    assert (report.new, report.changed) == (ids[:2], [ids[2]])
    assert (report.updated, report.unchanged) == ([ids[3]], [ids[4]])
    assert report.total == 5
    assert report.summary() == "2 new, 1 changed, 1 updated, 1 unchanged"


def test_what_fails_is_counted_and_the_rest_goes_on(caplog):
    def put(document, article, chunks):
        if article.text == "refused":
            raise ArchiveError("The archive is full; make room.")
        if article.text == "odd":
            raise RuntimeError("nobody expected this")
        return "new"

    documents = [
        Failure("https://a.b/", "Fetching failed."),
        line_of("empty", "\0"),
        line_of("refused", "refused"),
        line_of("odd", "odd"),
        line_of("good"),
    ]
    with caplog.at_level(logging.ERROR):
        report = ingest(documents, put=put, chunk=no_chunks)

    assert report.summary() == "1 new, 4 failed"
    assert [failure.name for failure in report.failed] == [
        "https://a.b/",
        "line empty",
        "line refused",
        "line odd",
    ]
    assert report.failed[2].reason == "The archive is full; make room."
    assert "nobody expected this" in report.failed[3].reason
    assert [record.exc_info is not None for record in caplog.records] == [True]


def test_progress_is_told_after_each_document():
    totals = []

    ingest(
        [line_of("a"), Failure("b", "no"), line_of("c")],
        put=lambda document, article, chunks: "new",
        chunk=no_chunks,
        progress=lambda report: totals.append(report.total),
    )

    assert totals == [1, 2, 3]


def test_a_report_of_nothing_says_so():
    assert Report().summary() == "nothing to ingest"


def test_files_go_through_from_path_to_article(data):
    titles = []

    def put(document, article, chunks):
        titles.append(article.title)
        return "new"

    report = ingest(documents_of([str(data), str(data / "none.txt")]), put=put, chunk=no_chunks)

    assert report.summary() == "3 new, 1 failed"
    assert titles == [
        "Ship freed from Suez Canal",
        "Container Ship Freed From Suez Canal After Six Days",
        "Webb telescope leaves for space",
    ]


@pytest.mark.parametrize(
    ("given", "outcome"),
    [
        pytest.param({}, "unchanged", id="nothing said beside it"),
        pytest.param({"title": "Told"}, "unchanged", id="the same said beside it"),
        pytest.param({"title": "Told otherwise"}, "failed", id="another title told"),
    ],
)
def test_bytes_that_are_known_are_not_read_again(given, outcome):
    page = Document(
        b"\0", "text/html", NOW, Origin("url", "https://example.org/a"), name="a", given=given
    )
    content_hash = content_hash_of(page.content, page.media_type)
    known = Fetched(content_hash, article_id="known", given={"title": "Told"})

    report = ingest(
        [page],
        put=lambda document, article, chunks: "new",
        chunk=no_chunks,
        known=lambda origin: known,
    )

    assert report.summary() == f"1 {outcome}"


def test_an_article_is_mended_before_it_is_cut_and_put_and_its_notices_are_found():
    text = "Ships move. This article has been retracted."
    cut, put_away = [], []

    def put(document, article, chunks):
        put_away.append(article)
        return "new"

    ingest(
        [line_of("a", text)],
        put=put,
        chunk=lambda article: cut.append(article) or [],
        mend=lambda article: replace(article, title="Mended"),
    )

    assert cut == put_away
    assert put_away[0].title == "Mended"
    assert [notice.kind for notice in put_away[0].notices] == ["retraction"]


def test_every_outcome_is_told_in_words():
    outcomes = iter(["new", "duplicate", "removed"])

    report = ingest(
        [line_of("a"), line_of("b"), line_of("c"), Withdrawal("gone"), Failure("d", "no")],
        put=lambda document, article, chunks: next(outcomes),
        chunk=no_chunks,
    )

    assert report.withdrawn == ["gone"]
    assert report.total == 5
    assert report.summary() == "1 new, 1 duplicate, 1 withdrawn, 1 removed before, 1 failed"
