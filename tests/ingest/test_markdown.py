from datetime import UTC, datetime

import pytest

from ingest.extract import extract
from news.article import Document, Origin
from news.errors import ExtractError

NOW = datetime(2021, 12, 31, tzinfo=UTC)


def article_of(content):
    path = "/n/webb-launch.md"
    content = content.encode() if isinstance(content, str) else content
    return extract(Document(content, "text/markdown", NOW, Origin("file", path), name=path))


def test_markdown_becomes_the_words_a_reader_sees(data):
    article = article_of((data / "webb.md").read_bytes())

    assert article.title == "Webb telescope leaves for space"
    assert article.text.split("\n\n") == [
        "An Ariane 5 rocket carried the James Webb Space Telescope into space from Kourou on "
        "25 December 2021.",
        "What comes next",
        "Its sunshield has five layers.\nIts mirror is 6.5 metres wide.",
        "part | width\nmirror | 6.5 m",
        'status = "on its way"',
    ]


def test_front_matter_gives_the_metadata(data):
    article = article_of((data / "webb.md").read_bytes())

    assert article.url == "https://News.Example:443/webb?id=7#top"
    assert article.publisher == "The Example Post"
    assert article.published.isoformat() == "2021-12-25T12:20:00Z"
    assert article.published.origin == "front matter"
    assert article.authors == ("Ada Lane", "Bo Reed")
    assert article.language == "en"


def test_the_first_heading_is_the_title_and_not_repeated():
    article = article_of("# A *new* telescope\n\nIt left for space this week.")

    assert article.title == "A new telescope"
    assert article.text == "It left for space this week."


def test_another_heading_than_the_stated_title_stays():
    article = article_of("---\ntitle: Webb\n---\n# A telescope\n\nIt left for space this week.")

    assert article.title == "Webb"
    assert article.text == "A telescope\n\nIt left for space this week."


def test_without_a_heading_the_file_names_the_article():
    assert article_of("It left for space this week.").title == "webb-launch"


def test_images_and_html_go_and_quotations_stay():
    article = article_of(
        '> It left <b>today</b>.\n\n![alt](a.png)\n\n<div class="x">box</div>\n\nIt is on its way.'
    )

    assert article.text == "It left today.\n\nIt is on its way."


def test_bad_front_matter_is_a_sentence_with_the_file():
    with pytest.raises(ExtractError, match="front matter of /n/webb-launch.md is not YAML"):
        article_of("---\ntitle: [one\n---\nIt left for space this week.")


def test_a_rule_is_no_front_matter():
    article = article_of("---\njust words\n---\n\nIt left for space this week.")

    assert "It left for space this week." in article.text


@pytest.mark.parametrize("stated", ["soon", "2021-02-31", "[]"])
def test_a_date_nobody_can_read_is_no_date(stated):
    article = article_of(f"---\npublished: {stated}\n---\nIt left for space this week.")

    assert article.published is None
