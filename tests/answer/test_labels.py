"""What stories are called on buttons."""

import pytest

from answer.labels import labels
from answer.stories import Story
from tests.builders import day, source


def rarity(terms):
    return dict.fromkeys(terms, 1.0)


def story(text, title="", when="2021-03-03", publisher="Sample Wire"):
    published = day(when) if when else None
    return Story((source(text, text, title=title, published=published, publisher=publisher),))


@pytest.mark.parametrize(
    ("told", "label"),
    [
        pytest.param(
            story("Ten died in the Korday district on Friday."), "Korday, March 2021", id="a place"
        ),
        pytest.param(
            story("Two were hurt at the Omega Stadium."), "Omega Stadium, March 2021", id="grounds"
        ),
        pytest.param(
            story("Two were hurt in St. Alpha on Friday."), "St. Alpha, March 2021", id="a saint's"
        ),
        pytest.param(
            story("The shooting ended.", title="Two Die in Epsilon Shooting"),
            "Epsilon, March 2021", id="a headline in capitals",
        ),
        pytest.param(
            story("It hit two men.", title="Two hurt by a falling crane"),
            "Two hurt by a falling …, March 2021", id="no place, a title",
        ),
        pytest.param(
            story("The club closed.", title="Club closed"), "Club closed, March 2021",
            id="no place, a title that is short enough",
        ),
        pytest.param(
            story("Two were hurt.", title="Jane Example dies"), "Sample Wire, 3 March 2021",
            id="no place, a title with a person's name",
        ),
        pytest.param(
            story("It was in doubt.", when="2021-03-03", publisher=None), "3 March 2021",
            id="nothing but a day",
        ),
        pytest.param(
            story("Faith in Example fell. Mr Example, 44, said so.", title="Trust in Example"),
            "Sample Wire, 3 March 2021", id="a person is no place",
        ),
        pytest.param(
            story("Two were hurt in Epsilon. Both are in ICU, in ICU!"), "Epsilon, March 2021",
            id="a ward is no place",
        ),
        pytest.param(
            story("Rage in the Doe shooting."), "Sample Wire, 3 March 2021",
            id="a name before a noun may be a person's",
        ),
        pytest.param(story("It was.", when=None, publisher=None), "Undated", id="nothing at all"),
    ],
)  # fmt: skip
def test_a_story_is_called_by_what_is_surest_of_it_and_never_by_a_person(told, label):
    assert labels([told], rarity) == [label]


@pytest.mark.parametrize(
    ("told", "named"),
    [
        pytest.param(
            [story("Ten died in Korday."), story("Two died in Korday, again.", when="2021-03-09")],
            ["Korday, 3 March 2021", "Korday, 9 March 2021"], id="by their days",
        ),
        pytest.param(
            [story("Ten died in Korday."), story("Two died in Korday, too.", publisher="The Post")],
            ["Korday, 3 March 2021 · Sample Wire", "Korday, 3 March 2021 · The Post"],
            id="by their publishers",
        ),
        pytest.param(
            [story("Ten died in Korday."), story("Two died in Korday, too.")],
            ["Korday, 3 March 2021 · Sample Wire (1)", "Korday, 3 March 2021 · Sample Wire (2)"],
            id="by their number",
        ),
    ],
)  # fmt: skip
def test_no_two_are_called_the_same(told, named):
    assert labels(told, rarity) == named
