import json
from datetime import UTC, datetime

import pytest

from ingest.extract import extract
from ingest.fetch import documents_of, fetch, refetch
from ingest.pipeline import Failure
from ingest.uploads import document_of_post, document_of_upload
from news.article import Document, Origin
from news.errors import ExtractError, FetchError, NotFound

NOW = datetime(2021, 4, 1, tzinfo=UTC)


def test_a_file_is_one_document_named_by_its_absolute_path(tmp_path, monkeypatch):
    (tmp_path / "a.txt").write_text("Some words", encoding="utf-8")
    monkeypatch.chdir(tmp_path)

    [document] = fetch("a.txt")

    assert document.content == b"Some words"
    assert document.media_type == "text/plain"
    assert document.origin == Origin("file", str(tmp_path / "a.txt"))
    assert document.url is None


def test_a_folder_is_walked_in_order_without_what_is_no_article(tmp_path):
    for name, text in {
        "b.txt": "b",
        "a/c.html": "c",
        "README.md": "# About this folder",
        "with.md": "---\ntitle: T\n---\nwords",
        "broken.md": "---\ntitle: [\n---\nwords",
        ".hidden.txt": "no",
        ".git/x.txt": "no",
        "image.png": "no",
        "evals.jsonl": '{"question": "who?"}\n',
        "lines.jsonl": '{"text": "one"}\n{"text": "two"}\n',
    }.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")

    names = [document.name.removeprefix(f"{tmp_path}/") for document in fetch(str(tmp_path))]

    assert names == [
        "b.txt",
        "broken.md",
        "lines.jsonl, line 1",
        "lines.jsonl, line 2",
        "with.md",
        "a/c.html",
    ]


def test_a_large_file_in_a_folder_fails_alone(tmp_path):
    (tmp_path / "a.txt").write_text("x" * 100, encoding="utf-8")
    (tmp_path / "b.txt").write_text("words", encoding="utf-8")

    large, small = fetch(str(tmp_path), max_bytes=50)

    assert isinstance(large, Failure)
    assert "larger than 50 bytes" in large.reason
    assert small.content == b"words"


@pytest.mark.parametrize(
    ("name", "content", "error", "says"),
    [
        pytest.param("none.txt", None, NotFound, "no file or folder", id="no such file"),
        pytest.param("a.doc", b"PK", FetchError, "kind that cannot be read", id="unknown suffix"),
        pytest.param("big.txt", b"x" * 99, FetchError, "larger than 50 bytes", id="too large"),
        pytest.param("none.jsonl", b"\n\n", ExtractError, "is empty", id="no lines"),
    ],
)
def test_a_file_that_cannot_be_read_is_a_sentence(tmp_path, name, content, error, says):
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)

    with pytest.raises(error, match=says):
        list(fetch(str(path), max_bytes=50))


def test_a_folder_without_articles_is_not_found(tmp_path):
    with pytest.raises(NotFound, match="No article was found in the folder"):
        list(fetch(str(tmp_path)))


def test_bad_json_lines_fail_and_the_others_are_read(tmp_path):
    path = tmp_path / "news.jsonl"
    lines = [
        '{"id": "a1", "text": "first", "title": "One"}',
        "not json",
        '["a list"]',
        "",
        '{"title": "no text"}',
        '{"text": 7}',
        json.dumps({"text": "x" * 300}),
        '{"text": "second", "url": "https://news.example/2"}',
        '{"text": "third"}',
    ]
    path.write_text("\ufeff" + "\n".join(lines), encoding="utf-8")

    found = list(fetch(str(path), max_bytes=200))

    assert [item.origin.part for item in found if isinstance(item, Document)] == [
        "a1",
        "https://news.example/2",
        "#9",
    ]
    assert [item.name.rsplit(" ", 1)[1] for item in found if isinstance(item, Failure)] == [
        "2",
        "3",
        "5",
        "6",
        "7",
    ]
    assert found[0].given["title"] == "One"


def test_json_lines_are_read_lazily(tmp_path):
    path = tmp_path / "news.jsonl"
    path.write_text('{"text": "one"}\nnot json\n', encoding="utf-8")

    documents = fetch(str(path))

    assert isinstance(next(documents), Document)
    documents.close()


def test_a_page_is_fetched_by_its_url_and_redirects_are_followed(web, get):
    [document] = fetch(f"{web}/moved?a=1", get=get)

    assert b"Ever Given" in document.content
    assert document.media_type == "text/html; charset=utf-8"
    assert document.url == f"{web}/moved?a=1"
    assert document.origin == Origin("url", f"{web}/moved?a=1")
    assert document.retrieved.tzinfo is UTC


@pytest.mark.parametrize(
    ("path", "media_type"),
    [
        pytest.param("notes.md", "text/markdown", id="Markdown sent as plain text"),
        pytest.param("untyped", "application/pdf", id="no type, sniffed"),
        pytest.param("cyrillic", "text/plain; charset=cp1251", id="a declared character set"),
    ],
)
def test_the_media_type_is_what_the_server_says_or_the_bytes_show(web, get, path, media_type):
    [document] = fetch(f"{web}/{path}", get=get)

    assert document.media_type == media_type


def test_a_declared_character_set_is_used(web, get):
    [document] = fetch(f"{web}/cyrillic", get=get)

    assert "Алматы" in extract(document).text


def test_fetching_says_who_fetches(web, get):
    [document] = fetch(f"{web}/agent", get=get)

    assert document.content == b"Dateline/0.1"


def test_one_failing_target_stops_no_other(web, get, tmp_path):
    (tmp_path / "a.txt").write_text("words", encoding="utf-8")

    missing, page, none, file = documents_of(
        [f"{web}/missing", f"{web}/page", str(tmp_path / "no.txt"), str(tmp_path / "a.txt")],
        get=get,
    )

    assert isinstance(missing, Failure)
    assert page.url == f"{web}/page"
    assert isinstance(none, Failure)
    assert file.content == b"words"


def test_fetching_can_be_given():
    answer = Document(b"x", "text/plain", NOW, Origin("url", "https://a.b/"), url="https://a.b/")

    assert list(fetch("https://a.b/", get=lambda url: answer)) == [answer]


def test_an_article_is_fetched_again_the_way_it_came(web, get, tmp_path):
    text = tmp_path / "a.txt"
    text.write_text("words", encoding="utf-8")
    lines = tmp_path / "b.jsonl"
    lines.write_text('{"text": "one"}\n{"id": 5, "text": "two"}\n', encoding="utf-8")
    before = list(documents_of([f"{web}/page", str(text), str(lines)], get=get))
    before.append(
        document_of_upload(b"words", "a.md", NOW, chat=-100, message=2, uploads=tmp_path / "up")
    )
    before.append(_post(tmp_path / "up"))

    after = [refetch(document.origin, uploads=tmp_path / "up", get=get) for document in before]

    for old, new in zip(before, after, strict=True):
        assert new.origin == old.origin
        assert (new.content, new.media_type) == (old.content, old.media_type)
        assert (new.url, new.given) == (old.url, old.given)


def test_a_json_line_that_is_gone_is_not_found(tmp_path):
    path = tmp_path / "b.jsonl"
    path.write_text('{"id": "new", "text": "two"}\n', encoding="utf-8")

    with pytest.raises(NotFound, match="'old' was found"):
        refetch(Origin("jsonl", str(path), "old"), uploads=tmp_path)


@pytest.mark.parametrize(
    ("name", "content", "kept"),
    [
        pytest.param("report.pdf", b"%PDF-", "upload_-100_7.pdf", id="a known suffix"),
        pytest.param("../../etc/x.TXT", b"words", "upload_-100_7.txt", id="a path for a name"),
        pytest.param("note.docx", b"PK", "upload_-100_7.docx", id="a Word document"),
        pytest.param("note.EML", b"Subject: x", "upload_-100_7.eml", id="an e-mail"),
        pytest.param("", b"<html><body>", "upload_-100_7.html", id="no name"),
        pytest.param("", b"PK\x03\x04 word/document.xml", "upload_-100_7.docx", id="no name, DOCX"),
    ],
)
def test_an_upload_is_kept_under_its_numbers(tmp_path, name, content, kept):
    document = document_of_upload(content, name, NOW, chat=-100, message=7, uploads=tmp_path / "up")

    assert document.origin == Origin("upload", kept, "-100/7")
    assert [path.name for path in tmp_path.rglob("*.*")] == [kept]
    assert (tmp_path / "up" / kept).read_bytes() == content


@pytest.mark.parametrize("name", ["a.exe", "a.jsonl", "a.warc.gz", "noise"])
def test_an_upload_that_cannot_be_read_is_refused_and_not_kept(tmp_path, name):
    with pytest.raises(FetchError):
        document_of_upload(b"\0\1", name, NOW, chat=1, message=7, uploads=tmp_path)

    assert list(tmp_path.iterdir()) == []


def test_an_origin_never_leads_out_of_the_uploads(tmp_path):
    (tmp_path / "secret.txt").write_text("secret words", encoding="utf-8")
    (tmp_path / "up").mkdir()

    with pytest.raises(NotFound):
        refetch(Origin("upload", "../secret.txt", "1/2"), uploads=tmp_path / "up")


def test_a_post_of_a_public_channel_has_its_address(tmp_path):
    article = extract(_post(tmp_path))

    assert article.url == "https://t.me/examplepost/12"
    assert article.publisher == "The Example Post"
    assert article.published.isoformat() == "2021-03-29T15:30:00Z"
    assert article.published.origin == "given"
    assert article.title == "Canal is open"
    assert article.text == "Canal is open\n\nShips move."


def test_a_post_forwarded_twice_is_one_article(tmp_path):
    first = extract(_post(tmp_path, message=1))
    again = extract(_post(tmp_path, message=2))

    assert first.id == again.id


def test_a_private_post_is_named_by_its_message(tmp_path):
    first = extract(_post(tmp_path, message=1, username=None, channel=None))
    again = extract(_post(tmp_path, message=2, username=None, channel=None))

    assert first.id != again.id
    assert first.url is None
    assert first.publisher is None


def _post(uploads, message=3, username="examplepost", channel="The Example Post"):
    return document_of_post(
        "Canal is open\n\nShips move.",
        channel=channel,
        username=username,
        message_id=12,
        posted=datetime(2021, 3, 29, 15, 30, tzinfo=UTC),
        chat=9,
        message=message,
        retrieved=NOW,
        uploads=uploads,
    )
