import subprocess
import sys
from datetime import UTC, datetime

import pytest

from ingest.extract import extract
from ingest.identity import identity_of, page_of, same_url
from news.article import Document, Origin, article_id_of
from news.errors import ExtractError

NOW = datetime(2021, 4, 1, tzinfo=UTC)


def line_of(part="#3", **given):
    origin = Origin("jsonl", "/n/news.jsonl", part)
    name = "/n/news.jsonl, line 3"
    return Document(b"{}", "application/json", NOW, origin, name=name, given=given)


def test_a_json_line_is_an_article_as_it_was_given():
    article = extract(
        line_of(
            id="a1",
            text="Ships move.\r\n",
            title=" The canal\nis open ",
            url="https://news.example/?id=1",
            publisher="The Example Post",
            published="2021-03-29",
            updated="2021-03-30T08:00:00Z",
            authors=["Ada Lane", 7, ""],
            language="en",
        )
    )

    assert article.text == "Ships move."
    assert article.title == "The canal is open"
    assert article.url == "https://news.example/?id=1"
    assert article.publisher == "The Example Post"
    assert article.published.isoformat() == "2021-03-29"
    assert article.published.origin == "given"
    assert article.updated.isoformat() == "2021-03-30T08:00:00Z"
    assert article.authors == ("Ada Lane",)
    assert article.language == "en"
    assert article.retrieved == NOW


def test_fields_of_the_wrong_kind_are_left_out():
    article = extract(
        line_of(text="Ships move.", title=["x"], url="n/a", publisher=3, published="soon")
    )

    assert article.title == "Ships move."
    assert (article.url, article.publisher, article.published) == (None, None, None)


def test_a_date_after_the_article_reached_us_is_marked_as_wrong():
    article = extract(line_of(text="Ships move.", published="2031-01-01", updated="2021-03-30"))

    assert article.published is None
    assert article.updated.isoformat() == "2021-03-30"
    assert article.wrong_date == "2031-01-01 (given) is later than it was retrieved"


def test_a_json_line_without_a_date_is_not_dated_by_its_text():
    assert extract(line_of(text="The ship moved on March 29, 2021.")).published is None


def test_a_text_that_cannot_be_stored_is_made_storable():
    article = extract(line_of(text="Ships \ud800move\0.", title="A\ud800", publisher="\udfff"))

    assert (article.text, article.title, article.publisher) == ("Ships move.", "A", None)
    assert article.revision


def test_a_text_of_invisible_characters_is_no_article():
    with pytest.raises(ExtractError, match="line 3 holds no article"):
        extract(line_of(text="\0 \x07"))


def test_an_unknown_media_type_is_a_sentence():
    document = Document(b"x", "image/png", NOW, Origin("file", "/n/a.png"), name="/n/a.png")

    with pytest.raises(ExtractError, match="/n/a.png is image/png"):
        extract(document)


@pytest.mark.parametrize(
    ("document", "stated", "identity"),
    [
        pytest.param(line_of(id=7), None, "jsonl:7", id="a line by its id"),
        pytest.param(line_of(), None, "jsonl:/n/news.jsonl#3", id="a line by its number"),
        pytest.param(line_of(id=7), "https://A.b", "https://a.b/", id="a line by its URL"),
        pytest.param(
            Document(b"", "text/plain", NOW, Origin("file", "/n/a.txt")),
            None,
            "file:/n/a.txt",
            id="a file by its path",
        ),
        pytest.param(
            Document(b"", "text/plain", NOW, Origin("upload", "u.txt", "-1/2")),
            None,
            "upload:-1/2",
            id="an upload by its message",
        ),
        pytest.param(
            Document(b"", "text/plain", NOW, Origin("url", "https://a.b/"), url="https://a.b/"),
            "https://stated.example/",
            "https://a.b/",
            id="a page by where it was fetched",
        ),
    ],
)
def test_an_article_is_named_by_its_url_or_by_how_it_came(document, stated, identity):
    assert identity_of(document, stated) == identity


@pytest.mark.parametrize(
    ("url", "same"),
    [
        ("HTTPS://News.Example/A", "https://news.example/A"),
        ("https://a.b:443/x", "https://a.b/x"),
        ("http://a.b:80", "http://a.b/"),
        ("http://a.b/x#part", "http://a.b/x"),
        ("https://a.b?id=1#x", "https://a.b/?id=1"),
        ("https://User@A.b/", "https://User@a.b/"),
    ],
)
def test_urls_that_cannot_differ_are_one(url, same):
    assert same_url(url) == same


@pytest.mark.parametrize(
    "url",
    [
        "https://a.b/?utm_source=x",
        "https://a.b/x?",
        "https://a.b/x/",
        "http://a.b:443/",
        "https://www.a.b/%7Ex",
        "https://a.b/A;b?C=D&c=d",
    ],
)
def test_a_url_that_may_differ_stays(url):
    assert same_url(url) == url


@pytest.mark.parametrize(
    ("url", "page"),
    [
        ("https://a.b/x?utm_source=rss&utm_medium=y#top", "https://a.b/x"),
        ("https://a.b/x/?b=2&fbclid=9&a=1", "https://a.b/x/?b=2&a=1"),
        ("https://A.b/x?UTM_Source=rss&id=7", "https://a.b/x?id=7"),
        ("https://a.b/x?cid=7", "https://a.b/x?cid=7"),
        ("https://a.b/x?gallery=5&ref=9", "https://a.b/x?gallery=5&ref=9"),
        ("https://a.b/x?", "https://a.b/x?"),
        ("https://a.b/x?a&b=", "https://a.b/x?a&b="),
    ],
)
def test_who_follows_a_url_makes_no_other_page(url, page):
    assert page_of(url) == page


def test_an_article_is_shown_without_what_tracks_and_fetched_with_it():
    url = "https://a.b/x?id=7&utm_source=letter"
    page = Document(b"The ships move in the canal.", "text/plain", NOW, Origin("url", url), url=url)

    article = extract(page)

    assert (article.url, article.origin.at) == ("https://a.b/x?id=7", url)


def test_the_same_article_has_the_same_id_whatever_its_text():
    first = extract(line_of(id="a1", text="Ships move."))
    again = extract(line_of(id="a1", text="Ships still move.", title="New"))

    assert first.id == again.id == article_id_of("jsonl:a1")
    assert first.revision != again.revision


def test_importing_ingest_costs_no_library():
    code = (
        "import ingest.fetch, ingest.pipeline, ingest.chunk, sys;"
        "print(*{'trafilatura', 'pypdf', 'httpx', 'markdown_it', 'dateutil', 'yaml', 'lxml'}"
        " & set(sys.modules))"
    )

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == ""
