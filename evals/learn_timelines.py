"""Learn what facts/timeline.py weighs: `python -m evals.learn_timelines DIR`.

DIR holds Timeline17. Two linear models: is this a day of a published timeline (a logistic
regression over the features of a day), and which sentence tells most of what timelines tell of the
day (a softmax over the sentences of a day, as in ListNet, Cao et al. 2007). Each story counts the
same. What the weights are worth is measured on stories that they were not learned from. Only
numbers are kept.
"""

import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import numpy as np

from evals.figures import Figure
from evals.timelines import Story, evaluate, read_stories, ways
from facts.best import SENTENCES
from facts.best import features as features_of_sentences
from facts.collect import Collected, collect
from facts.events import read_events
from facts.salience import DAYS
from facts.salience import features as features_of_days
from facts.timeline import candidates
from facts.weights import WEIGHTS, Floats, Weights, standardised
from ingest.extract import extract
from vectorstore.analyse import content_terms

_RIDGE_DAYS, _RIDGE_SENTENCES = 50.0, 0.01
_STEPS_DAYS, _STEPS_SENTENCES = 30, 200
_PACE = 0.1

_TELLS = 0.3
_POWER = 4
"""A sentence is wanted by the share of a timeline's sentence that it has, from 0.3 on, to the
fourth power: half of the words are told, a third hardly."""

Rows = tuple[Floats, Floats]
"""The features of days or sentences, standardised, and how much each is wanted."""


def learn(stories: Sequence[Story]) -> Weights:
    """Return the weight of each feature of days and of sentences."""
    days, sentences = [], []
    for story in stories:
        events = [event for article in story.articles for event in read_events(article)]
        collected = collect(events, story.articles)
        days.append(_days_of(story, collected))
        sentences.append(_sentences_of(story, collected))
    return Weights(
        _named(DAYS, _regression(days)),
        _named(SENTENCES, _softmax(sentences)),
    )


def held_out(stories: Sequence[Story]) -> dict[str, Figure | float]:
    """Return the measures of each story, with weights learned from the others."""
    found: dict[str, Figure | float] = {}
    for story in stories:
        weights = learn([other for other in stories if other is not story])
        measures = evaluate([story], read_events, *ways(weights))
        found |= {
            name if name.startswith(story.name) else f"{story.name}: {name}": figure
            for name, figure in measures.items()
        }
    return found


def _days_of(story: Story, collected: Collected) -> Rows:
    days = sorted(collected.days)
    table = standardised(features_of_days(collected, days))
    return table, np.array([float(day in story.timeline) for day in days])


def _sentences_of(story: Story, collected: Collected) -> list[Rows]:
    """Return the rows of each day whose timeline is told by one of several sentences."""
    found = []
    for day, told in story.timeline.items():
        some = candidates(collected, day)
        wanted = [set(content_terms(one)) for one in told]
        shares = [_tells(set(content_terms(one.text)), wanted) for one in some]
        if len(some) > 1 and max(shares) >= _TELLS:
            aims = np.array([share**_POWER if share >= _TELLS else 0.0 for share in shares])
            table = standardised(features_of_sentences(collected, some, day))
            found.append((table, aims / aims.sum()))
    return found


def _tells(words: set[str], wanted: Sequence[set[str]]) -> float:
    return max(len(words & one) / max(1, len(one)) for one in wanted)


def _regression(stories: Sequence[Rows]) -> Floats:
    """Return the weights of a logistic regression with a ridge penalty, by Newton's steps.

    The days of a story's timeline count as much as its other days.
    """
    table = np.vstack([rows for rows, _ in stories])
    wanted = np.hstack([is_wanted for _, is_wanted in stories])
    weight = np.hstack([_balanced(is_wanted) for _, is_wanted in stories])
    rows = np.hstack([np.ones((len(table), 1)), table])
    penalty = np.diag([0.0, *[_RIDGE_DAYS] * table.shape[1]])
    theta = np.zeros(rows.shape[1])
    for _ in range(_STEPS_DAYS):
        likely = 1 / (1 + np.exp(-rows @ theta))
        slope = rows.T @ (weight * (likely - wanted)) + penalty @ theta
        bend = (rows.T * (weight * likely * (1 - likely))) @ rows + penalty
        theta -= np.linalg.solve(bend, slope)
    return np.asarray(theta[1:])


def _balanced(wanted: Floats) -> Floats:
    yes, no = max(1.0, wanted.sum()), max(1.0, len(wanted) - wanted.sum())
    return np.asarray(np.where(wanted > 0, 50 / yes, 50 / no))


def _softmax(stories: Sequence[Sequence[Rows]]) -> Floats:
    """Return the weights by which the wanted sentences of a day are the most likely."""
    theta = np.zeros(len(SENTENCES))
    mean, square = np.zeros_like(theta), np.zeros_like(theta)
    for step in range(1, _STEPS_SENTENCES + 1):
        slope = _RIDGE_SENTENCES * theta
        for days in stories:
            for table, aims in days:
                likely = np.exp(table @ theta - (table @ theta).max())
                slope += table.T @ (likely / likely.sum() - aims) / len(days) / len(stories)
        # Adam (Kingma and Ba, 2015): steps of one size whatever the feature's scale.
        mean = 0.9 * mean + 0.1 * slope
        square = 0.999 * square + 0.001 * slope**2
        moved = mean / (1 - 0.9**step)
        theta -= _PACE * moved / (np.sqrt(square / (1 - 0.999**step)) + 1e-9)
    return theta


def _named(names: Sequence[str], weights: Floats) -> dict[str, float]:
    return {name: round(float(one), 4) for name, one in zip(names, weights, strict=True)}


def main(folder: Path) -> None:
    stories = read_stories(folder, extract)
    for name, figure in held_out(stories).items():
        print(f"{name:40} {figure:.3f}" if isinstance(figure, float) else f"{name:40} {figure}")
    text = json.dumps(asdict(learn(stories)), indent=1)
    WEIGHTS.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
