import zlib
from datetime import UTC, datetime
from io import BytesIO

import pytest
from pypdf import PdfReader, PdfWriter

from ingest.extract import extract
from news.article import Document, Origin
from news.errors import ExtractError

NOW = datetime(2021, 4, 1, tzinfo=UTC)
LINES = [
    "Ship freed from canal",
    "By Ada Lane",
    "March 29, 2021",
    "Tugs and dredgers freed the container ship Ever Given, which had blocked the",
    "Suez Canal for six days, and the ships that had waited at both ends of the",
    "canal began to move.",
    "It is a well-known ship of some 400 metres, said the head of the author-",
    "ity on Monday.",
]


def pdf_of(lines, title=None):
    """The bytes of a PDF with one page of Helvetica."""
    shown = " T* ".join(f"({line}) Tj" for line in lines)
    stream = f"BT /F1 10 Tf 12 TL 50 750 Td {shown} ET".encode()
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R "
        b"/Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        b"<< /Title (%s) >>" % (title or "").encode(),
    ]
    content = b"%PDF-1.4\n"
    offsets = []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(content))
        content += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    xref = len(content)
    content += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    content += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    content += b"trailer\n<< /Size %d /Root 1 0 R /Info 6 0 R >>\n" % (len(objects) + 1)
    return content + b"startxref\n%d\n%%%%EOF\n" % xref


def article_of(content):
    path = "/n/ship.pdf"
    return extract(Document(content, "application/pdf", NOW, Origin("file", path), name=path))


def test_a_pdf_gives_paragraphs_of_its_broken_lines():
    article = article_of(pdf_of(LINES))

    assert article.title == "Ship freed from canal"
    assert article.authors == ("Ada Lane",)
    assert article.published.isoformat() == "2021-03-29"
    assert article.text.split("\n\n") == [
        "Tugs and dredgers freed the container ship Ever Given, which had blocked the Suez Canal "
        "for six days, and the ships that had waited at both ends of the canal began to move.",
        "It is a well-known ship of some 400 metres, said the head of the author-ity on Monday.",
    ]


def test_the_stated_title_is_the_title_and_another_headline_stays():
    article = article_of(pdf_of(LINES, title="The canal is open"))

    assert article.title == "The canal is open"
    assert article.text.startswith("Ship freed from canal\n\nTugs")


def test_a_title_a_program_left_behind_is_none():
    article = article_of(pdf_of(LINES, title="Microsoft Word - ship2.docx"))

    assert article.title == "Ship freed from canal"


def test_a_scan_has_no_text_layer():
    with pytest.raises(ExtractError, match="/n/ship.pdf has no text layer"):
        article_of(pdf_of([]))


def test_a_locked_pdf_is_a_sentence():
    writer = PdfWriter(clone_from=PdfReader(BytesIO(pdf_of(LINES))))
    writer.encrypt("secret", algorithm="RC4-128")
    locked = BytesIO()
    writer.write(locked)

    with pytest.raises(ExtractError, match="locked with a password"):
        article_of(locked.getvalue())


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"%PDF-1.4\nnothing else", id="only a first line"),
        pytest.param(pdf_of(LINES)[:300], id="cut off"),
        pytest.param(b"words, not a PDF file", id="no PDF"),
        pytest.param(pdf_of(LINES).replace(b"/Kids [3 0 R]", b"/Kids 7"), id="no pages"),
    ],
)
def test_a_broken_pdf_is_a_sentence(content):
    with pytest.raises(ExtractError, match="/n/ship.pdf"):
        article_of(content)


def test_a_page_that_unpacks_without_end_is_a_sentence():
    content = zlib.compress(b"0 0 m " * 40_000_000)
    bomb = pdf_of(LINES)
    start, end = bomb.index(b"4 0 obj"), bomb.index(b"5 0 obj")
    stream = b"4 0 obj\n<< /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream\nendobj\n"
    packed = stream % (len(content), content)

    with pytest.raises(ExtractError, match="/n/ship.pdf"):
        article_of(bomb[:start] + packed + bomb[end:])


def test_more_pages_than_an_article_has_are_a_sentence():
    content = pdf_of(LINES).replace(b"[3 0 R]", b"[" + b"3 0 R " * 1_001 + b"]")

    with pytest.raises(ExtractError, match="more than 1,000 pages"):
        article_of(content)
