"""By what pages are known, and what failed."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from archive import Arrival, Fetches
from news.article import Fetched, Origin
from tests.builders import LAYOUT, article, chunks

ONE = Fetched("hash", '"1"', "Mon, 29 Mar 2021")
PAGE = article().origin


def put(archive, one):
    archive.put(one, chunks(one), layout=LAYOUT)


@pytest.fixture
def fetches(archive):
    put(archive, article())
    fetches = Fetches(archive, reader="1")
    fetches.keep(article().id, ONE)
    return fetches


def test_an_archived_page_is_known_by_what_came_with_it(fetches):
    known = fetches.known(PAGE)

    assert known == Fetched("hash", '"1"', "Mon, 29 Mar 2021", article().id)
    assert fetches.known(Origin("url", "https://example.org/other")) is None


def test_what_is_known_is_kept_in_place_of_what_was(fetches):
    fetches.keep(article().id, Fetched("newer"))

    assert fetches.known(PAGE).content_hash == "newer"


def test_a_page_is_unknown_once_its_article_was_removed(archive, fetches):
    archive.remove(article().id)
    archive.put(article(), chunks(article()), layout=LAYOUT, arrival=Arrival(named_by="ann"))

    assert fetches.known(PAGE) is None


def test_a_page_is_unknown_once_its_article_came_another_way(archive, fetches):
    put(archive, article("Twelve people died.", origin=Origin("file", "/n/a.txt")))

    assert fetches.known(PAGE) is None


def test_a_page_is_unknown_while_its_article_is_marked_as_withdrawn(archive, fetches):
    archive.withdraw(article().id, datetime(2021, 5, 1, tzinfo=UTC))
    taken_down = fetches.known(PAGE)
    put(archive, article())

    assert taken_down == Fetched("", article_id=article().id)
    assert fetches.known(PAGE).content_hash == "hash"


def test_of_a_page_that_another_reader_read_only_what_was_said_of_it_is_known(archive, fetches):
    fetches.keep(article().id, replace(ONE, given={"title": "T"}))

    known = Fetches(archive, reader="2").known(PAGE)

    assert known == Fetched("", article_id=article().id, given={"title": "T"})


def test_a_page_of_an_article_that_is_gone_is_not_kept(archive, fetches):
    fetches.keep("nothing", ONE)

    assert fetches.known(PAGE).article_id == article().id


def test_failures_are_counted_until_they_are_mended(fetches):
    line = Origin("jsonl", "/n/a.jsonl", "#3")
    for reason in ("busy", "gone"):
        fetches.fail([(PAGE, "the page", reason), (line, "line 3", "no text")])
    fetches.clear([line])

    [failed] = fetches.failed()

    assert (failed.origin, failed.name, failed.reason) == (PAGE, "the page", "gone")
    assert failed.times == 2
