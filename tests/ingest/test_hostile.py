"""No bytes whatever make extraction raise anything but a sentence; every bomb ends in one."""

from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ingest.extract import extract
from ingest.media import DOCX, EMAIL, HTML, MARKDOWN, PDF, PLAIN
from news.article import Article, Document, Origin
from news.errors import DatelineError, ExtractError
from tests.ingest.test_golden import GOLDEN

NOW = datetime(2021, 4, 1, tzinfo=UTC)
PAGE = (GOLDEN / "live-linked.html").read_bytes()
MAIL = (GOLDEN / "release.eml").read_bytes()
MARKUP = st.sampled_from(
    [
        "<p>",
        "</p>",
        "<div class='body x'>",
        "</div>",
        "<ul><li>",
        "<a href='/x'>",
        "</a>",
        "<table>",
    ]
    + ["<tr><td>", "<blockquote class='twitter-tweet'>", "<time datetime='2021-03-29T05:00:00Z'>"]
    + ["<div class='live-blog'>", "<article>", "<script type='application/ld+json'>", "</script>"]
    + [
        '{"@type":"NewsArticle","author":',
        '"datePublished":"2021-13-99"}',
        "[",
        "}",
        "<!--",
        "&#0;",
    ]
    + ["The ships that waited at both ends of the canal began to move in the evening. ", "\0", "é"]
)


def outcome(content, media_type):
    document = Document(content, media_type, NOW, Origin("file", "/n/a"), name="/n/a")
    try:
        return extract(document)
    except DatelineError as error:
        return str(error)


def is_told(found):
    return isinstance(found, Article) or found.endswith(".")


def changed(content, at, cut, put):
    at %= len(content)
    return content[:at] + put + content[at + cut :]


@settings(deadline=None)
@given(st.sampled_from([HTML, PLAIN, MARKDOWN, f"{HTML}; charset=utf-16"]), st.binary(max_size=400))
def test_any_bytes_are_an_article_or_a_sentence(media_type, content):
    assert is_told(outcome(content, media_type))


@settings(deadline=None)
@given(st.lists(MARKUP, max_size=60))
def test_any_markup_is_an_article_or_a_sentence(parts):
    found = outcome("".join(parts).encode(), HTML)

    assert is_told(found)
    if isinstance(found, Article):
        assert all(found.text[e.start : e.end].strip() for e in found.entries)


@settings(deadline=None)
@given(st.integers(min_value=0), st.integers(0, 200), st.binary(max_size=20))
def test_a_damaged_page_is_an_article_or_a_sentence(at, cut, put):
    assert is_told(outcome(changed(PAGE, at, cut, put), HTML))


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.sampled_from([PDF, DOCX, EMAIL]),
    st.binary(max_size=200),
    st.sampled_from([b"%PDF-1.4\n", b"PK\x03\x04", b"Subject: x\n\n", MAIL]),
)
def test_any_bytes_read_apart_are_an_article_or_a_sentence(media_type, content, start):
    assert is_told(outcome(start + content, media_type))


@pytest.mark.parametrize(
    "page",
    [
        pytest.param(b"<p>a b c</p>" * 40_000, id="elements without end"),
        pytest.param(b"<html><body><p>" + b"words of it " * 250_000, id="text without end"),
        pytest.param(
            b"<p " + b" ".join(b"a%d=x" % number for number in range(9_000)) + b">words</p>",
            id="attributes without end",
        ),
    ],
)
def test_a_page_without_end_is_refused_before_it_is_read(page):
    assert "larger than the page of an article can be" in outcome(page, HTML)


@pytest.mark.parametrize(
    "page",
    [
        pytest.param(b"<div>" * 300_000 + b"words", id="nested without end"),
        pytest.param(
            b'<!DOCTYPE html [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><p>&b;</p>', id="entities"
        ),
        pytest.param(b"<html><!--" + b"-" * 1_000_000, id="a comment without end"),
    ],
)
def test_a_page_of_nothing_holds_no_article(page):
    assert "holds no article" in outcome(page, HTML)


def test_a_large_attribute_of_a_saved_picture_is_none_of_many():
    words = "The ships that waited at both ends of the canal began to move in the evening. " * 4
    page = f"<article><img src='data:image/png;base64,{'A' * 99_999}'><p>{words}</p></article>"

    assert outcome(f"<html><body>{page}</body></html>".encode(), HTML).text == words.strip()


@pytest.mark.parametrize(
    ("media_type", "content", "says"),
    [
        pytest.param(PLAIN, b"words " * 400_000, "at most 2,000,000", id="text"),
        pytest.param(MARKDOWN, b"a|" * 200_000, "at most 300,000", id="Markdown"),
        pytest.param(PLAIN, b"---\na: " + b"[" * 15_000 + b"\n---\n", "front matter", id="YAML"),
        pytest.param(PLAIN, b"---\n" + b"a: b\n" * 9_000 + b"---\n", "holds no", id="much YAML"),
    ],
)
def test_a_text_without_end_is_refused(media_type, content, says):
    assert says in outcome(content, media_type)


def test_the_error_of_a_parser_is_told_with_the_name_of_the_file():
    with pytest.raises(ExtractError, match="/n/a is not a PDF file that can be read"):
        extract(Document(b"%PDF-", PDF, NOW, Origin("file", "/n/a"), name="/n/a"))
