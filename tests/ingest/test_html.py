from dataclasses import replace
from datetime import UTC, datetime

import pytest

from ingest.extract import extract
from news.article import Document, Origin
from news.errors import ExtractError

NOW = datetime(2021, 4, 1, tzinfo=UTC)


@pytest.fixture
def saved(data):
    path = "/n/suez.html"
    content = (data / "suez.html").read_bytes()
    return Document(content, "text/html", NOW, Origin("file", path), name=path)


def test_a_page_gives_its_article_without_menu_comments_and_footer(saved):
    article = extract(saved)

    assert article.title == "Ship freed from Suez Canal"
    assert article.text.startswith("Tugs and dredgers freed the container ship")
    assert "“The ship was refloated,” the Suez Canal Authority said" in article.text
    assert "The ship ran aground" in article.text
    for clutter in ("Home", "Sport", "First!", "Copyright", article.title):
        assert clutter not in article.text


def test_a_page_gives_its_metadata_as_exactly_as_it_can(saved):
    article = extract(saved)

    assert article.published.isoformat() == "2021-03-29T15:30:00Z"
    assert article.published.origin == "page metadata"
    assert article.updated.isoformat() == "2021-03-30T08:00:00Z"
    assert article.publisher == "The Example Post"
    assert article.authors == ("Ada Lane",)
    assert article.language == "en"


def test_a_saved_page_is_named_by_its_path_and_shows_its_own_address(saved):
    article = extract(saved)
    moved = extract(replace(saved, origin=Origin("file", "/n/copy.html")))

    assert article.url == "https://news.example/2021/suez"
    assert article.id != moved.id


def test_a_fetched_page_is_named_by_its_url_and_not_by_its_canonical_link(saved):
    url = "https://other.example/?p=7"
    article = extract(replace(saved, url=url, origin=Origin("url", url)))
    other = extract(replace(saved, url=url + "8", origin=Origin("url", url + "8")))

    assert article.url == url
    assert article.id != other.id


def test_the_day_of_fetching_is_never_the_day_of_publishing(saved):
    page = (
        "<html><body><article><p>Tugs freed the container ship today and the canal is open, as the "
        "authority said.</p><p>The ships that waited at both ends of the canal began to move in "
        "the evening.</p></article></body></html>"
    )

    assert extract(replace(saved, content=page.encode())).published is None


def test_a_declared_character_set_is_used(saved):
    page = (
        '<html><head><meta charset="windows-1251"><title>Канал</title></head><body><article><p>'
        "Буксиры освободили судно, которое шесть дней закрывало канал, сообщили власти.</p><p>"
        "Суда, ожидавшие у входов в канал, вечером начали движение.</p></article></body></html>"
    )

    assert "Буксиры освободили судно" in extract(replace(saved, content=page.encode("cp1251"))).text


@pytest.mark.parametrize(
    "page",
    [
        pytest.param("<html><body></body></html>", id="an empty page"),
        pytest.param("<html><body><nav><a href='/'>Home</a></nav></body></html>", id="a menu"),
        pytest.param("<", id="hardly a page"),
        pytest.param("\0\1\2", id="no page"),
    ],
)
def test_a_page_without_an_article_is_a_sentence(saved, page):
    with pytest.raises(ExtractError, match="/n/suez.html holds no article"):
        extract(replace(saved, content=page.encode()))


PARAGRAPHS = (
    "<p>Tugs freed the container ship, and the canal is open again, as the authority said on "
    "Monday.</p><p>The ships that waited at both ends of the canal began to move in the evening, "
    "and all of them will soon have passed.</p>"
)


@pytest.mark.parametrize(
    ("above", "published", "authors"),
    [
        pytest.param(
            "<p>By Ada Lane</p><p>29 March 2021</p>", "2021-03-29", ("Ada Lane",), id="lines"
        ),
        pytest.param(
            '<time datetime="2021-03-29 17:30">29 March</time>',
            "2021-03-29T17:30:00",
            (),
            id="time",
        ),
        pytest.param("", None, (), id="nothing"),
    ],
)
def test_byline_and_stamp_above_the_text_are_metadata_and_no_text(saved, above, published, authors):
    page = f"<html><body><article>{above}{PARAGRAPHS}</article></body></html>"

    article = extract(replace(saved, content=page.encode()))

    assert article.text.startswith("Tugs freed the container ship")
    assert (article.published and article.published.isoformat()) == published
    assert article.authors == authors


def test_a_fragment_of_a_page_is_read_as_one(saved):
    assert extract(replace(saved, content=PARAGRAPHS.encode())).text.startswith("Tugs freed")
