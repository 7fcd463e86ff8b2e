"""What the articles tell is read out of them in the order of the change log."""

from dataclasses import replace

from archive import FactShelf
from ingest.tell import Reader, tell
from news.event import Event
from news.figure import Figure, Span
from tests.builders import LAYOUT, article, chunks

OLD = article("Eight people died.")
NEW = replace(OLD, text="Ten people died.")
OTHER = article("Nobody was hurt.", url="https://example.org/other")


def reader(rules="first", *, number=7):
    """Read of every article that as many people died, on the day it was published."""

    def figures(of):
        return [Figure(of.id, of.revision, "killed", number, number, (Span(0, 5),), Span(0, 5))]

    def events(of):
        return [Event(of.id, of.revision, of.published, Span(0, 5))]

    return Reader(rules, figures, events)


def put(archive, *articles):
    for one in articles:
        archive.put(one, chunks(one), layout=LAYOUT)


def seen(archive, *articles):
    archive.mark_indexed(archive.changes(archive.indexed()))
    figures = FactShelf(archive).figures([one.id for one in articles])
    return [(one.article_id, one.revision, one.low) for one in figures]


def test_each_text_is_read_once(archive):
    put(archive, OLD, OTHER)

    assert tell(archive, reader()) == 2
    assert tell(archive, reader(number=9)) == 0
    assert seen(archive, OLD, OTHER) == [
        (OLD.id, OLD.revision, 7),
        (OTHER.id, OTHER.revision, 7),
    ]


def test_a_new_text_is_read_beside_the_old_one(archive):
    put(archive, OLD)
    tell(archive, reader())
    put(archive, NEW)

    assert tell(archive, reader(number=9)) == 1
    assert seen(archive, OLD) == [(OLD.id, NEW.revision, 9)]


def test_other_rules_read_everything_again(archive):
    put(archive, OLD)
    tell(archive, reader())

    assert tell(archive, reader("second", number=9)) == 1
    assert seen(archive, OLD) == [(OLD.id, OLD.revision, 9)]


def test_it_goes_on_where_it_was_stopped(archive):
    put(archive, *(article(url=f"https://example.org/{number}") for number in range(150)))
    told = []

    first = tell(
        archive, reader(), progress=lambda *at: told.append(at), stopped=lambda: bool(told)
    )

    assert (first, told) == (100, [(100, 150)])
    assert tell(archive, reader()) == 50
