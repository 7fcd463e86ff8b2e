"""What the documents say is what there is."""

import re

import typer.main

from bot.commands import COMMANDS
from cli.main import app
from cli.settings import ROOT
from news.answer import Answer
from tests.builders import passage

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
