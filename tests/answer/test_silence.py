"""What a refusal says of the archive."""

from datetime import UTC, date, datetime

import pytest

from answer.silence import silence
from archive import Standing
from news.moment import Moment
from tests.builders import day

NEWEST = day("2021-04-27")
TIMED = Moment(datetime(2021, 4, 27, 13, 5, tzinfo=UTC))


@pytest.mark.parametrize(
    ("state", "given", "said"),
    [
        pytest.param(
            Standing(0, None, 0), {}, "There are no articles yet, so I cannot answer.", id="empty"
        ),
        pytest.param(
            Standing(0, None, 1), {}, "One article is being indexed: ask again in a moment.",
            id="the first one is being indexed",
        ),
        pytest.param(
            Standing(1, NEWEST, 0), {}, "The one article I have (of 27 April 2021) does not say.",
            id="one",
        ),
        pytest.param(
            Standing(1200, TIMED, 30), {},
            "The 1,200 articles I have (the newest is of 27 April 2021, 13:05 UTC) do not say. "
            "30 articles are being indexed: ask again in a moment.",
            id="many, and more to come",
        ),
        pytest.param(
            Standing(2, None, 0), {}, "The 2 articles I have (none is dated) do not say.",
            id="undated",
        ),
        pytest.param(
            Standing(21, NEWEST, 0), {"about": "Korday, February 2020"},
            "The articles on “Korday, February 2020” do not say (of 21 articles in all, the newest "
            "is of 27 April 2021).",
            id="within a story",
        ),
        pytest.param(
            Standing(0, None, 0), {"known_on": date(2020, 2, 8)},
            "I have no article that was known on 8 February 2020, so I cannot answer for that "
            "day.",
            id="before all",
        ),
        pytest.param(
            Standing(3, NEWEST, 0), {"known_on": date(2022, 2, 8)},
            "The 3 articles known on 8 February 2022 (the newest is of 27 April 2021) do not say.",
            id="as known on a day",
        ),
    ],
)  # fmt: skip
def test_a_refusal_says_how_many_articles_there_are_and_how_new(state, given, said):
    assert silence(state, **given) == said
