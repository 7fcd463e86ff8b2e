"""Reports on shootings, by hand."""

import gzip
import json

import pytest

from evals import gva


def _write(file, lines):
    with gzip.open(file, "wt", encoding="utf-8") as out:
        out.writelines(json.dumps(line) + "\n" for line in lines)


def test_a_report_on_the_incident_counts_and_questions_on_one_person_do_not(tmp_path):
    line = {"question": "?", "incident_id": "7", "answer_docs": ["a", "b"]}
    _write(tmp_path / "questions_single.jsonl.gz", [{**line, "answer": n} for n in (1, 3)])

    asked = gva.questions(tmp_path)
    found = gva.evaluate(asked, lambda question, k: ["c", "b"][:k])

    assert found["hit@10"].n == 1
    assert (found["hit@1"].value, found["hit@10"].value) == (0.0, 1.0)


def test_reports_without_a_text_are_left_out(tmp_path):
    line = {"doc_id": "a", "title": "Two hurt", "dct": "2014-01-28"}
    texts = ["Two people were hurt.", " "]
    _write(tmp_path / "articles.jsonl.gz", [{**line, "content": text} for text in texts])

    given = [one.given for one in gva.documents(tmp_path)]

    assert [gva.report_of(one["url"]) for one in given] == ["a"]
    assert given[0]["published"] == "2014-01-28"


def test_the_number_that_an_answer_states_is_compared_with_the_one_that_was_counted(tmp_path):
    line = {"incident_id": "7", "answer_docs": ["a"], "answer": 3}
    lines = [{**line, "question": question} for question in ("right", "wrong", "silent")]
    _write(tmp_path / "questions_single.jsonl.gz", lines)
    said = {"right": 3, "wrong": 5, "silent": None}

    found = gva.evaluate_answers(gva.questions(tmp_path), said.__getitem__)

    assert found["number from the question"].value == pytest.approx(1 / 3)
    assert (found["of those answered"].value, found["of those answered"].n) == (0.5, 2)
