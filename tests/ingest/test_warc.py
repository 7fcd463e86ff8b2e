import gzip
import zlib
from datetime import UTC, datetime

import pytest

from ingest.extract import extract
from ingest.fetch import fetch, refetch
from ingest.report import Failure
from news.article import Document, Origin
from news.errors import ExtractError, NotFound

PAGE = (
    "<html><head><title>The canal is open</title></head><body><article><p>Tugs and dredgers freed "
    "the ship, which had blocked the canal for six days, on Monday.</p><p>The ships that waited "
    "began to move in the evening, and all of them will soon have passed.</p></article></body>"
)


def record(kind, url, block, content_type="application/http; msgtype=response"):
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\n"
        f"WARC-Date: 2021-03-30T08:00:00Z\r\nContent-Type: {content_type}\r\n"
        f"Content-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def response(status, content_type, body, *headers):
    lines = [f"HTTP/1.1 {status}", f"Content-Type: {content_type}", *headers]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def write(path, pages, *, packed):
    """A WARC file of (url, status, content type, body, headers …)."""
    records = [record("warcinfo", "", b"software: a test", "application/warc-fields")]
    records += [record("response", url, response(*answer)) for url, *answer in pages]
    records.append(record("request", "https://post.example/canal", b"GET / HTTP/1.1\r\n\r\n"))
    path.write_bytes(b"".join(map(gzip.compress, records) if packed else records))
    return path


PAGES = [
    ("https://post.example/canal", "200 OK", "text/html; charset=utf-8", PAGE.encode()),
    ("https://post.example/ship.png", "200 OK", "image/png", b"\x89PNG"),
    ("https://post.example/moved", "301 Moved", "text/html", b""),
    ("https://post.example/large", "200 OK", "text/plain", b"x" * 5_000),
    ("https://post.example/words", "200 OK", "text/plain", b"Some more words of the day."),
]


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz", "packed.warc"])
def test_a_warc_file_is_one_document_a_page(tmp_path, name):
    path = write(tmp_path / name, PAGES, packed="gz" in name or "packed" in name)

    canal, large, words = fetch(str(path), max_bytes=1_000)

    assert canal.url == "https://post.example/canal"
    assert canal.media_type == "text/html; charset=utf-8"
    assert canal.retrieved == datetime(2021, 3, 30, 8, tzinfo=UTC)
    assert canal.origin == Origin("warc", str(path), "https://post.example/canal")
    assert extract(canal).title == "The canal is open"
    assert isinstance(large, Failure)
    assert "larger than 1,000 bytes" in large.reason
    assert words.content == b"Some more words of the day."


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        pytest.param(gzip.compress(b"Words of the day."), ["Content-Encoding: gzip"], id="gzip"),
        pytest.param(zlib.compress(b"Words of the day."), ["Content-Encoding: deflate"], id="zlib"),
        pytest.param(
            b"5\r\nWords\r\nc\r\n of the day.\r\n0\r\n\r\n",
            ["Transfer-Encoding: chunked"],
            id="in chunks",
        ),
        pytest.param(b"Words of the day.", ["Transfer-Encoding: chunked"], id="said to be chunks"),
    ],
)
def test_a_page_is_unpacked_as_it_was_sent(tmp_path, body, headers):
    page = ("https://post.example/words", "200 OK", "text/plain", body, *headers)

    [document] = fetch(str(write(tmp_path / "a.warc", [page], packed=False)))

    assert document.content == b"Words of the day."


@pytest.mark.parametrize(
    ("body", "packed", "says"),
    [
        pytest.param(b"\x1b\x03", "br", "packed as br", id="in an unknown way"),
        pytest.param(b"no gzip", "gzip", "cannot be unpacked", id="not as it says"),
        pytest.param(gzip.compress(b"x" * 9_000_000), "gzip", "larger than", id="a bomb"),
    ],
)
def test_a_page_that_cannot_be_unpacked_fails_alone(tmp_path, body, packed, says):
    page = ("https://a.b/", "200 OK", "text/plain", body, f"Content-Encoding: {packed}")
    path = write(tmp_path / "a.warc", [page, *PAGES[4:]], packed=False)

    failed, words = fetch(str(path), max_bytes=1_000)

    assert says in failed.reason
    assert isinstance(words, Document)


def test_a_long_page_in_chunks_is_too_large_and_not_cut_off(tmp_path):
    body = b"%x\r\n" % 900_000 + b"x" * 900_000 + b"\r\n0\r\n\r\n"
    page = ("https://a.b/", "200 OK", "text/plain", body, "Transfer-Encoding: chunked")

    [failed] = fetch(str(write(tmp_path / "a.warc", [page], packed=False)), max_bytes=1_000)

    assert "larger than 1,000 bytes" in failed.reason


def test_a_response_that_is_none_costs_no_other_page(tmp_path):
    path = tmp_path / "a.warc"
    path.write_bytes(
        record("response", "https://a.b/", b"no response at all")
        + record("resource", "https://post.example/canal", PAGE.encode(), "text/html")
    )

    [canal] = fetch(str(path))

    assert canal.url == "https://post.example/canal"


def test_pages_kept_without_their_headers_are_read(tmp_path):
    path = tmp_path / "a.warc"
    path.write_bytes(
        record("resource", "https://post.example/canal", PAGE.encode(), "text/html")
        + record("conversion", "https://post.example/words", b"Words of the day.", "text/plain")
    )

    canal, words = fetch(str(path))

    assert (canal.media_type, words.content) == ("text/html", b"Words of the day.")


def test_a_folder_is_searched_for_warc_files(tmp_path):
    write(tmp_path / "a.warc.gz", PAGES[:1], packed=True)
    (tmp_path / "other.gz").write_bytes(b"no")

    [document] = fetch(str(tmp_path))

    assert document.url == "https://post.example/canal"


def test_a_page_of_a_warc_file_is_found_again(tmp_path):
    path = write(tmp_path / "a.warc", PAGES, packed=False)
    origin = Origin("warc", str(path), "https://post.example/words")

    assert refetch(origin, uploads=tmp_path).content == b"Some more words of the day."
    with pytest.raises(NotFound, match="No page https://post.example/gone was found"):
        refetch(Origin("warc", str(path), "https://post.example/gone"), uploads=tmp_path)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        pytest.param(b"no WARC file at all", "can be read", id="something else"),
        pytest.param(b"\x1f\x8b and no more", "can be read", id="no gzip"),
        pytest.param(
            gzip.compress(b"WARC/1.0\r\n" + b"\0" * 90_000_000), "without end", id="a bomb"
        ),
        pytest.param(
            gzip.compress(b"WARC/1.0\r\nContent-Length: 90000000\r\nWARC-Type: resource\r\n"
            b"WARC-Target-URI: https://a.b/\r\n\r\n" + b"\0" * 90_000_000),
            "200 times",
            id="a bomb in a record",
        ),
        pytest.param(b"", "holds no page", id="nothing"),
        pytest.param(b"WARC/1.0\r\nA: " + b"a" * 2_000_000, "headers without end", id="a header"),
        pytest.param(b"WARC/1.0\r\n" + b"A: a\r\n" * 400_000, "headers without", id="headers"),
        pytest.param(
            b"WARC/1.0\r\nWARC-Type: resource\r\nWARC-Target-URI: https://a.b/\r\n\r\n",
            "its length",
            id="no length",
        ),
        pytest.param(
            b"WARC/1.0\r\nContent-Length: -9\r\n\r\n", "its length", id="a length below 0"
        ),
        pytest.param(
            gzip.compress(record("response", "https://a.b/", b"x" * 900))[:-40], "breaks off",
            id="a packed file that breaks off",
        ),
        pytest.param(
            gzip.compress(gzip.compress(b"WARC/1.0\r\n")), "packed twice", id="packed twice"
        ),
    ],
)  # fmt: skip
def test_a_broken_or_hostile_warc_file_is_a_sentence(tmp_path, content, says):
    path = tmp_path / "a.warc.gz"
    path.write_bytes(content)

    with pytest.raises(ExtractError, match="a.warc.gz") as raised:
        list(fetch(str(path), max_bytes=1_000_000))

    assert says in str(raised.value)


def test_the_pages_before_the_place_where_a_file_breaks_off_are_kept(tmp_path):
    path = write(tmp_path / "a.warc", PAGES[:1] + PAGES[4:], packed=False)
    path.write_bytes(path.read_bytes()[:-60])

    first = next(fetch(str(path)))

    assert isinstance(first, Document)
