"""Commands that print what the articles tell: figures, and the days of a topic in their order."""

from enum import Enum
from pathlib import Path
from typing import Annotated

import typer

from cli import output, plotting
from cli.commands.asking import KnownOn
from cli.commands.options import Json
from cli.indexing import index_if_behind
from cli.parts import Parts
from news.errors import UsageError

telling = typer.Typer()

Plot = Annotated[
    Path | None,
    typer.Option(metavar="FILE", help="Draw it instead: a .png, .svg or .pdf file."),
]
Dark = Annotated[bool, typer.Option("--dark", help="With --plot: light on dark.")]
Topic = Annotated[str, typer.Argument(help="What the stories are about: a place, a happening.")]


@telling.command()
def figures(
    context: typer.Context,
    topic: Annotated[
        str | None, typer.Argument(help="What the stories are about: a place, a happening.")
    ] = None,
    article: Annotated[
        list[str] | None, typer.Option(metavar="ARTICLE", help="Only of this article; repeatable.")
    ] = None,
    latest: Annotated[
        bool, typer.Option("--latest", help="Only what holds: each reporter's newest number.")
    ] = False,
    hidden: Annotated[
        bool, typer.Option("--all", help="Also those that an admin hid, marked as such.")
    ] = False,
    plot: Plot = None,
    dark: Dark = False,
    count: Annotated[
        str | None,
        typer.Option(help='With --plot: which count, for example "injured". Else the first.'),
    ] = None,
    known_on: KnownOn = None,
    as_json: Json = False,
) -> None:
    """Print the figures that the articles tell: who gave them, for which day, in what words."""
    from answer.telling import Telling
    from answer.tolls import counted
    from cli.batch import parse_day

    if topic and article:
        raise UsageError("Give a topic or --article, not both.")
    if latest and not topic:
        raise UsageError("--latest needs a topic: what holds is said of a story.")
    if plot and not topic:
        raise UsageError("--plot needs a topic: a chart is drawn of a story.")
    if plot:
        plotting.check(plot)
    day = parse_day(known_on) if known_on else None
    parts: Parts = context.obj
    index_if_behind(parts)
    told = Telling(parts.retriever)
    if topic is None:
        ids = [parts.archive.find(one).article.id for one in article or ()]
        ids = ids or [one.id for one in parts.archive.listed()]
        found = told.figures_of(ids, known_on=day, hidden=hidden)
        if not found:
            output.say("These articles tell no figures.")
        for one in found:
            if as_json:
                output.json_line(one.as_json())
            else:
                output.out(output.figure_line(one))
        return
    stories = told.figures(topic, known_on=day, hidden=hidden)
    if plot:
        plotting.figures(topic, stories, plot, dark=dark, count=count)
        return
    for number, story in enumerate(stories):
        if as_json:
            for one in story.stated(story.latest() if latest else story.figures):
                output.json_line(one.as_json())
            continue
        output.out(("\n" if number else "") + story.label)
        for key in story.counts():
            lines = [
                f"{line} {one.notice}".rstrip() + f"  [{one.id}]"
                for figure, line in story.lines(key)
                for one in story.stated([figure])
            ]
            if lines:
                output.out(f"  {counted(key)}")
                for line in lines[:1] if latest else lines:
                    output.out(f"    {line}")
        for one in story.hidden() if hidden else ():
            output.out(f"  {output.figure_line(one)}")
        if not story.figures:
            output.out("  Its articles tell no figures.")


@telling.command()
def timeline(
    context: typer.Context,
    topic: Topic,
    first: Annotated[
        str | None, typer.Option("--from", metavar="DAY", help="Not before this day.")
    ] = None,
    last: Annotated[
        str | None, typer.Option("--to", metavar="DAY", help="Not after this day.")
    ] = None,
    days: Annotated[
        int | None, typer.Option(min=1, help="How many dates: those that matter most.")
    ] = None,
    plot: Plot = None,
    dark: Dark = False,
    known_on: KnownOn = None,
    as_json: Json = False,
) -> None:
    """Print what happened on which day, in the words of the articles."""
    from answer.pictures import FEW
    from answer.telling import Telling
    from cli.batch import parse_day

    if plot:
        plotting.check(plot)
    begins, ends, day = (parse_day(one) if one else None for one in (first, last, known_on))
    if begins and ends and begins > ends:
        raise UsageError("--from is after --to: give the earlier day first.")
    parts: Parts = context.obj
    index_if_behind(parts)
    most = FEW if plot and days is None else days
    told = Telling(parts.retriever).timeline(
        topic, first=begins, last=ends, days=most, known_on=day
    )
    if plot and told:
        plotting.timeline(topic, told, parts.archive.source, plot, dark=dark)
        return
    for one in told:
        if as_json:
            output.json_line(one.as_json())
            continue
        source = parts.archive.source(one.quotes[0].article_id, one.quotes[0].revision)
        output.out(output.day_lines(one, source))
    if not told:
        output.say(f"The articles on “{topic}” tell of no day that could be made out.")


class What(Enum):
    """What is exported of a topic."""

    figures = "figures"
    timeline = "timeline"


@telling.command()
def export(
    context: typer.Context,
    topic: Topic,
    file: Annotated[Path, typer.Argument(help="The .xlsx or .csv file to write.")],
    what: Annotated[
        What | None,
        typer.Option(help="What to write: by default both, or figures where the file is CSV."),
    ] = None,
    known_on: KnownOn = None,
) -> None:
    """Write the figures and the timeline of a topic, each with its quote, for a spreadsheet."""
    from answer.tables import day_rows, figure_rows
    from answer.telling import Telling
    from cli.batch import parse_day
    from cli.csvfile import as_csv
    from cli.files import check_folder, write_whole
    from cli.workbook import as_xlsx

    ending = file.suffix.lower()
    if ending not in (".csv", ".xlsx"):
        raise UsageError(f"{file.name} is no table that can be written: end it in .xlsx or .csv.")
    check_folder(file)
    day = parse_day(known_on) if known_on else None
    parts: Parts = context.obj
    index_if_behind(parts)
    told = Telling(parts.retriever)
    tables = {}
    if what is not What.timeline:
        tables["Figures"] = list(figure_rows(told.figures(topic, known_on=day)))
    if what is What.timeline or (what is None and ending == ".xlsx"):
        tables["Timeline"] = list(
            day_rows(told.timeline(topic, known_on=day), parts.archive.source)
        )
    if not any(tables.values()):
        output.say(f"The articles on “{topic}” tell nothing that could be exported.")
        return
    [first, *_] = tables.values()
    write_whole(file, as_xlsx(tables) if ending == ".xlsx" else as_csv(first))
    output.out(f"{sum(map(len, tables.values()))} rows written to {file}")
