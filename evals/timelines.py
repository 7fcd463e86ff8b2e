"""Timelines of Timeline17's stories: are the days those of published timelines, is it told there?

Date-F1 compares as many days as the published timelines have with theirs, beside choosing the days
that are named most often. What is told of a day is measured as for questions (evals/timeline17.py).
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from evals import timeline17
from evals.figures import Figure, mean
from facts.collect import collect
from facts.timeline import reaching, timeline, told_of
from facts.weights import Weights
from news.article import Article, Document
from news.event import Event

Read = Callable[[Article], list[Event]]
Choose = Callable[[Sequence[Event], Sequence[Article], int], Iterable[date]]
"""The events of a story, its articles and how many of its days are wanted, to the days."""

Tell = Callable[[Sequence[Event], Sequence[Article]], Callable[[date], Sequence[str]]]
"""The events of a story and its articles, to what gives the texts of the quotes that tell a day,
five at most."""


@dataclass(frozen=True, slots=True)
class Story:
    """The articles of a story, and by each day of its published timelines what they tell of it."""

    name: str
    articles: tuple[Article, ...]
    timeline: Mapping[date, tuple[str, ...]]


def read_stories(folder: Path, extract: Callable[[Document], Article]) -> list[Story]:
    """Return the stories of Timeline17."""
    articles: dict[str, list[Article]] = {}
    for document in timeline17.documents(folder):
        name = document.given["url"].split("/")[-2]
        articles.setdefault(name, []).append(extract(document))
    asked = timeline17.questions(folder)
    return [
        Story(
            name,
            tuple(some),
            {date.fromisoformat(one.day): one.timeline for one in asked if one.story == name},
        )
        for name, some in articles.items()
    ]


def evaluate(
    stories: Sequence[Story], read: Read, choose: Choose, tells: Mapping[str, Tell]
) -> dict[str, Figure | float]:
    """Return for each story Date-F1 and that of the days named most often, and their means.

    Each of `tells` is measured by the share of the timelines' sentences that its quotes tell.
    """
    found: dict[str, Figure | float] = {}
    ours, most_named = [], []
    told: dict[str, list[float]] = {name: [] for name in tells}
    for story in stories:
        events = [event for article in story.articles for event in read(article)]
        wanted = set(story.timeline)
        chosen = choose(events, story.articles, len(wanted))
        ours.append(date_f1(chosen, wanted))
        most_named.append(date_f1(named_most(events, len(wanted)), wanted))
        found[f"{story.name}: date F1"] = ours[-1]
        found[f"{story.name}: days named most"] = most_named[-1]
        for name, ready in tells.items():
            tell = ready(events, story.articles)
            for day, sentences in story.timeline.items():
                quotes = tell(day)
                told[name] += [float(timeline17.is_told(one, quotes)) for one in sentences]
    found["date F1"] = sum(ours) / len(ours)
    found["days named most"] = sum(most_named) / len(most_named)
    return found | {f"told by {name}": mean(values) for name, values in told.items()}


def ways(weights: Weights | None = None) -> tuple[Choose, dict[str, Tell]]:
    """Return how the project chooses days and tells them, with its own weights or with others."""

    def choose(events: Sequence[Event], articles: Sequence[Article], most: int) -> list[date]:
        found = timeline(events, articles, days=most, quotes=1, weights=weights)
        return [one.date.at.date() for one in found]

    def tell(
        events: Sequence[Event], articles: Sequence[Article], chars: int = 0
    ) -> Callable[[date], list[str]]:
        collected = collect(events, articles)
        texts = {one.id: one.text for one in articles}
        return lambda day: [
            reaching(one, texts[one.article_id], chars).text
            for one in told_of(collected, day, weights=weights)
        ]

    return choose, {
        "five sentences": tell,
        "five quotes of 400 characters": partial(tell, chars=400),
    }


def date_f1(chosen: Iterable[date], wanted: set[date]) -> float:
    """Return twice the days in both over the days of each."""
    days = set(chosen)
    return 2 * len(days & wanted) / max(1, len(days) + len(wanted))


def named_most(events: Sequence[Event], most: int) -> list[date]:
    """Return the days that the most sentences name, the earlier ones first among equals."""
    counts = Counter(
        event.date.at.date() for event in events if event.named and event.date.precision == "day"
    )
    return sorted(counts, key=lambda day: (-counts[day], day))[:most]
