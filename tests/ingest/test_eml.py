from datetime import UTC, datetime
from email.message import EmailMessage

import pytest

from ingest.extract import extract
from news.article import Document, Origin
from news.errors import ExtractError

NOW = datetime(2021, 4, 1, tzinfo=UTC)
FIRST = "Tugs and dredgers freed the container ship, which had blocked the canal for six days."
SECOND = "The ships that waited at both ends of the canal began to move in the evening."


def article_of(content):
    name = "/n/release.eml"
    return extract(Document(content, "message/rfc822", NOW, Origin("file", name), name=name))


def message(text="", html="", **headers):
    made = EmailMessage()
    made["From"] = "Canal Press Office <press@canal.example>"
    made["Subject"] = "Fwd: Re: The canal is open"
    made["Date"] = "Mon, 29 Mar 2021 17:30:00 +0200"
    for name, value in headers.items():
        made[name] = value
    if text:
        made.set_content(text)
    if html and text:
        made.add_alternative(html, subtype="html")
    elif html:
        made.set_content(html, subtype="html")
    return made


def test_an_email_is_an_article_with_its_subject_sender_and_date():
    text = f"{FIRST}\n\n{SECOND}\n-- \nCanal Press Office\n+20 000"
    made = message(text, f"<p>{FIRST}</p>", Organization="The Canal Authority")
    made.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="ship.png")

    article = article_of(bytes(made))

    assert article.title == "The canal is open"
    assert article.text == f"{FIRST}\n\n{SECOND}"
    assert article.authors == ("Canal Press Office",)
    assert article.publisher == "The Canal Authority"
    assert article.published.isoformat() == "2021-03-29T15:30:00Z"
    assert article.published.origin == "message header"


def test_an_email_of_html_alone_is_read_as_a_page():
    made = message(html=f"<html><body><div><p>{FIRST}</p><p>{SECOND}</p></div></body></html>")

    article = article_of(bytes(made))

    assert article.title == "The canal is open"
    assert article.text == f"{FIRST}\n{SECOND}"


def test_an_email_in_cyrillic_keeps_every_letter():
    words = "Буксиры освободили судно, которое шесть дней закрывало канал, сообщили власти."
    made = EmailMessage()
    made["Subject"] = "Канал открыт"
    made.set_content(words, charset="koi8-r", cte="base64")

    article = article_of(bytes(made))

    assert (article.title, article.text, article.language) == ("Канал открыт", words, "ru")


def test_a_page_saved_as_one_file_has_its_own_title_and_address():
    page = (
        "<html><head><title>The canal is open - The Example Post</title></head><body><article>"
        f"<h1>The canal is open</h1><p>{FIRST}</p><p>{SECOND}</p></article></body></html>"
    )
    saved = (
        "From: <Saved by a browser>\r\nSnapshot-Content-Location: https://post.example/canal\r\n"
        "Subject: Saved\r\nDate: Thu, 1 Apr 2021 09:00:00 +0000\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related; type="text/html"; boundary="b"\r\n\r\n'
        f"--b\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{page}\r\n--b--\r\n"
    )

    article = article_of(saved.encode())

    assert article.url == "https://post.example/canal"
    assert article.title == "The canal is open"
    assert article.text == f"{FIRST}\n{SECOND}"
    assert article.published is None


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(
            b"words without a header\n\nand more of them, so that it is enough", id="none"
        ),
        pytest.param(bytes(message()), id="no text"),
        pytest.param(
            b'Subject: x\nContent-Type: multipart/mixed; boundary="b"\n\n'
            + b'--b\nContent-Type: multipart/mixed; boundary="b"\n\n' * 2_000,
            id="nested without end",
        ),
        pytest.param(b"Subject: =?x?q?=\nContent-Type: text/plain; charset=\xff\n\nfew", id="odd"),
    ],
)
def test_what_is_no_email_with_a_text_is_a_sentence(content):
    with pytest.raises(ExtractError, match="/n/release.eml"):
        article_of(content)
