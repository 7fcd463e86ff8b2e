"""Settings: read, overridden, refused by name."""

import tomllib
from pathlib import Path
from typing import get_args

import pytest

from cli.settings import ROOT, Settings, SourceSettings, load, seconds_of
from ingest.sources import SOURCES
from news.errors import UsageError


def written(tmp_path: Path, text: str) -> Path:
    file = tmp_path / "config.toml"
    file.write_text(text, encoding="utf-8")
    return file


def test_the_settings_file_of_the_project_holds_every_setting_with_its_default():
    with (ROOT / "config.toml").open("rb") as file:
        written_down = tomllib.load(file)
    defaults = {
        section: {
            key: list(value) if isinstance(value, tuple) else value for key, value in values.items()
        }
        for section, values in Settings.model_construct().model_dump().items()
    }

    # Sources stand there as examples, in comments.
    assert defaults["ingest"].pop("source") == []
    assert written_down == defaults


def test_a_setting_of_the_file_is_in_force_and_says_where_it_is_from(tmp_path):
    file = written(tmp_path, "[answer]\nquotes = 2\n")

    loaded = load(file)

    assert loaded.settings.answer.quotes == 2
    assert loaded.origin("answer.quotes") == str(file)
    assert loaded.origin("answer.passages") == "default"


def test_the_environment_stands_above_the_file(tmp_path, monkeypatch):
    monkeypatch.setenv("DATELINE_ANSWER__QUOTES", "1")

    loaded = load(written(tmp_path, "[answer]\nquotes = 2\n"))

    assert loaded.settings.answer.quotes == 1
    assert loaded.origin("answer.quotes") == "environment"


def test_the_data_folder_is_chosen_by_option_then_environment_then_file(tmp_path, monkeypatch):
    file = written(tmp_path, '[archive]\nfolder = "kept"\n')

    assert load(file).data == tmp_path / "kept"
    monkeypatch.setenv("DATELINE_DATA", str(tmp_path / "named"))
    assert load(file).data == tmp_path / "named"
    assert load(file, tmp_path / "given").data == tmp_path / "given"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        pytest.param("[answr]\nquotes = 2", "did you mean 'answer'", id="an unknown section"),
        pytest.param("[answer]\nquote = 2", "did you mean 'quotes'", id="an unknown key"),
        pytest.param("[answer]\nquotes = 'two'", "answer.quotes is 'two'", id="a wrong type"),
        pytest.param("[answer]\nquotes = 0", "answer.quotes is 0", id="a value out of bounds"),
        pytest.param("[telegram]\ntoken = 'x'", "from the environment only", id="a secret"),
        pytest.param("answer = 1", "write [answer]", id="a value for a section"),
        pytest.param("[answer", "cannot be read as TOML", id="no TOML"),
        pytest.param("[ingest]\nevery = 'soon'", "ingest.every is 'soon'", id="no length of time"),
        *(
            pytest.param(f"[[ingest.source]]\n{text}", sentence, id=name)
            for text, sentence, name in (
                ("kind = 'fead'", "ingest.source.0.kind is 'fead'", "an unknown kind of source"),
                ("kind = 'feed'", "give it a url or a path", "a source that is nowhere"),
                ("kind = 'feed'\npath = 'a'", "a feed has a url, no path", "a feed of a path"),
                ("kind = 'folder'\nurl = 'http://a'", "a folder has a path", "a folder of a url"),
                ("kind = 'feed'\nurl = 'a.b/rss'", "must begin with http://", "half an address"),
                ("kind = 'feed'\nurl = 'http://a'\nevry = '1h'", "source.0.evry", "a wrong key"),
                ("kind = 'urls'\npath = 'a'\nevery = '1 week'", 'like "15m"', "a wrong every"),
                (
                    "kind = 'urls'\npath = 'a'\n[[ingest.source]]\nkind = 'folder'\npath = 'a'",
                    "two sources are called 'a'",
                    "two of one name",
                ),
            )
        ),
    ],
)
def test_a_bad_file_is_refused_by_name(tmp_path, text, sentence):
    with pytest.raises(UsageError, match=".*") as refused:
        load(written(tmp_path, text))

    assert sentence in str(refused.value)


def test_an_unknown_variable_is_refused_by_name(tmp_path, monkeypatch):
    monkeypatch.setenv("DATELINE_ANSWER__QUOTS", "1")

    with pytest.raises(UsageError, match="did you mean 'quotes'"):
        load(written(tmp_path, ""))


def test_a_missing_file_that_was_named_is_refused(tmp_path):
    with pytest.raises(UsageError, match="no settings file"):
        load(tmp_path / "nowhere.toml")


@pytest.mark.parametrize(
    ("every", "seconds"),
    [("", 0), ("90s", 90), ("15m", 900), ("1.5 h", 5400), ("1D", 86400)],
)
def test_a_length_of_time_is_written_as_people_do(every, seconds):
    assert seconds_of(every) == seconds


def test_the_kinds_of_sources_are_those_that_can_be_read():
    kinds = SourceSettings.model_fields["kind"].annotation

    assert set(get_args(kinds)) == set(SOURCES)


def test_a_source_without_a_name_is_called_by_its_address(tmp_path):
    text = "[[ingest.source]]\nkind = 'feed'\nurl = 'https://desk:secret@www.a.example/world/rss?x=1'\n"

    [source] = load(written(tmp_path, text)).settings.ingest.source

    assert source.called == "a.example/world/rss"


def test_a_time_zone_that_there_is_not_is_refused_by_name(tmp_path):
    file = written(tmp_path, '[bot]\ntimezone = "Asia/Bishkeck"\n')

    with pytest.raises(UsageError, match="bot.timezone is 'Asia/Bishkeck': no time zone"):
        load(file)


def test_a_time_zone_is_that_of_the_settings(tmp_path):
    loaded = load(written(tmp_path, '[bot]\ntimezone = "Asia/Bishkek"\n'))

    assert loaded.settings.bot.timezone == "Asia/Bishkek"
