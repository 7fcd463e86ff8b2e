"""What admins set right stays right."""

from dataclasses import replace
from datetime import date

import pytest

from archive import Arrival, Audit, Copies, Fixes
from ingest.sketch import sketch
from news.errors import NotFound
from news.fix import Fix
from tests.archive.test_copies import POST, TIMES
from tests.builders import LAYOUT, article, chunks, day

OLD = article("Eight people died.", published=day("2002-02-09"))
NEW = replace(OLD, text="Ten people died.")
RIGHT = Fix("published", replace(day("2020-02-09"), origin="admin"))


@pytest.fixture
def fixes(archive):
    for one in (OLD, NEW):
        archive.put(one, chunks(one), layout=LAYOUT)
        archive.mark_indexed(archive.changes(archive.indexed()))
    return Fixes(archive)


def set_right(fixes, fix, reference=OLD.id):
    return fixes.fix(reference, fix, by="ann", chunk=chunks, layout=LAYOUT)


def test_a_fix_holds_for_every_text_and_for_what_is_read_again(archive, fixes):
    corrected = set_right(fixes, RIGHT)

    assert (corrected.article.published, corrected.before) == (RIGHT.value, "2002-02-09")
    assert [one.published for one in archive.revisions_of(OLD.id)] == [RIGHT.value] * 2
    again = fixes.mend(NEW)
    assert archive.put(again, chunks(again), layout=LAYOUT) == "unchanged"
    newer = fixes.mend(replace(NEW, text="Eleven people died."))
    archive.put(newer, chunks(newer), layout=LAYOUT)
    assert archive.find(OLD.id).article.published == RIGHT.value


def test_the_text_is_known_since_the_day_that_is_right(archive, fixes):
    ids = [(chunk.id, 1.0) for chunk in chunks(OLD)]
    assert archive.passages(ids, known_on=date(2010, 1, 1))

    set_right(fixes, RIGHT)
    archive.mark_indexed(archive.changes(archive.indexed()))

    assert not archive.passages(ids, known_on=date(2010, 1, 1))
    assert archive.passages(ids, known_on=date(2020, 2, 9))


def test_the_heads_of_all_chunks_are_made_anew_and_the_newest_text_stays_current(archive, fixes):
    set_right(fixes, Fix("title", "Ten die"))
    archive.mark_indexed(archive.changes(archive.indexed()))

    for one in (OLD, NEW):
        [chunk] = archive.chunks_of(one.id, one.revision, layout=LAYOUT)
        assert chunk.header.startswith("Ten die | ")
    assert archive.find(OLD.id).article.text == NEW.text
    assert archive.find(OLD.id).visible


def test_a_later_fix_replaces_an_earlier_one_and_both_are_in_the_log(archive, fixes):
    set_right(fixes, Fix("publisher", "Wrong Post"))
    set_right(fixes, Fix("publisher", None))

    assert archive.find(OLD.id).article.publisher is None
    assert fixes.of(OLD.id) == [Fix("publisher", None)]
    assert [(one.by, one.field, one.before, one.after) for one in Audit(archive).entries()] == [
        ("ann", "publisher", "Sample Wire", "Wrong Post"),
        ("ann", "publisher", "Wrong Post", "unknown"),
    ]


def test_of_a_removed_article_the_log_keeps_who_and_when_but_no_words(archive, fixes):
    set_right(fixes, Fix("title", "Ten die"))

    archive.remove(OLD.id, by="bob")

    assert fixes.of(OLD.id) == []
    assert [(one.by, one.action, one.before, one.after) for one in Audit(archive).entries()] == [
        ("ann", "fix", "", ""),
        ("bob", "remove", "", ""),
    ]
    with pytest.raises(NotFound):
        set_right(fixes, RIGHT)


def test_another_day_can_part_what_were_copies(archive):
    for one in (POST, TIMES):
        archive.put(one, chunks(one), layout=LAYOUT, arrival=Arrival(sketch=sketch(one)))
    together = Copies(archive).of(POST.id)

    set_right(Fixes(archive), Fix("published", day("2021-05-02")), TIMES.id)

    assert together == [TIMES.id]
    assert Copies(archive).of(POST.id) == []
