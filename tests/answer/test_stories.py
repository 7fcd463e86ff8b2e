"""Which articles are one story: by the names they share and the days between them."""

import pytest

from answer.stories import of_story, stories
from tests.builders import day, source

FIRST = (
    "A ferry sank off Example Island. The captain of the Northern Star said to Sample Radio that "
    "the Coast Guard of Port Sample had come late."
)
LATER = (
    "Divers searched the wreck of the Northern Star off Example Island again, the Coast Guard of "
    "Port Sample said."
)
ELSEWHERE = "A ferry sank near Little Harbour. The owner, Southern Lines, told the Evening Post so."


def rarity(terms):
    """Every name tells as much as every other."""
    return dict.fromkeys(terms, 1.0)


@pytest.mark.parametrize(
    ("one", "other", "together"),
    [
        pytest.param((FIRST, "2021-03-03"), (LATER, "2021-03-04"), True, id="an update"),
        pytest.param((FIRST, "2021-03-03"), (ELSEWHERE, "2021-03-03"), False, id="another place"),
        pytest.param(
            ("Two died in Epsilon, the Fire Service said. Mayor Alpha Beta spoke.", "2021-03-03"),
            ("A school in Epsilon won a prize of the Gamma Delta Trust in Zeta.", "2021-09-03"),
            False, id="the same place half a year later",
        ),
        pytest.param(
            (FIRST, "2021-03-03"),
            ("A year after the Northern Star sank off Example Island in March 2021, the Court of "
             "Omega heard Theta Iota, Kappa Lambda and Sigma Tau.", "2022-06-03"),
            True, id="a look back that names the month",
        ),
        pytest.param((FIRST, None), (LATER, "2021-03-04"), True, id="undated"),
        pytest.param(("no names here", None), ("nor here", None), False, id="no names"),
    ],
)  # fmt: skip
def test_articles_are_one_story_where_they_share_names_in_time(one, other, together):
    articles = [
        source(text, str(n), title="", published=day(when) if when else None)
        for n, (text, when) in enumerate((one, other))
    ]

    told = stories(articles, rarity)

    assert [story.ids for story in told] == ([("0", "1")] if together else [("0",), ("1",)])


def test_a_name_that_is_everywhere_joins_nothing():
    articles = [
        source("It was said in Epsilon by Alpha.", "0"),
        source("It was said in Epsilon by Beta.", "1"),
    ]

    told = stories(
        articles, lambda terms: {one: 0.05 if one == "epsilon" else 5.0 for one in terms}
    )

    assert len(told) == 2


def test_stories_stand_in_the_order_of_their_first_articles():
    articles = [source(ELSEWHERE, "0"), source(FIRST, "1"), source(LATER, "2")]

    assert [story.ids for story in stories(articles, rarity)] == [("0",), ("1", "2")]


def test_a_story_takes_in_what_was_added_about_the_same():
    [story] = stories([source(FIRST, "0")], rarity)

    whole = of_story(story, [source(ELSEWHERE, "1"), source(LATER, "2")], rarity)

    assert whole.ids == ("0", "2")
