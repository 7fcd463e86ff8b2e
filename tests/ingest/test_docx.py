import zipfile
from datetime import UTC, datetime
from io import BytesIO

import docx
import pytest
from docx.oxml import parse_xml

from ingest.extract import extract
from news.article import Document, Origin
from news.errors import ExtractError

NOW = datetime(2021, 4, 1, tzinfo=UTC)
TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
FIRST = "Tugs and dredgers freed the container ship, which had blocked the canal for six days."
SECOND = "The ships that waited at both ends of the canal began to move in the evening."


def saved(made):
    file = BytesIO()
    made.save(file)
    return file.getvalue()


def article_of(content):
    name = "/n/ship.docx"
    return extract(Document(content, TYPE, NOW, Origin("file", name), name=name))


def with_part(content, name, part):
    """The archive with one part replaced or added."""
    changed = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(changed, "w", 8) as new:
        for item in old.infolist():
            if item.filename != name:
                new.writestr(item, old.read(item))
        new.writestr(name, part)
    return changed.getvalue()


def test_a_word_document_gives_its_paragraphs_and_tables_in_their_order():
    made = docx.Document()
    made.add_heading("Ship freed from canal", 0)
    made.add_paragraph("By Ada Lane")
    made.add_paragraph("29 March 2021")
    made.add_paragraph(FIRST)
    table = made.add_table(1, 2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "Days", "six"
    made.add_paragraph(SECOND)

    article = article_of(saved(made))

    assert article.title == "Ship freed from canal"
    assert article.text.split("\n\n")[-3:] == [FIRST, "Days | six", SECOND]
    assert article.published.isoformat() == "2021-03-29"
    assert article.language == "en"


def test_tracked_changes_are_read_as_accepted():
    made = docx.Document()
    made.add_paragraph(FIRST)
    made.add_paragraph("It took ")._p.append(
        parse_xml(f"<w:ins {W}><w:r><w:t>seven tugs and many hours, said Ada.</w:t></w:r></w:ins>")
    )
    made.paragraphs[-1]._p.append(
        parse_xml(f"<w:del {W}><w:r><w:delText>nine tugs.</w:delText></w:r></w:del>")
    )

    assert article_of(saved(made)).text.endswith("It took seven tugs and many hours, said Ada.")


def test_the_properties_give_the_title_and_the_author():
    made = docx.Document()
    made.add_paragraph(FIRST)
    made.add_paragraph(SECOND)
    made.core_properties.title = "The canal is open"
    made.core_properties.author = "Ada Lane"

    article = article_of(saved(made))

    assert (article.title, article.authors) == ("The canal is open", ("Ada Lane",))
    assert article.text == f"{FIRST}\n\n{SECOND}"


def plain():
    made = docx.Document()
    made.add_paragraph(FIRST)
    return saved(made)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        pytest.param(b"PK\x03\x04 and no more", "not a zip file", id="broken off"),
        pytest.param(b"\xd0\xcf\x11\xe0" + b"x" * 99, "old .doc", id="an old or locked document"),
        pytest.param(
            with_part(plain(), "word/media/a.bin", b"\0" * 210_000_000),
            "unpacks to more",
            id="a zip bomb",
        ),
        pytest.param(
            with_part(plain(), "word/document.xml", b" " * 21_000_000),
            "too large",
            id="a part without end",
        ),
        pytest.param(
            with_part(
                plain(),
                "word/document.xml",
                '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><x>&b;</x>'.encode("utf-16"),
            ),
            "declares entities",
            id="an entity bomb in disguise",
        ),
        pytest.param(
            with_part(plain(), "word/document.xml", b"<w:document>"), "can be read", id="no XML"
        ),
        pytest.param(
            with_part(plain(), "[Content_Types].xml", b"<Types/>"), "can be read", id="no types"
        ),
    ],
)
def test_a_broken_or_hostile_document_is_a_sentence(content, says):
    with pytest.raises(ExtractError, match="/n/ship.docx is not a Word document") as raised:
        article_of(content)

    assert says in str(raised.value)
