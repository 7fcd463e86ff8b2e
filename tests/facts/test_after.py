"""Days counted from another happening of the same article."""

from datetime import date

import pytest

from facts.after import day_after
from facts.events import read_events
from facts.words import words_of
from tests.builders import article, day

TOLD = {
    date(2020, 2, 7): [words_of("Fighting broke out in Masanchi on Friday evening.")],
    date(2020, 2, 8): [words_of("The fighting ended on Saturday."), words_of("The fire spread.")],
}


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("Thousands fled hours after the initial fighting.", "2020-02-07"),
        ("Two days after the fire, the market opened again.", "2020-02-10"),
        ("Police came a few hours after the fire in the market.", "2020-02-08"),
        ("He had warned them three days before the fire.", "2020-02-05"),
    ],
)
def test_a_day_is_counted_from_what_happened_on_one_day(sentence, found):
    assert day_after(sentence, TOLD) == date.fromisoformat(found)


@pytest.mark.parametrize(
    "sentence",
    [
        pytest.param("They fled hours after the fighting.", id="it went on for two days"),
        pytest.param("They fled hours after the quarrel.", id="of which no day is told"),
        pytest.param("They fled days after the fire.", id="nobody says how many days"),
        pytest.param("They fled after the fire.", id="nobody says how long after"),
    ],
)
def test_nothing_is_counted_from_what_has_no_day(sentence):
    assert day_after(sentence, TOLD) is None


def test_an_event_counts_from_another_sentence_of_its_article():
    one = article(
        "A fire destroyed the market of Albo on 3 May. "
        "The mayor closed every other market in the town two days after the fire.",
        published=day("2020-06-01"),
    )

    dates = [event.date.isoformat() for event in read_events(one) if event.named]

    assert dates == ["2020-05-03", "2020-05-05"]
