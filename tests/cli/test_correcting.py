"""`dateline figure`: an admin sets figures right, and every way to read them agrees."""

import csv
import json

import pytest

from news.errors import NotFound, UsageError
from tests.cli.test_telling import FIRST_ID, TEXT, lines, says

__all__ = ["says"]

ASKED = "How many people were killed in Korday?"


def ids(says):
    return {
        (one["measure"], one["low"]): one["id"]
        for one in lines(says("figures", "Korday", "--json"))
    }


def test_a_corrected_figure_says_so_everywhere_and_keeps_its_quote(says, tmp_path):
    toll = ids(says)["killed", 10]
    printed = says("figure", "correct", toll, "--to", "11", "--why", "the ministry mended it")

    assert "11 killed (corrected by an admin on " in printed
    assert ", the article says 10)" in printed
    [told] = [one for one in lines(says("figures", "Korday", "--json")) if one["id"] == toll]
    assert (told["low"], told["high"]) == (11, 11)
    assert "rose to ten" in told["quote"]["text"]
    assert told["corrected"]["was"] == {"low": 10, "high": 10}
    assert told["corrected"]["why"] == "the ministry mended it"
    assert "11 killed (corrected by an admin on" in says("figures", "Korday")
    answer = json.loads(says("ask", ASKED, "--json"))
    assert answer["text"].startswith("11 killed (corrected by an admin on")
    assert answer["figures"][0]["low"] == 11
    assert "rose to ten" in answer["quotes"][0]["text"]
    file = tmp_path / "korday.csv"
    says("export", "Korday", str(file))
    with file.open(encoding="utf-8-sig", newline="") as opened:
        rows = [one for one in csv.DictReader(opened) if one["id"] == toll]
    assert rows[0]["low"] == "11"
    assert "the article says 10" in rows[0]["corrected"]


def test_a_hidden_figure_is_told_nowhere_but_with_all(says, tmp_path):
    named = ids(says)
    for number in (8, 10):
        says("figure", "hide", named["killed", number], "--why", "not of this event")

    assert [one["measure"] for one in lines(says("figures", "Korday", "--json"))] == ["damaged"]
    assert "killed" not in says("figures", "Korday")
    everything = lines(says("figures", "Korday", "--all", "--json"))
    assert [one["low"] for one in everything if (one["corrected"] or {}).get("hidden")] == [8, 10]
    assert "marked as wrong by an admin" in says("figures", "Korday", "--all")
    assert "marked as wrong" in says("figures", "--article", FIRST_ID, "--all")
    answer = json.loads(says("ask", ASKED, "--json"))
    assert answer["figures"] == []
    assert not any("killed" in one["text"] or "toll" in one["text"] for one in answer["quotes"])
    file = tmp_path / "korday.csv"
    assert says("export", "Korday", str(file)).startswith("1 rows")


def test_what_else_such_a_sentence_tells_is_quoted_with_a_mark(says):
    says("figure", "hide", ids(says)["killed", 8])

    answer = json.loads(says("ask", "When were the clashes in Korday?", "--json"))

    assert any("Eight people" in one["text"] for one in answer["quotes"])
    assert "Set right: Eight people were killed (marked as wrong by an admin on" in answer["text"]


def test_the_list_says_what_holds_and_restoring_takes_it_back(says):
    toll = ids(says)["killed", 8]
    says("figure", "correct", toll, "--to", "9", "--why", "a slip")

    [listed] = lines(says("figure", "list", "--json"))
    assert (listed["id"], listed["low"], listed["applies"]) == (toll, 9, True)
    assert listed["words"] == TEXT.partition(" Fires")[0]
    assert "killed 8 → 9: a slip" in says("figure", "list")
    assert "As the article says again" in says("figure", "restore", toll)
    assert says("figure", "list") == ""
    assert ("killed", 8) in ids(says)
    log = lines(says("audit", "--json"))
    assert [one["action"] for one in log] == ["correct figure", "restore figure"]


@pytest.mark.parametrize(
    ("words", "error", "message"),
    [
        (("hide", "00000000-00000"), NotFound, "There is no figure"),
        (("restore", "00000000-00000"), NotFound, "No correction has the id"),
        (("correct", "00000000-00000", "--to", "many"), UsageError, "is no number"),
    ],
)
def test_what_cannot_be_is_said(says, words, error, message):
    with pytest.raises(error, match=message):
        says("figure", *words)
