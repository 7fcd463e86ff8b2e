"""Date-F1 and what is told, on a made-up story."""

import gzip
import json
from datetime import date

import pytest

from evals.learn_timelines import held_out, learn
from evals.timelines import Story, date_f1, evaluate, named_most, read_stories, ways
from facts.best import SENTENCES
from facts.events import read_events
from facts.salience import DAYS
from tests.builders import article, day


def _story(name="albo"):
    texts = {
        "2021-03-04": "A ferry sank near Albo on 3 March with forty people on board.",
        "2021-03-05": "Boats looked for those who were lost when the ferry sank on 3 March.",
        "2021-03-09": "Divers raised the ferry from the sea bed off Albo on Monday.",
    }
    articles = tuple(
        article(text, url=f"https://example.org/{name}/{at}", published=day(at))
        for at, text in texts.items()
    )
    return Story(name, articles, {date(2021, 3, 3): ("Ferry sinks near Albo.",)})


def test_a_story_is_measured_beside_the_days_that_are_named_most():
    found = evaluate([_story()], read_events, *ways())

    assert found["albo: date F1"] == found["date F1"] == 1.0
    assert found["days named most"] == 1.0
    assert found["told by five sentences"].value == 1.0


@pytest.mark.parametrize(
    ("chosen", "wanted", "f1"),
    [
        ([1, 2], [1, 2], 1.0),
        ([1, 2], [2, 3], 0.5),
        ([1], [1, 2, 3], 0.5),
        ([], [1], 0.0),
    ],
)
def test_date_f1_compares_two_sets_of_days(chosen, wanted, f1):
    days = [[date(2021, 3, number) for number in some] for some in (chosen, wanted)]

    assert date_f1(days[0], set(days[1])) == f1


def test_the_day_named_most_comes_first():
    events = [event for one in _story().articles for event in read_events(one)]

    assert named_most(events, 1) == [date(2021, 3, 3)]


def test_stories_are_read_from_the_files_of_the_set(tmp_path):
    lines = {
        "articles": {"topic": "albo", "i": 0, "date": "2021-03-04", "text": "A ferry sank."},
        "questions": {
            "question": "What happened on March 3, 2021 in Albo?",
            "topic": "albo",
            "date": "2021-03-03",
            "gold": ["Ferry sinks."],
            "same_day_articles": 0,
        },
    }
    for name, line in lines.items():
        with gzip.open(tmp_path / f"{name}.jsonl.gz", "wt") as file:
            file.write(json.dumps(line) + "\n")

    found = read_stories(tmp_path, lambda document: article(document.given["text"]))

    assert [(one.name, len(one.articles)) for one in found] == [("albo", 1)]
    assert found[0].timeline == {date(2021, 3, 3): ("Ferry sinks.",)}


def test_weights_are_learned_from_stories_and_measured_on_others():
    stories = [_story("albo"), _story("bera")]

    weights = learn(stories)

    assert (set(weights.days), set(weights.sentences)) == (set(DAYS), set(SENTENCES))
    assert weights.days["named"] > 0
    assert held_out(stories)["bera: date F1"] == 1.0
