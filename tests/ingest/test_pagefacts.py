import json
from datetime import UTC, datetime

import pytest

from ingest.extract import explained
from news.article import Document, Origin

NOW = datetime(2021, 4, 1, 12, tzinfo=UTC)
BODY = (
    "<article><p>Tugs freed the container ship, and the canal is open again, as the authority said "
    "in the evening.</p><p>The ships that waited at both ends of the canal began to move at once, "
    "and all of them will soon have passed.</p></article>"
)


def page_of(head="", linked=None, url=None, body=BODY):
    if linked is not None:
        text = linked if isinstance(linked, str) else json.dumps(linked)
        head += f'<script type="application/ld+json">{text}</script>'
    content = f"<html><head><title>The canal</title>{head}</head><body>{body}</body></html>"
    origin = Origin("url", url) if url else Origin("file", "/n/a.html")
    return explained(Document(content.encode(), "text/html", NOW, origin, name="a", url=url))


def meta(name, content):
    return f'<meta property="{name}" content="{content}">'


@pytest.mark.parametrize(
    ("author", "authors"),
    [
        pytest.param("Ada Lane", ("Ada Lane",), id="a name"),
        pytest.param("By Ada Lane and Bo Reed", ("Ada Lane", "Bo Reed"), id="a byline"),
        pytest.param({"@type": "Person", "name": "Ada Lane"}, ("Ada Lane",), id="an object"),
        pytest.param([{"name": "Ada Lane"}, {"name": ["Bo Reed"]}], ("Ada Lane", "Bo Reed"),
                     id="a list"),
        pytest.param([{"name": "The Post"}, {"name": "Ada Lane"}], ("Ada Lane",),
                     id="the publisher is no author"),
        pytest.param("https://post.example/ada", (), id="an address is no name"),
        pytest.param({"name": None}, (), id="nothing"),
    ],
)  # fmt: skip
def test_authors_are_the_names_in_the_linked_data(author, authors):
    linked = {"@type": "NewsArticle", "author": author, "publisher": {"name": "The Post"}}

    article, _ = page_of(linked=linked)

    assert article.authors == authors
    assert article.publisher == "The Post"


def test_a_paywall_around_a_part_is_noted():
    part = {"@type": "WebPageElement", "isAccessibleForFree": False}
    linked = {"@type": "Article", "isAccessibleForFree": True, "hasPart": [part]}

    article, _ = page_of(linked=linked)

    assert article.is_free is False


@pytest.mark.parametrize(
    ("said", "is_free"),
    [(False, False), ("False", False), ("http://schema.org/True", True), ("perhaps", None)],
)
def test_a_paywall_is_noted(said, is_free):
    article, _ = page_of(linked={"@type": "Article", "isAccessibleForFree": said})

    assert article.is_free is is_free


@pytest.mark.parametrize(
    ("head", "published", "updated", "wrong"),
    [
        pytest.param(
            meta("article:published_time", "2021-03-29") + meta("pubdate", "2021-03-29T10:00Z"),
            "2021-03-29T10:00:00Z", None, "", id="the most exact of two",
        ),
        pytest.param(
            meta("article:published_time", "2021-05-01T10:00:00Z"),
            None, None, "2021-05-01T10:00:00Z (the page's article:published_time) is later",
            id="the future",
        ),
        pytest.param(
            meta("article:published_time", "2021-05-01") + meta("pubdate", "2021-03-29"),
            "2021-03-29", None, "later than it was retrieved", id="the future and a true day",
        ),
        pytest.param(
            meta("article:published_time", "2021-04-01T20:00:00"),
            "2021-04-01T20:00:00", None, "", id="hours ahead in a zone that nobody states",
        ),
        pytest.param(
            meta("article:published_time", "2021-03-29") + meta("og:updated_time", "2021-03-01"),
            "2021-03-29", None, "earlier than it was published", id="updated before it was there",
        ),
        pytest.param("", None, None, "", id="no date at all"),
    ],
)  # fmt: skip
def test_a_date_that_cannot_be_true_is_marked_and_none_is_invented(head, published, updated, wrong):
    article, _ = page_of(head)

    assert (article.published and article.published.isoformat()) == published
    assert (article.updated and article.updated.isoformat()) == updated
    assert wrong in article.wrong_date
    assert bool(article.wrong_date) == bool(wrong)


@pytest.mark.parametrize(
    "linked",
    [
        pytest.param("[" * 100_000, id="nested without end"),
        pytest.param('{"@type": "NewsArticle", ', id="broken off"),
        pytest.param(7, id="a number"),
        pytest.param([None, {"@type": None}, {"@graph": "x"}], id="odd"),
        pytest.param({"@type": "NewsArticle", "headline": {}, "datePublished": []}, id="objects"),
    ],
)
def test_linked_data_of_any_form_harms_nothing(linked):
    article, _ = page_of(linked=linked)

    assert article.title == "The canal"
    assert article.published is None


def test_it_is_said_where_each_field_came_from():
    article, origins = page_of(
        meta("article:section", "World"),
        {"@type": "NewsArticle", "datePublished": "2021-03-29", "author": "Ada Lane"},
        url="https://post.example/a?id=1",
    )

    assert article.section == "World"
    assert origins == {
        "text": "extracted from text/html",
        "title": "the page's title",
        "url": "the address it was fetched from",
        "publisher": "the page's metadata",
        "published": "JSON-LD datePublished",
        "authors": "JSON-LD author",
        "section": "the page's article:section",
        "language": "the words of the text",
    }
