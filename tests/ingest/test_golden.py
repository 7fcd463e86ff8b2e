"""Files as they come, beside what `dateline extract FILE --json` prints of them.

To add one: put the file into tests/data/golden, look at what the command prints, and save it beside
the file as FILE.json, without `id`, `revision`, `retrieved` and `came`.
"""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from cli.output import article_json
from ingest.extract import extract
from ingest.files import read_file

GOLDEN = Path(__file__).parent.parent / "data" / "golden"
NOW = datetime(2021, 4, 1, tzinfo=UTC)
FILES = sorted(path for path in GOLDEN.iterdir() if path.suffix != ".json")


@pytest.mark.parametrize("path", FILES, ids=[path.name for path in FILES])
def test_a_file_gives_the_article_beside_it(path):
    expected = json.loads(path.with_name(f"{path.name}.json").read_text(encoding="utf-8"))

    article = extract(read_file(path, retrieved=NOW, max_bytes=100_000))

    shown = article_json(article)
    assert {name: shown[name] for name in expected} == expected
    assert set(shown) - set(expected) == {"id", "revision", "retrieved", "came"}


@pytest.mark.parametrize("name", ["live-linked.html", "live-stamps.html"])
def test_the_entries_of_a_live_blog_are_spans_of_its_text(name):
    article = extract(read_file(GOLDEN / name, retrieved=NOW, max_bytes=100_000))

    first_lines = [article.text[e.start : e.end].split("\n")[0] for e in article.entries]
    assert first_lines == ["Afloat", "The stern is free", "Sand"]
