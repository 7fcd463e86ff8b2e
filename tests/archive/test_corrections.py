"""What admins set right about figures holds for the same words, whatever is read again."""

from dataclasses import replace

import pytest

from archive import Audit, Corrections, FactShelf
from news.correction import number_of
from news.errors import NotFound, UsageError
from news.figure import Span, figure_id
from tests.archive.test_facts import NEW, OLD, facts, put

OTHER_WORDS = "The ministry spoke again."


def with_words(text):
    return replace(OLD, text=text, updated=NEW.updated)


@pytest.fixture
def shelf(archive):
    put(archive, OLD)
    shelf = FactShelf(archive)
    shelf.keep([facts(OLD, 8)], rules="first", seq=1)
    return shelf


@pytest.fixture
def corrections(archive, shelf):
    return Corrections(archive)


def told(shelf, **given):
    return [(one.low, one.high, bool(one.corrected)) for one in shelf.figures([OLD.id], **given)]


def name(killed=8):
    return figure_id(facts(OLD, killed).figures[0], OLD.text)


def test_a_corrected_figure_has_the_right_number_and_the_words_of_the_article(corrections, shelf):
    corrected = corrections.set(name(), (10, 12), by="ann", why="a slip")

    assert told(shelf) == [(10, 12, True)]
    assert corrected.words == (OLD.text,)
    assert corrected.id == name()
    right = corrected.figure.corrected
    assert right.told() == f"corrected by an admin on {spoken(right.at)}, the article says 8"
    assert (right.by, right.why, right.was) == ("ann", "a slip", (8, 8))


def spoken(at):
    year, month, day = at[:10].split("-")
    names = ["", "January", "February", "March", "April", "May", "June", "July", "August"]
    names += ["September", "October", "November", "December"]
    return f"{int(day)} {names[int(month)]} {year}"


def test_a_hidden_figure_comes_only_where_it_is_asked_for(corrections, shelf):
    corrections.set(name(), None, by="ann")

    assert told(shelf) == []
    assert told(shelf, hidden=True) == [(8, 8, True)]
    assert [one.low for one in shelf.set_right([OLD.id])] == [8]


def test_it_is_taken_back_as_a_whole(corrections, shelf):
    corrections.set(name(), (10, 10), by="ann")
    corrections.set(name(), (11, 11), by="bob")
    assert told(shelf) == [(11, 11, True)]

    corrections.restore(name(), by="bob")

    assert told(shelf) == [(8, 8, False)]
    assert corrections.listed() == []


def test_it_is_kept_when_the_article_is_read_again_also_by_other_rules(archive, corrections, shelf):
    corrections.set(name(), (10, 10), by="ann")
    put(archive, replace(OLD, title="Clashes, again"))
    shelf.keep([facts(OLD, 8)], rules="first", seq=2)
    assert told(shelf) == [(10, 10, True)]

    shelf.keep([facts(OLD, 9)], rules="second", seq=2)

    assert told(shelf) == [(10, 10, True)]
    assert corrections.set(name(), (11, 11), by="ann").figure.low == 11


def test_of_several_numbers_in_the_same_words_the_one_is_meant_that_was_corrected(
    corrections, shelf
):
    corrections.set(name(), (10, 10), by="ann")
    read = facts(OLD, 8)
    other = replace(read.figures[0], low=3, high=3, phrase=Span(20, 30))
    shelf.keep([replace(read, figures=(other, *read.figures))], rules="second", seq=1)

    assert told(shelf) == [(3, 3, False), (10, 10, True)]


def test_words_that_change_end_it_and_words_that_come_back_bring_it_back(
    archive, corrections, shelf
):
    corrections.set(name(), (10, 10), by="ann")
    put(archive, NEW)
    shelf.keep([facts(NEW, 9)], rules="first", seq=2)
    assert told(shelf) == [(9, 9, False)]
    [listed] = corrections.listed()
    assert (listed.applies, listed.words) == (False, OLD.text)

    reworded = with_words(OLD.text + " " + OTHER_WORDS)
    put(archive, reworded)
    read = facts(reworded, 8)
    figure = replace(read.figures[0], quotes=(Span(0, len(OLD.text)),))
    shelf.keep([replace(read, figures=(figure,))], rules="first", seq=3)

    assert told(shelf) == [(10, 10, True)]
    assert corrections.listed()[0].applies


def test_everything_is_in_the_audit_log_and_moves_the_position(archive, corrections):
    positions = [corrections.position()]
    corrections.set(name(), (10, 10), by="ann", why="a slip")
    positions.append(corrections.position())
    corrections.restore(name()[:9], by="bob")
    positions.append(corrections.position())

    assert positions == sorted(set(positions))
    assert [(one.by, one.action, one.before, one.after) for one in Audit(archive).entries()] == [
        ("ann", "correct figure", "8", "10: a slip"),
        ("bob", "restore figure", "10: a slip", "8"),
    ]


def test_a_removed_article_takes_what_was_set_right_along(archive, corrections, shelf):
    corrections.set(name(), (10, 10), by="ann")
    archive.remove(OLD.id)

    assert corrections.listed() == []


@pytest.mark.parametrize("unknown", ["", "ab", "00000000-00000", OLD.id])
def test_what_is_no_figure_is_not_found(corrections, unknown):
    with pytest.raises(NotFound):
        corrections.set(unknown + "x", (1, 1), by="ann")
    with pytest.raises(NotFound):
        corrections.restore(unknown, by="ann")


def test_the_number_that_stands_there_is_no_correction(corrections):
    with pytest.raises(UsageError, match="says 8 already"):
        corrections.set(name(), (8, 8), by="ann")


@pytest.mark.parametrize(
    ("words", "number"), [("10", (10, 10)), ("1,200", (1200, 1200)), ("10-12", (10, 12))]
)
def test_a_number_is_written_in_digits(words, number):
    assert number_of(words) == number


@pytest.mark.parametrize("words", ["ten", "", "12-10", "-3"])
def test_what_is_no_number_is_said(words):
    with pytest.raises(UsageError, match="number"):
        number_of(words)
