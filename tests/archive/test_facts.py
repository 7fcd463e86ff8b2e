"""Figures and events belong to a text, and are seen when it is."""

from dataclasses import replace
from datetime import date

import pytest

from archive import Facts, FactShelf
from news.event import Event
from news.figure import Figure, Span
from tests.builders import LAYOUT, article, chunks, day

OLD = article("Eight people died on 8 February, the ministry said.")
NEW = replace(
    OLD, text="Ten people died on 8 February, the ministry said.", updated=day("2020-02-10")
)


def facts(of, killed):
    sentence = Span(0, len(of.text))
    figure = Figure(
        of.id, of.revision, "killed", killed, killed, (sentence,), Span(0, 12),
        as_of=day("2020-02-08"), reported_by="the ministry", group="civilians", place="Korday",
    )  # fmt: skip
    event = Event(of.id, of.revision, day("2020-02-08"), sentence, place="Korday", weight=0.5)
    return Facts(of.id, of.revision, (figure,), (event,))


def put(archive, *revisions):
    for one in revisions:
        archive.put(one, chunks(one), layout=LAYOUT)
        archive.mark_indexed(archive.changes(archive.indexed()))


@pytest.fixture
def shelf(archive):
    put(archive, OLD)
    return FactShelf(archive)


def test_facts_come_back_as_they_were_read(shelf):
    read = facts(OLD, 8)
    shelf.keep([read], rules="first", seq=1)

    assert shelf.figures([OLD.id]) == [*read.figures]
    assert shelf.events([OLD.id]) == [*read.events]


def test_only_the_facts_of_the_text_that_is_shown_are_seen(archive, shelf):
    put(archive, NEW)
    shelf.keep([facts(OLD, 8), facts(NEW, 10)], rules="first", seq=2)

    assert [one.low for one in shelf.figures([OLD.id])] == [10]
    assert [one.low for one in shelf.figures([OLD.id], known_on=date(2020, 2, 9))] == [8]


def test_facts_read_again_take_the_place_of_the_old_ones(shelf):
    shelf.keep([facts(OLD, 8)], rules="first", seq=1)
    shelf.keep([facts(OLD, 9)], rules="second", seq=1)

    assert [one.low for one in shelf.figures([OLD.id])] == [9]
    assert (shelf.position("first"), shelf.position("second")) == (0, 1)


def test_a_removed_article_leaves_no_facts_and_takes_none(archive, shelf):
    shelf.keep([facts(OLD, 8)], rules="first", seq=1)
    archive.remove(OLD.id)
    shelf.keep([facts(OLD, 8)], rules="first", seq=2)

    put(archive, OLD)
    assert shelf.figures([OLD.id]) == []
    assert shelf.events([OLD.id]) == []


@pytest.mark.parametrize(
    ("first", "last", "many"),
    [
        (None, None, 1),
        (date(2020, 2, 8), date(2020, 2, 8), 1),
        (date(2020, 2, 9), None, 0),
        (None, date(2020, 2, 7), 0),
    ],
)
def test_events_are_those_of_the_days_asked_for(shelf, first, last, many):
    shelf.keep([facts(OLD, 8)], rules="first", seq=1)

    assert len(shelf.events([OLD.id], first=first, last=last)) == many
