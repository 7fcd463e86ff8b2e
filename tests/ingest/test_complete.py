"""What a model adds is kept beside what the rules read, and a model that fails loses nothing."""

from collections import Counter
from dataclasses import replace

from archive import Facts, FactShelf
from facts.checking import Checked
from ingest.complete import complete
from news.errors import ModelError, Unusable
from news.figure import Figure, Span
from tests.builders import LAYOUT, article, chunks

ONE = article("Eight people died.", url="https://example.org/1")
TWO = article("Ten people died.", url="https://example.org/2")


def figure(of, low, by=""):
    span = Span(0, len(of.text))
    return Figure(of.id, of.revision, "killed", low, low, (span,), span, read_by=by)


def adding(of, known):
    return Checked((figure(of, 7, "model"),), Counter({"known": 1}))


def put(archive, *articles):
    for one in articles:
        archive.put(one, chunks(one), layout=LAYOUT)
    archive.mark_indexed(archive.changes(archive.indexed()))
    shelf = FactShelf(archive)
    read = [Facts(one.id, one.revision, (figure(one, 8),)) for one in articles]
    shelf.keep(read, rules="first", seq=archive.last_change())
    return shelf


def test_what_a_model_adds_stands_beside_the_rules_and_is_read_once(archive):
    shelf = put(archive, ONE)

    done = complete(archive, lambda of: [], adding, up_to=archive.last_change())
    again = complete(archive, lambda of: [], adding, up_to=archive.last_change())

    assert [one.read_by for one in shelf.figures([ONE.id])] == ["", "model"]
    assert (done.articles, done.kept, again.articles) == (1, 1, 0)
    assert "1 were refused (1 known)" in done.sentence()


def test_what_the_model_added_stays_when_the_rules_read_again(archive):
    shelf = put(archive, ONE)
    complete(archive, lambda of: [], adding, up_to=archive.last_change())

    shelf.keep([Facts(ONE.id, ONE.revision, (figure(ONE, 9),))], rules="second", seq=1)

    assert sorted((one.low, one.read_by) for one in shelf.figures([ONE.id])) == [
        (7, "model"),
        (9, ""),
    ]


def test_a_model_that_fails_leaves_the_rules_figures_and_goes_on_there_later(archive):
    shelf = put(archive, ONE, TWO)

    def failing(of, known):
        if of.id == TWO.id:
            raise ModelError("The language model is over its quota.")
        return adding(of, known)

    done = complete(archive, lambda of: [], failing, up_to=archive.last_change())
    left = [one.read_by for one in shelf.figures([TWO.id])]
    later = complete(archive, lambda of: [], adding, up_to=archive.last_change())

    assert (done.articles, done.failure) == (1, "The language model is over its quota.")
    assert left == [""]
    assert later.articles == 1
    assert [one.read_by for one in shelf.figures([TWO.id])] == ["", "model"]


def test_an_article_that_the_model_never_reads_is_passed_over_and_named(archive):
    shelf = put(archive, ONE, TWO)

    def unusable(of, known):
        if of.id == ONE.id:
            raise Unusable("The language model's figures could not be read.")
        return adding(of, known)

    first, second, third = (
        complete(archive, lambda of: [], unusable, up_to=archive.last_change()) for _ in range(3)
    )

    assert [(one.articles, one.passed_over) for one in (first, second)] == [(0, []), (0, [])]
    assert "could not be read. The rest is read later." in second.sentence()
    assert third.articles == 1
    assert f"1 could not be read in 3 tries and were passed over: {ONE.title} [{ONE.id}]." in (
        third.sentence()
    )
    assert [one.read_by for one in shelf.figures([ONE.id, TWO.id])] == ["", "", "model"]


def test_no_article_is_passed_over_while_the_model_is_not_there(archive):
    put(archive, ONE)

    def away(of, known):
        raise ModelError("The language model did not answer.")

    tried = [complete(archive, lambda of: [], away, up_to=archive.last_change()) for _ in range(5)]
    later = complete(archive, lambda of: [], adding, up_to=archive.last_change())

    assert [one.passed_over for one in tried] == [[]] * 5
    assert later.kept == 1


def test_what_the_model_added_goes_where_newer_rules_read_it_themselves(archive):
    shelf = put(archive, ONE)
    complete(archive, lambda of: [], adding, up_to=archive.last_change())

    shelf.keep([Facts(ONE.id, ONE.revision, (figure(ONE, 7),))], rules="second", seq=1)

    assert [(one.low, one.read_by) for one in shelf.figures([ONE.id])] == [(7, "")]


def test_the_articles_after_a_change_that_the_rules_have_not_read_wait(archive):
    put(archive, ONE)
    put(archive, replace(TWO, text="Twelve people died."))

    assert complete(archive, lambda of: [], adding, up_to=1).articles == 1
