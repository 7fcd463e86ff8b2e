"""Pictures of a topic: how a count of a story went, and its days in order."""

from collections.abc import Callable, Sequence
from pathlib import Path

from answer.telling import StoryFigures
from answer.tolls import Key, counted
from answer.wording import capital, told_by
from facts.plot import FORMS, Form, timeline_picture, toll_chart
from news.errors import UsageError
from news.timeline import Day
from news.verify import Source

FEW = 10
"""Days that a picture shows where nobody says how many: more are not read at a glance."""


def form_of(file: Path) -> Form:
    """Return the form that a file's ending asks for; raise UsageError if it is none of ours."""
    ending = file.suffix.lower().removeprefix(".")
    for form in FORMS:
        if ending == form:
            return form
    raise UsageError(f"{file.name} is no picture that can be drawn: end it in .png, .svg or .pdf.")


def charted(story: StoryFigures) -> list[Key]:
    """Return the counts of a story of which there is a chart, in their order."""
    return [key for key in story.counts() if story.reported(key)]


def chart(story: StoryFigures, key: Key, *, dark: bool = False, form: Form = "png") -> bytes:
    """Return how a count of the story went over time, who said what; it must be reported."""
    return toll_chart(
        story.label, story.reported(key), counted=capital(counted(key)), dark=dark, form=form
    )


def line_of_days(
    topic: str,
    days: Sequence[Day],
    source_of: Callable[[str, str], Source | None],
    *,
    footer: str = "",
    dark: bool = False,
    form: Form = "png",
) -> bytes:
    """Return the days, at least one, as a picture; `source_of` takes an article and revision."""
    return timeline_picture(
        capital(topic),
        days,
        [_origin(day, source_of) for day in days],
        footer=footer,
        dark=dark,
        form=form,
    )


def _origin(day: Day, source_of: Callable[[str, str], Source | None]) -> str:
    first = day.quotes[0]
    source = source_of(first.article_id, first.revision)
    if source is None:
        return ""
    by = told_by(source.publisher, source.published_at(first.quote.start))
    more = len(day.quotes) - 1
    return f"{by}, and {more} more" if more else by
