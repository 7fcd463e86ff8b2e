"""`dateline figures` and `dateline timeline`, as scripts and people read them."""

import csv
import io
import json
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from openpyxl import load_workbook

from cli.csvfile import as_csv
from cli.main import app
from cli.parts import Parts
from cli.workbook import as_xlsx
from news.errors import NotFound, UsageError
from tests.builders import article, day

TEXT = (
    "Eight people were killed in clashes in Korday on February 7, the Interior Ministry said. "
    "Fires damaged 30 homes."
)
LATER = "The death toll from the clashes in Korday rose to ten on February 9, the ministry said."
FIRST_ID = article(url="https://example.org/1").id


@pytest.fixture
def says(parts: Parts, capsys: pytest.CaptureFixture[str]) -> Callable[..., str]:
    for text, url, published in (
        (TEXT, "https://example.org/1", "2020-02-08"),
        (LATER, "https://example.org/2", "2020-02-09"),
    ):
        one = article(text, url=url, published=day(published), title="Clashes in Korday")
        parts.archive.put(one, parts.chunk(one), layout=parts.layout)
    parts.catch_up()

    def run(*words: str) -> str:
        capsys.readouterr()
        app(["--data", str(parts.data), *words], standalone_mode=False)
        return capsys.readouterr().out

    return run


def lines(printed: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in printed.splitlines()]


def test_every_figure_of_an_article_is_one_line(says):
    told = lines(says("figures", "--article", FIRST_ID, "--json"))

    assert [(one["measure"], one["of"], one["low"]) for one in told] == [
        ("killed", "", 8), ("damaged", "homes", 30),
    ]  # fmt: skip
    first = told[0]
    assert first["as_of"] == "2020-02-07"
    assert first["reported_by"] == "Interior Ministry"
    assert first["published"] == "2020-02-08"
    quote = first["quote"]
    assert TEXT[quote["start"] : quote["end"]] == quote["text"]


def test_of_a_topic_what_holds_is_told_alone_where_that_is_asked(says):
    every = lines(says("figures", "Korday", "--json"))
    latest = lines(says("figures", "Korday", "--latest", "--json"))

    assert [one["low"] for one in every if one["measure"] == "killed"] == [8, 10]
    assert [one["low"] for one in latest if one["measure"] == "killed"][0] == 10


def test_figures_are_printed_for_people_by_story_and_count(says):
    printed = says("figures", "Korday")

    [figure] = [one for one in lines(says("figures", "Korday", "--json")) if one["low"] == 10]
    assert printed.splitlines()[:3] == [
        "Korday, February 2020",
        "  killed",
        "    The death toll from the clashes in Korday rose to ten (the ministry; Sample Wire, "
        f"9 February 2020)  [{figure['id']}]",
    ]


def test_a_timeline_is_one_day_a_line(says):
    told = lines(says("timeline", "Korday", "--json"))

    assert [(one["date"], one["precision"]) for one in told] == [
        ("2020-02-07", "day"), ("2020-02-09", "day"),
    ]  # fmt: skip
    assert told[1]["summary"] == told[1]["quotes"][0]["text"] == LATER


def test_a_timeline_begins_and_ends_where_it_is_told_to(says):
    told = lines(says("timeline", "Korday", "--from", "2020-02-08", "--json"))

    assert [one["date"] for one in told] == ["2020-02-09"]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("figures", "Korday", "--article", FIRST_ID), "a topic or --article, not both"),
        (("figures", "--latest"), "--latest needs a topic"),
        (("timeline", "Korday", "--from", "2020-02-09", "--to", "2020-02-08"), "--from is after"),
    ],
)
def test_what_does_not_go_together_is_said(says, words, message):
    with pytest.raises(UsageError, match=message):
        says(*words)


def test_figures_are_exported_with_their_quotes_for_a_spreadsheet(says, tmp_path):
    file = tmp_path / "korday.csv"

    assert says("export", "Korday", str(file)) == f"3 rows written to {file}\n"

    with file.open(encoding="utf-8-sig", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert [(one["measure"], one["low"]) for one in rows] == [
        ("killed", "8"), ("damaged", "30"), ("killed", "10"),
    ]  # fmt: skip
    assert all(one["quote"] in TEXT + LATER for one in rows)
    assert rows[0]["url"] == "https://example.org/1"
    assert rows[0]["read_by"] == "rules"


def test_a_timeline_is_exported_a_quote_a_row(says, tmp_path):
    file = tmp_path / "korday.csv"
    says("export", "Korday", str(file), "--what", "timeline")

    with file.open(encoding="utf-8-sig", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert {one["date"] for one in rows} == {"2020-02-07", "2020-02-09"}


def test_a_file_that_cannot_be_written_leaves_nothing_behind(says, tmp_path):
    (tmp_path / "korday.csv").mkdir()

    with pytest.raises(OSError, match="korday"):
        says("export", "Korday", str(tmp_path / "korday.csv"))
    assert [one.name for one in tmp_path.glob("korday*")] == ["korday.csv"]


def test_what_a_spreadsheet_would_run_is_plain_text_in_it():
    told = as_csv([{"quote": "=1+1", "low": 3}]).decode("utf-8-sig")

    assert list(csv.DictReader(told.splitlines())) == [{"quote": "'=1+1", "low": "3"}]


def test_articles_without_figures_are_said_to_have_none(says, parts, capsys):
    app(["--data", str(parts.data), "figures", "--known-on", "2010-01-01"], standalone_mode=False)

    assert capsys.readouterr() == ("", "These articles tell no figures.\n")


def test_a_workbook_has_the_figures_and_the_timeline_with_real_dates_and_links(says, tmp_path):
    file = tmp_path / "korday.xlsx"

    assert says("export", "Korday", str(file)) == f"5 rows written to {file}\n"

    book = load_workbook(file)
    assert book.sheetnames == ["Figures", "Timeline"]
    figures, days = ([*sheet.iter_rows()] for sheet in book.worksheets)
    names = [cell.value for cell in figures[0]]
    first = dict(zip(names, figures[1], strict=True))
    assert (first["low"].value, first["as of"].value) == (8, datetime(2020, 2, 7))  # noqa: DTZ001
    assert first["url"].hyperlink.target == "https://example.org/1"
    assert first["quote"].value in TEXT
    assert [row[0].value.day for row in days[1:]] == [7, 9]
    assert {sheet.freeze_panes for sheet in book.worksheets} == {"A2"}


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("=HYPERLINK(1)", "=HYPERLINK(1)"),
        ("@SUM(1)", "@SUM(1)"),
        ("-1", "-1"),
        ("a\x00\x0bb\ufffe", "ab"),
        ("x" * 40_000, "x" * 32_766 + "…"),
        ("", None),
    ],
)
def test_words_in_a_workbook_are_words(given, kept):
    book = load_workbook(io.BytesIO(as_xlsx({"Figures": [{"quote": given, "date": given}]})))

    [cell, _] = book["Figures"][2]
    assert cell.value == kept
    assert cell.data_type != "f"


@pytest.mark.parametrize("written", ["2020", "2020-02", "1812-09-07", None])
def test_dates_that_a_spreadsheet_does_not_know_stay_as_they_are_written(written):
    book = load_workbook(io.BytesIO(as_xlsx({"Timeline": [{"date": written}]})))

    assert book["Timeline"]["A2"].value == written


@pytest.mark.parametrize("command", ["figures", "timeline"])
def test_a_topic_is_drawn_into_a_file(says, tmp_path, command):
    file = tmp_path / "korday.png"

    printed = says(command, "Korday", "--plot", str(file), "--dark")

    assert str(file) in printed
    assert file.read_bytes()[:8] == b"\x89PNG\r\n\x1a\n"


def test_another_count_of_a_story_is_drawn_by_its_name(says, tmp_path):
    file = tmp_path / "korday.svg"

    printed = says("figures", "Korday", "--plot", str(file), "--count", "homes damaged")

    assert printed == f"Korday, February 2020, homes damaged: drawn in {file}\n"


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("figures", "Korday", "--plot", "korday.gif"), "end it in .png, .svg or .pdf"),
        (("figures", "Korday", "--plot", "nowhere/korday.png"), "There is no folder nowhere"),
        (("timeline", "Korday", "--plot", "nowhere/korday.png"), "There is no folder nowhere"),
        (("figures", "--plot", "korday.png"), "--plot needs a topic"),
        (
            ("figures", "Korday", "--plot", "korday.png", "--count", "cows"),
            "--count can be killed, homes damaged",
        ),
        (("export", "Korday", "korday.ods"), "end it in .xlsx or .csv"),
        (("export", "Korday", "nowhere/korday.csv"), "There is no folder nowhere"),
    ],
)
def test_what_cannot_be_drawn_or_written_is_said(says, words, message):
    with pytest.raises(UsageError, match=message):
        says(*words)


def test_articles_without_figures_cannot_be_drawn_and_that_is_said(says, tmp_path, parts):
    one = article("The library opened.", url="https://example.org/3", title="Library opens")
    parts.archive.put(one, parts.chunk(one), layout=parts.layout)
    parts.catch_up()

    with pytest.raises(NotFound, match="tell no figures that could be drawn"):
        says("figures", "library", "--plot", str(tmp_path / "library.png"))
