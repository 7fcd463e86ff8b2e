"""What the documents say is what there is."""

import json
import re
import tomllib
from typing import Any

import typer.main

from bot.commands import COMMANDS
from cli.main import app
from cli.settings import ROOT
from ingest.sources import SOURCES
from news.answer import Answer
from news.article import Document, Origin
from news.source import Entry
from tests.builders import RETRIEVED, passage

README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_readme_names_every_command_of_the_program():
    table = README.split("| command | does |")[1].split("\n\n")[0]
    named = set(re.findall(r"`([a-z][a-z-]*)`", table))

    assert named == set(typer.main.get_command(app).commands)


def test_the_readme_names_every_command_of_the_bot():
    listed = {command.name for command in COMMANDS if command.listed}

    assert {name for name in listed if f"/{name}" not in README} == set()


def test_the_documented_fields_are_those_that_are_printed():
    described = (ROOT / "docs" / "json.md").read_text(encoding="utf-8")
    answer = Answer("q", "t").as_json()
    found = passage().as_json()

    assert "{" + ", ".join(answer).replace(
        "quotes, passages", "quotes: […], passages: […]"
    ) + "}" in (described)
    assert "{" + ", ".join(found) + "}" in described


def test_the_kinds_of_sources_that_are_described_are_those_there_are():
    operating = (ROOT / "docs" / "operating.md").read_text(encoding="utf-8")
    table = operating.split("| kind | is |")[1].split("\n\n")[0]

    assert set(re.findall(r"^\| `([a-z]+)`", table, re.MULTILINE)) == set(SOURCES)


def test_the_providers_that_are_described_are_those_that_can_be_installed():
    described = (ROOT / "docs" / "language-model.md").read_text(encoding="utf-8")
    table = described.split("| extra |")[1].split("\n\n")[0]
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]

    assert set(re.findall(r"^\| `([a-z]+)`", table, re.MULTILINE)) == set(
        project["optional-dependencies"]
    )


def test_the_example_of_a_source_works():
    described = (ROOT / "docs" / "adding-a-source.md").read_text(encoding="utf-8")
    code = described.split("```python\n")[1].split("```")[0]
    example: dict[str, Any] = {}
    exec(code, example)
    item = {"id": "7", "url": "https://a.example/7", "title": "Seven", "date_published": "2021"}
    content = json.dumps({"items": [item, {"id": "none"}]}).encode()
    listed: list[Entry] = []

    def get(url):
        return Document(content, "text/plain", RETRIEVED, Origin("url", url), url, url)

    def new(entries):
        listed.extend(entries)
        return iter(())

    assert list(example["fetch"](get, new, "https://a.example/feed", max_bytes=1)) == []
    assert [(one.at, one.key) for one in listed] == [("https://a.example/7", "7")]
    assert listed[0].given == {"title": "Seven", "published": "2021"}
