"""What is new of a topic, from what was told and what holds: nothing is read here."""

import pytest

from answer.developments import Present, developments, told_after
from answer.stories import Story
from answer.telling import StoryFigures
from news.figure import Figure, Span
from news.watch import Told
from tests.builders import day, source

WORDS = "Some people were killed in Korday, the ministry said."


def text(name, date="2020-02-08", revision="r", group=""):
    return source(WORDS, name, revision=revision, published=day(date), group=group or name)


def killed(name, number, revision="r", by="the ministry"):
    sentence = Span(0, len(WORDS))
    return Figure(
        name, revision, "killed", number, number, (sentence,), Span(0, 11), reported_by=by
    )


def story(*told, label="Korday"):
    return StoryFigures(
        label, Story(tuple(one for one, _ in told)), tuple(figure for _, figure in told if figure)
    )


def present(*stories, elsewhere=(), gone=(), others=(), corrections=0):
    """Return what holds: of the stories, and of told articles that are found no more."""
    sources = [*(one for each in stories for one in each.story.articles), *others]
    groups = {one.article_id: one.group for one in sources} | {one: one for one in gone}
    return Present(
        tuple(stories),
        tuple(elsewhere),
        {one.article_id: one.revision for one in sources},
        groups,
        corrections,
    )


EIGHT = (text("a"), killed("a", 8))
TEN = (text("b", "2020-02-09"), killed("b", 10))
FIRST = present(story(EIGHT))
BOTH = present(story(EIGHT, TEN))


def told(news):
    numbers = [
        (one.before.number if one.before else None, one.after.low if one.after else None, one.why)
        for one in news.numbers
    ]
    return numbers, [one.source.article_id for one in news.articles]


def knows(what):
    return told_after(Told(), what)


NOBODY = (text("a"), None)
CORRECTED = (text("a", revision="s"), killed("a", 9, "s"))
COPY = (text("c", "2020-02-09", group="a"), killed("c", 8))
AGAIN = (text("c", "2020-02-10"), killed("c", 8))
SILENT = (text("b", "2020-02-09"), None)


@pytest.mark.parametrize(
    ("before", "now", "numbers", "articles"),
    [
        pytest.param(FIRST, FIRST, [], [], id="the same"),
        pytest.param(present(), FIRST, [(None, 8, "reported")], ["a"], id="a first report"),
        pytest.param(FIRST, BOTH, [("8", 10, "reported")], ["b"], id="a new toll"),
        pytest.param(FIRST, present(story(EIGHT, COPY)), [], [], id="a copy"),
        pytest.param(FIRST, present(story(COPY), others=[EIGHT[0]]), [], [], id="only a copy"),
        pytest.param(FIRST, present(story(EIGHT, AGAIN)), [], ["c"], id="the same number again"),
        pytest.param(
            FIRST, present(story(CORRECTED)), [("8", 9, "corrected")], [], id="a corrected text"
        ),
        pytest.param(
            BOTH, present(story(EIGHT), gone=["b"]), [("10", 8, "removed")], [], id="removed"
        ),
        pytest.param(
            FIRST, present(gone=["a"]), [("8", None, "removed")], [], id="the only one removed"
        ),
        pytest.param(
            FIRST, present(others=[EIGHT[0]], elsewhere=[EIGHT[1]]), [], [], id="not found now"
        ),
        pytest.param(FIRST, present(story(NOBODY)), [], [], id="read by other rules"),
        pytest.param(
            FIRST, present(story(NOBODY), corrections=1), [("8", None, "set right")], [],
            id="hidden by an admin",
        ),
        pytest.param(
            BOTH, present(story(EIGHT, SILENT), corrections=1), [("10", 8, "set right")], [],
            id="the newest hidden",
        ),
        pytest.param(BOTH, present(story(EIGHT), story(TEN, label="B")), [], [], id="split"),
        pytest.param(present(story(EIGHT), story(TEN, label="B")), BOTH, [], [], id="merged"),
    ],
)  # fmt: skip
def test_only_what_comes_from_something_new_is_told(before, now, numbers, articles):
    news = developments(knows(before), now)

    assert told(news) == (numbers, articles)


def test_what_was_told_is_told_no_second_time_also_when_it_comes_back():
    after = told_after(knows(FIRST), BOTH)
    without = told_after(after, present(story(EIGHT), others=[TEN[0]], elsewhere=[TEN[1]]))

    assert not developments(after, BOTH)
    assert not developments(without, BOTH)


def test_a_number_that_was_withdrawn_is_withdrawn_once():
    gone = present(gone=["a"])

    after = told_after(knows(FIRST), gone)

    assert not developments(after, gone)


def test_what_was_told_is_kept_and_read_back_as_it_was():
    assert Told.of_json(knows(BOTH).as_json()) == knows(BOTH)
