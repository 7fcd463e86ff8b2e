"""The command line as a user types it, in processes of its own."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from cli.settings import ROOT

STORY = """\
Skip to main content

Breaking News

Eleven Dead After Ferry Sinks Off Example Island

A rescue boat lies off Example Island on March 3, 2021.
A rescue boat lies off Example Island on March 3, 2021.

Eleven people died when a ferry sank off Example Island on March 2, the coast guard said.

Twenty-six passengers were taken to a hospital in Port Sample, with six still being treated.

Harbour master records show that 40 lifejackets and two boats were lost.

The transport minister said she had ordered an inquiry into the ferry's owner.
"""


def dateline(
    data: Path, *arguments: str, stdin: str = "", env: dict[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "cli", "--data", str(data), *arguments],
        cwd=ROOT,
        input=stdin,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
        env={**os.environ, **(env or {})},
    )


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    """A data folder that holds one article."""
    folder = tmp_path_factory.mktemp("cli")
    story = folder / "story.txt"
    story.write_text(STORY, encoding="utf-8")
    ingested = dateline(folder / "data", "ingest", str(story))
    assert ingested.returncode == 0, ingested.stderr
    assert ingested.stdout == "1 new\n"
    return folder / "data"


def test_a_batch_is_answered_in_order_and_every_quote_is_verbatim(data):
    lines = [
        {"id": "dead", "question": "How many people died?"},
        {"id": "bad"},
        {"id": "hurt", "question": "How many people were injured?"},
        {"id": "jackets", "question": "How many lifejackets were lost?"},
        {
            "id": "boats",
            "question": "And how many boats?",
            "conversation": ["How many lifejackets were lost?"],
        },
        {"id": "who", "question": "What did the minister say?"},
        {"id": "none", "question": "Who won the football match?"},
        {"id": "early", "question": "How many people died?", "known_on": "2021-03-02"},
    ]
    given = "\n".join([*(json.dumps(line) for line in lines), "no json"])

    asked = dateline(data, "ask", "--batch", "-", stdin=given)
    listed = json.loads(dateline(data, "articles", "--json").stdout)
    shown = json.loads(dateline(data, "show", listed["id"], "--json").stdout)

    assert asked.returncode == 0, asked.stderr
    answers = [json.loads(line) for line in asked.stdout.splitlines()]
    assert [answer["id"] for answer in answers] == [*(line["id"] for line in lines), None]
    by_id = {answer["id"]: answer for answer in answers}
    assert "error" in by_id["bad"]
    assert "error" in by_id[None]
    assert "Eleven people died" in by_id["dead"]["quotes"][0]["text"]
    assert "Twenty-six passengers" in by_id["hurt"]["quotes"][0]["text"]
    assert by_id["boats"]["standalone"] == "How many boats were lost?"
    assert "two boats" in by_id["boats"]["quotes"][0]["text"]
    assert "ordered an inquiry" in by_id["who"]["quotes"][0]["text"]
    assert not by_id["none"]["supported"]
    assert 0 <= by_id["none"]["confidence"] <= 1
    assert not by_id["early"]["supported"]
    assert by_id["early"]["passages"] == []
    for answer in answers:
        for quote in answer.get("quotes", []):
            assert quote["revision"] == shown["revision"]
            assert shown["text"][quote["start"] : quote["end"]] == quote["text"]
    assert set(by_id["dead"]) == {
        "id", "question", "standalone", "known_on", "text", "supported", "confidence", "withheld",
        "note", "choices", "figures", "quotes", "passages",
    }  # fmt: skip


def test_clutter_is_gone_and_the_date_comes_from_the_text(data):
    listed = json.loads(dateline(data, "articles", "--json").stdout)

    shown = json.loads(dateline(data, "show", listed["id"][:6], "--json").stdout)

    assert shown["title"] == "Eleven Dead After Ferry Sinks Off Example Island"
    assert "Skip to main content" not in shown["text"]
    assert shown["text"].count("A rescue boat") == 1
    assert (shown["published"], shown["published_from"]) == ("2021-03-03", "text")


def test_search_understands_days_as_an_answer_does(data):
    found = json.loads(dateline(data, "search", "What sank in March?", "--json").stdout)

    assert found["standalone"] == "What sank in March 2021?"
    assert found["passages"][0]["published"].startswith("2021-03")


def test_search_gives_single_chunks_with_their_place(data):
    found = json.loads(dateline(data, "search", "ferry sank", "--json", "--k", "3").stdout)

    first = found["passages"][0]
    assert set(first) == {
        "article_id", "revision", "start", "end", "score", "text", "title", "publisher",
        "published", "url", "notice",
    }  # fmt: skip
    assert first["end"] - first["start"] == len(first["text"])


def test_without_a_token_the_conversation_is_in_the_terminal(data):
    said = "How many people died?\n/articles\n/nonsense\nthanks\n"

    talked = dateline(data, "bot", stdin=said, env={"TELEGRAM_BOT_TOKEN": ""})

    assert talked.returncode == 0, talked.stderr
    assert "Eleven people died" in talked.stdout
    assert "There is no command /nonsense" in talked.stdout
    assert "You are welcome" in talked.stdout
    assert "@BotFather" in talked.stderr


FIRE = """\
Fire in Epsilon

Two people died in a fire in the Epsilon district on May 5, 2022, the Fire Service said.
"""


def test_several_events_are_offered_by_number_in_the_terminal_and_named_by_ask(tmp_path):
    for name, text in (("ferry", STORY), ("fire", FIRE)):
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    files = [str(tmp_path / "ferry.txt"), str(tmp_path / "fire.txt")]
    dateline(tmp_path / "data", "ingest", *files)

    talked = dateline(tmp_path / "data", "chat", stdin="How many people died?\n1\n")
    asked = dateline(tmp_path / "data", "ask", "How many people died?")
    as_json = json.loads(dateline(tmp_path / "data", "ask", "--json", "Who died?").stdout)

    offered, _, answered = talked.stdout.partition("Type a number from 1 to 2.")
    assert "That fits several events" in offered
    assert "Eleven people died" not in offered
    first = "Epsilon" if "1. Epsilon" in offered else "Example Island"
    assert ("Two people died" in answered) is (first == "Epsilon")
    assert ("Eleven people died" in answered) is (first == "Example Island")
    assert "The question also fits" in asked.stdout
    assert "Epsilon" in " ".join(as_json["choices"])


def test_ingesting_again_changes_nothing_and_a_changed_file_is_a_new_revision(tmp_path):
    story = tmp_path / "story.txt"
    story.write_text(STORY, encoding="utf-8")
    first = dateline(tmp_path / "data", "ingest", str(story))
    again = dateline(tmp_path / "data", "ingest", str(story))
    story.write_text(STORY.replace("Eleven people died", "Twelve people died"), encoding="utf-8")
    changed = dateline(tmp_path / "data", "ingest", str(story))

    asked = dateline(tmp_path / "data", "ask", "How many people died?", "--json")
    removed = dateline(
        tmp_path / "data", "remove", json.loads(asked.stdout)["quotes"][0]["article_id"]
    )
    silent = dateline(tmp_path / "data", "ask", "How many people died?", "--json")

    assert (first.stdout, again.stdout, changed.stdout) == (
        "1 new\n", "1 unchanged\n", "1 changed\n",
    )  # fmt: skip
    assert json.loads(asked.stdout)["quotes"][0]["text"].startswith("Twelve people died")
    assert "Eleven people" not in json.dumps(json.loads(asked.stdout)["quotes"])
    assert removed.stdout.startswith("Removed: ")
    assert not json.loads(silent.stdout)["supported"]


def test_an_article_is_looked_at_without_being_added(tmp_path):
    story = tmp_path / "story.txt"
    story.write_text(STORY, encoding="utf-8")
    (tmp_path / "empty.html").write_text("<html></html>", encoding="utf-8")

    shown = dateline(
        tmp_path / "data", "extract", str(tmp_path / "empty.html"), "none.txt", str(story),
        "--json", "--explain",
    )  # fmt: skip

    [line] = shown.stdout.splitlines()
    article = json.loads(line)
    assert article["title"] == "Eleven Dead After Ferry Sinks Off Example Island"
    assert article["text"].startswith("A rescue boat lies off Example Island")
    assert article["published"] == "2021-03-03"
    assert article["explain"]["published"] == "text"
    assert shown.returncode == 1
    assert "empty.html holds no article" in shown.stderr
    assert "no file or folder none.txt" in shown.stderr
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize(
    ("arguments", "code", "sentence"),
    [
        pytest.param(["show", "nothing"], 2, "There is no article", id="an unknown article"),
        pytest.param(["ask"], 2, "Give a question", id="no question"),
        pytest.param(["ask", "x", "--batch", "-"], 2, "Give a question", id="both"),
        pytest.param(["ask", "x", "--known-on", "soon"], 2, "is no day", id="no day"),
        pytest.param(["ask", "--batch", "none.jsonl"], 2, "no file", id="no batch file"),
        pytest.param(["nonsense"], 2, "No such command", id="no command"),
        pytest.param(["ingest", "nowhere.txt"], 1, "no file or folder", id="no file"),
        pytest.param(["--config", "no.toml", "stats"], 2, "no settings file", id="no settings"),
    ],
)
def test_what_is_asked_wrongly_is_one_sentence_and_an_exit_code(
    tmp_path, arguments, code, sentence
):
    asked = dateline(tmp_path / "data", *arguments)

    assert asked.returncode == code, asked.stderr
    assert sentence in " ".join(asked.stderr.split())
    assert "Traceback" not in asked.stderr


def test_the_settings_in_force_are_printed_with_secrets_masked(tmp_path):
    env = {"TELEGRAM_BOT_TOKEN": "123:secret", "DATELINE_ANSWER__QUOTES": "2"}

    printed = dateline(tmp_path, "config", env=env)

    assert "answer.quotes = 2  # environment" in printed.stdout
    assert "TELEGRAM_BOT_TOKEN: set (masked)" in printed.stdout
    assert "secret" not in printed.stdout
