"""What its publisher took down, and what an admin took out."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from archive import Arrival, Audit
from news.article import Origin
from news.notice import Notice
from tests.builders import LAYOUT, article, chunks

AT = datetime(2021, 5, 1, tzinfo=UTC)


def put(archive, one, *, by=""):
    arrival = Arrival(named_by=by)
    return archive.put(one, chunks(one), layout=LAYOUT, arrival=arrival)


def test_what_its_publisher_took_down_is_marked_until_it_comes_back(archive):
    one = article()
    put(archive, one)

    assert archive.withdraw(one.id, AT)
    assert not archive.withdraw(one.id, AT)
    assert archive.find(one.id).withdrawn == "2021-05-01T00:00:00"
    assert [listed.withdrawn for listed in archive.listed()] == ["2021-05-01T00:00:00"]
    notice = archive.source(one.id, one.revision).notice
    assert notice == "Its publisher has taken this article down (noticed on 2021-05-01)."
    assert put(archive, one) == "unchanged"
    assert archive.find(one.id).withdrawn is None
    assert archive.source(one.id, one.revision).notice == ""


def test_a_copy_in_a_file_does_not_say_that_its_publisher_has_it_again(archive):
    one = article()
    put(archive, one)
    archive.withdraw(one.id, AT)

    put(archive, replace(one, origin=Origin("jsonl", "/n/news.jsonl", "1")))

    assert archive.find(one.id).withdrawn is not None


def test_the_notices_of_a_text_are_kept_with_its_revision_and_told_with_its_quotes(archive):
    notices = (Notice("clarification", "Clarified."), Notice("correction", "It was ten."))
    old, new = article("Eight died."), article("Ten died.", notices=notices)
    for one in (old, new):
        put(archive, one)
    archive.mark_indexed(archive.changes(0))
    [passage] = archive.passages([(chunks(new)[0].id, 1.0)])

    assert archive.find(new.id).article.notices == notices
    assert archive.source(old.id, old.revision).notice == ""
    told = "The article carries a correction: “It was ten.”"
    assert archive.source(new.id, new.revision).notice == told
    assert passage.notice == told


def test_what_was_removed_does_not_come_back_by_itself(archive):
    one = article()
    put(archive, one)
    archive.remove(one.id, by="ann")

    assert put(archive, one) == "removed"
    assert archive.is_removed(one.id)
    assert archive.counts()["articles"] == 0
    assert archive.changes(0)[-1].kind == "remove"


def test_what_was_removed_is_added_again_by_name_and_comes_by_itself_from_then_on(archive):
    one = article()
    put(archive, one)
    archive.remove(one.id, by="ann")

    assert put(archive, one, by="bob") == "new"
    assert not archive.is_removed(one.id)
    assert put(archive, article("Eleven people died.")) == "changed"
    done = [(entry.by, entry.action, entry.article_id) for entry in Audit(archive).entries()]
    assert done == [("ann", "remove", one.id), ("bob", "add again", one.id)]


@pytest.mark.parametrize("rounds", [1, 3])
def test_removing_and_adding_goes_on_as_often_as_wanted(archive, rounds):
    one = article()
    for _ in range(rounds):
        put(archive, one, by="ann")
        archive.remove(one.id, by="ann")

    assert put(archive, one, by="ann") == "new"
    assert archive.counts()["revisions"] == 1


def test_a_date_that_is_told_later_says_since_when_the_first_text_was_known(archive):
    undated = article(published=None)
    put(archive, undated)
    put(archive, article())
    archive.mark_indexed(archive.changes(0))
    ids = [(chunks(undated)[0].id, 1.0)]

    assert archive.passages(ids, known_on=datetime(2020, 3, 1, tzinfo=UTC).date())
    assert not archive.passages(ids, known_on=datetime(2020, 2, 1, tzinfo=UTC).date())
