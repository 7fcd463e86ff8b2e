from datetime import UTC, datetime

import pytest

from ingest.clutter import is_clutter, without_clutter, without_echoes
from ingest.extract import extract
from ingest.headline import byline_names
from ingest.unwrap import is_wrapped, unwrapped
from news.article import Document, Origin
from news.errors import ExtractError

NOW = datetime(2021, 4, 1, tzinfo=UTC)
BODY = "Tugs freed the ship.\n\nIt had blocked the canal for six days."


def article_of(text, encoding="utf-8"):
    content = text.encode(encoding) if isinstance(text, str) else text
    return extract(
        Document(content, "text/plain", NOW, Origin("file", "/n/a.txt"), name="/n/a.txt")
    )


def test_a_text_copied_with_its_clutter_is_the_article_alone(data):
    article = article_of((data / "suez.txt").read_text(encoding="utf-8"))

    assert article.title == "Container Ship Freed From Suez Canal After Six Days"
    assert article.published.isoformat() == "2021-03-29"
    assert article.published.origin == "text"
    assert article.text.split("\n\n") == [
        "The Ever Given is seen in the Suez Canal on March 29, 2021.",
        "Tugs and dredgers freed the container ship Ever Given, which had blocked the Suez Canal "
        "for six days, on March 29.",
        "The ship, about 400 metres long, had run aground on March 23 and held up hundreds of "
        "vessels at both ends of the canal.",
        "Osama Rabie, the head of the Suez Canal Authority, said that ships began to move again "
        "on the evening of March 29.",
    ]


@pytest.mark.parametrize(
    "line",
    [
        *["Accessibility links", "BREAKING NEWS", "Skip to main content", "Advertisement", "Share"],
        *["Read more", "Read more: What a canal costs", "Related", "Print", "12 comments", "———"],
        *["We use cookies to improve this page.", "Sign up for our newsletter", "Поделиться"],
        *["© 2021 The Example Post", "Home > World > Africa", "Share on Facebook", "3 min read"],
    ],
)
def test_a_line_of_the_page_is_clutter(line):
    assert is_clutter(line)


@pytest.mark.parametrize(
    "line",
    [
        "Share prices fell on Monday.",
        "Ship freed from Suez Canal",
        "The print was sold for 20,000 dollars.",
        "Cookies made of oats were given to the crew.",
        "He had to sign up for the army at the age of seventeen, as all the men of his village did "
        "that year.",
        "1,200",
    ],
)
def test_a_line_of_the_article_is_none(line):
    assert not is_clutter(line)


def test_a_short_line_that_keeps_coming_is_clutter():
    lines = ["Canal Watch", "One.", "Canal Watch", "Two.", "Canal Watch", "Three.", "Canal Watch"]

    assert without_clutter(lines) == ["One.", "Two.", "Three."]


def test_speech_may_come_again():
    lines = ["“No.”", "a", "“No.”", "b", "“No.”", "c", "“No.”"]

    assert without_clutter(lines) == lines


def test_a_line_right_after_itself_is_kept_once():
    assert without_echoes(["A", "A", "", " A", "B", "A"]) == ["A", "", "B", "A"]


def test_headline_byline_and_date_line_are_taken_from_the_text():
    article = article_of(
        f"World\n\nShip freed from canal\nBy Ada Lane and Bo Reed\n29 March 2021\n\n{BODY}"
    )

    assert article.title == "Ship freed from canal"
    assert article.authors == ("Ada Lane", "Bo Reed")
    assert article.published.isoformat() == "2021-03-29"
    assert article.text == BODY


def test_an_update_line_is_the_update():
    article = article_of(
        f"Ship freed from canal\nPublished 29 March 2021\nUpdated: 30 March 2021\n\n{BODY}"
    )

    assert article.published.isoformat() == "2021-03-29"
    assert article.updated.isoformat() == "2021-03-30"


def test_a_text_without_a_headline_keeps_every_word():
    article = article_of(BODY)

    assert article.title == "Tugs freed the ship."
    assert article.text == BODY


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Ada Lane", ("Ada Lane",)),
        ("BY ADA LANE, BO REED", ("ADA LANE", "BO REED")),
        ("by Ursula von der Leyen", ("Ursula von der Leyen",)),
        ("By now the ships move", ()),
        ("By Monday ships will move", ()),
        ("By Monday.", ()),
        ("Byron Lane", ()),
    ],
)
def test_a_byline_is_by_and_names(line, names):
    assert byline_names(line) == names


def test_front_matter_gives_the_metadata_and_keeps_the_text_whole():
    article = article_of(
        "---\ntitle: 1984\ndate: 2021-03\nauthor: Ada Lane\nurl: https://news.example/a?id=1\n"
        f"publisher: The Example Post\n---\n1984\n\nShare\n\n{BODY}\n"
    )

    assert article.title == "1984"
    assert article.published.isoformat() == "2021-03"
    assert article.published.origin == "front matter"
    assert article.authors == ("Ada Lane",)
    assert article.publisher == "The Example Post"
    assert article.url == "https://news.example/a?id=1"
    assert article.text == f"Share\n\n{BODY}"


@pytest.mark.parametrize(
    "content",
    [
        pytest.param("Ёлка".encode() + b"", id="UTF-8"),
        pytest.param("\ufeffЁлка".encode(), id="UTF-8 with a mark"),
        pytest.param(b"\xff\xfe" + "Ёлка".encode("utf-16-le"), id="UTF-16, little end first"),
        pytest.param(b"\xfe\xff" + "Ёлка".encode("utf-16-be"), id="UTF-16, big end first"),
    ],
)
def test_an_encoding_is_known_by_its_mark(content):
    from ingest.decode import decode

    assert decode(content) == "Ёлка"


def test_an_unmarked_encoding_is_guessed():
    words = "Буксиры освободили судно, которое шесть дней закрывало Суэцкий канал. " * 4

    assert article_of(words, "cp1251").text == words.strip()


def test_broken_lines_are_put_together():
    lines = [
        "Tugs and dredgers freed the container ship Ever Given, which had",
        "blocked the Suez Canal for six days, on the twenty-ninth of the",
        "month, and the ships that had waited at both ends of the canal be-",
        "gan to move.",
        "",
        "The ship is about 400 metres long and is one of the largest that",
        "were ever built; it carries twenty thousand containers when it is",
        "full.",
    ]

    assert is_wrapped(lines)
    assert unwrapped(lines) == [
        "Tugs and dredgers freed the container ship Ever Given, which had blocked the Suez Canal "
        "for six days, on the twenty-ninth of the month, and the ships that had waited at both "
        "ends of the canal be-gan to move.",
        "",
        "The ship is about 400 metres long and is one of the largest that were ever built; it "
        "carries twenty thousand containers when it is full.",
    ]


def test_whole_paragraphs_are_not_taken_for_broken_lines():
    assert not is_wrapped(BODY.split("\n"))
    assert not is_wrapped(["One sentence stands here.", "Another stands here."] * 5)


@pytest.mark.parametrize("text", ["", " \n\n", "Share\n\nPrint", "Four words, no more"])
def test_too_few_words_are_no_article(text):
    with pytest.raises(ExtractError, match="/n/a.txt"):
        article_of(text)
