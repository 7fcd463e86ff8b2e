"""`--plot FILE`: what is told of a topic, drawn instead of printed."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from cli import output
from cli.files import check_folder, write_whole
from news.errors import NotFound, UsageError

if TYPE_CHECKING:
    from answer.telling import StoryFigures
    from news.timeline import Day
    from news.verify import Source


def check(file: Path) -> None:
    """Raise UsageError if the file's ending or folder is none to draw in."""
    from answer.pictures import form_of

    form_of(file)
    check_folder(file)


def figures(
    topic: str, stories: "Sequence[StoryFigures]", file: Path, *, dark: bool, count: str | None
) -> None:
    """Draw a count, or the first, of the first story that tells it, and say what there is more."""
    from answer.pictures import chart, charted, form_of
    from answer.tolls import counted

    found = [(story, key) for story in stories for key in charted(story)]
    if not found:
        raise NotFound(f"The articles on “{topic}” tell no figures that could be drawn.")
    names = list(dict.fromkeys(counted(key) for _, key in found))
    wanted = count.strip().lower() if count else names[0]
    if wanted not in names:
        raise UsageError(f"Nobody counts “{count}” there: --count can be {', '.join(names)}.")
    story, key = next((story, key) for story, key in found if counted(key) == wanted)
    write_whole(file, chart(story, key, dark=dark, form=form_of(file)))
    output.out(f"{story.label}, {wanted}: drawn in {file}")
    others = [one for one in names if one != wanted]
    if others and count is None:
        output.say(f"Also counted there, with --count: {', '.join(others)}.")


def timeline(
    topic: str,
    days: "Sequence[Day]",
    source_of: "Callable[[str, str], Source | None]",
    file: Path,
    *,
    dark: bool,
) -> None:
    """Draw the days, of which there is at least one."""
    from answer.pictures import form_of, line_of_days

    footer = f"{len(days)} day{'s' if len(days) > 1 else ''}, each in the words of an article."
    write_whole(
        file, line_of_days(topic, days, source_of, footer=footer, dark=dark, form=form_of(file))
    )
    output.out(f"{len(days)} days drawn in {file}")
