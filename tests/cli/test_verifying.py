"""`dateline verify`: saved answers, checked by whoever has the archive."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import typer

from cli.commands.verifying import verify
from cli.parts import Parts
from cli.settings import load
from news.errors import UsageError

STORY = "Ferry sinks\n\nTen people died when a ferry sank off Example Island on March 2, 2021.\n"


@pytest.fixture
def story(tmp_path: Path) -> Path:
    path = tmp_path / "story.txt"
    path.write_text(STORY, encoding="utf-8")
    return path


@pytest.fixture
def parts(tmp_path: Path, story: Path, embedder) -> Iterator[Parts]:
    parts = Parts(load(data=tmp_path / "data"))
    parts.__dict__["embedder"] = embedder
    parts.ingest([str(story)])
    yield parts
    parts.close()


@pytest.fixture
def saved(parts: Parts) -> dict[str, object]:
    article = parts.archive.find(next(parts.archive.listed()).id).article
    words = "Ten people died"
    start = article.text.index(words)
    quote = {
        "text": words, "article_id": article.id, "revision": article.revision,
        "start": start, "end": start + len(words),
    }  # fmt: skip
    return {"question": "How many died?", "supported": True, "quotes": [quote]}


@pytest.fixture
def verified(
    parts: Parts, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> Callable[..., tuple[int, str, str]]:
    """Return exit code, results and remarks of verifying a text."""

    def verified(text: str, *, as_json: bool = False) -> tuple[int, str, str]:
        file = tmp_path / "saved.json"
        file.write_text(text, encoding="utf-8")
        code = 0
        try:
            verify(SimpleNamespace(obj=parts), str(file), as_json=as_json)  # type: ignore[arg-type]
        except typer.Exit as end:
            code = end.exit_code
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return verified


def tampered(saved: dict[str, Any], **fields: object) -> str:
    return json.dumps({**saved, "quotes": [{**saved["quotes"][0], **fields}]})


def test_a_saved_answer_stands_also_when_it_is_printed_over_several_lines(saved, verified):
    code, told, _ = verified(json.dumps(saved, indent=2))

    assert code == 0
    assert told.startswith("stands: “Ten people died” [")


def test_a_later_revision_is_told_with_its_words(saved, verified, parts, story):
    story.write_text(STORY.replace("Ten", "Twelve"), encoding="utf-8")
    parts.ingest([str(story)])

    code, told, _ = verified(json.dumps(saved))
    _, lines, _ = verified(json.dumps(saved), as_json=True)

    assert code == 1
    assert "was: Ten people died when" in told
    assert "now: Twelve people died when" in told
    assert json.loads(lines)["verdict"] == "changed"
    assert "Twelve" in json.loads(lines)["changes"][0]["after"]


def test_an_article_that_was_removed_is_gone(saved, verified, parts):
    parts.remove(saved["quotes"][0]["article_id"])

    code, told, _ = verified(json.dumps(saved))

    assert code == 1
    assert told.startswith("gone: ")
    assert "An admin removed" in told


def test_words_changed_by_hand_are_found(saved, verified):
    code, told, _ = verified(tampered(saved, text="Two people died"))

    assert code == 1
    assert told.startswith("not in the article: “Two people died”")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        pytest.param("no json", "It is not JSON", id="not JSON"),
        pytest.param("[" * 100_000, "It is not JSON", id="JSON without end"),
        pytest.param('{"answer": 1}', 'no answer with "quotes"', id="another object"),
        pytest.param('{"id": 1, "error": "The line is empty."}', "no answer", id="a batch's error"),
    ],
)
def test_what_is_no_answer_is_a_sentence(text, told, verified):
    code, printed, said = verified(text)

    assert code == 1
    assert printed == ""
    assert told in said


def test_a_bad_line_costs_no_other_its_check(saved, verified):
    code, lines, _ = verified(f"{json.dumps(saved)}\n\nno json\n{json.dumps(saved)}", as_json=True)

    assert code == 1
    assert [
        (one["line"], one.get("verdict", "error")) for one in map(json.loads, lines.splitlines())
    ] == [(1, "stands"), (3, "error"), (4, "stands")]


def test_an_answer_without_quotes_is_said_to_have_none(verified):
    code, printed, said = verified('{"supported": false, "quotes": []}')

    assert (code, printed) == (0, "")
    assert "nothing to check" in said


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00"])
def test_a_file_without_text_is_asked_wrongly(content, parts, tmp_path):
    file = tmp_path / "saved"
    file.write_bytes(content)

    with pytest.raises(UsageError):
        verify(SimpleNamespace(obj=parts), str(file))


def test_a_file_that_is_not_there_is_asked_wrongly(parts):
    with pytest.raises(UsageError, match="cannot be read"):
        verify(SimpleNamespace(obj=parts), "nowhere.json")
