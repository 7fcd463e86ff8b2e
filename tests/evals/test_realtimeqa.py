"""RealTimeQA over a made-up quiz."""

import gzip
import json
from dataclasses import replace
from datetime import date

import pytest

from evals import realtimeqa
from news.answer import Answer, Quote


@pytest.fixture
def quiz(tmp_path):
    article = {"url": "https://news.example/a", "title": "Bridge", "date": "2031/05/02"}
    line = {
        "question_id": "1",
        "question_date": "2031/05/03",
        "question": "How many lamps stand on the Orlen bridge?",
        "answer": ["48 lamps"],
        "answer_in_docs": True,
        "docs": [{**article, "text": "Short."}, {**article, "text": "There are 48 lamps on it."}],
    }
    file = tmp_path / "quiz.jsonl.gz"
    with gzip.open(file, "wt", encoding="utf-8") as out:
        out.write(json.dumps(line) + "\n")
        out.write(json.dumps({**line, "question_id": "2", "answer_in_docs": False}) + "\n")
    return file


@pytest.mark.parametrize(
    ("quote", "answers", "holds"),
    [
        pytest.param("It has “48 Lamps”.", ("48 lamps",), True, id="in any case and marks"),
        pytest.param("It has 148 lamps.", ("48 lamps",), False, id="no part of a number"),
        pytest.param("48 tall lamps.", ("48 lamps",), False, id="the words stand together"),
        pytest.param("It has none.", ("48", "none"), True, id="one of the answers is enough"),
        pytest.param("It has none.", ("…",), False, id="an answer without words"),
    ],
)
def test_a_quote_holds_an_answer_whose_words_stand_in_it(quote, answers, holds):
    assert realtimeqa.holds(quote, answers) is holds


def test_an_article_found_with_several_texts_is_read_once_with_the_longest(quiz):
    [document] = realtimeqa.documents(quiz)

    assert document.given["text"] == "There are 48 lamps on it."
    assert document.given["published"] == "2031-05-02"


def test_only_answerable_questions_count_and_are_asked_from_their_day(quiz):
    days = []

    def ask(question, day):
        days.append(day)
        quotes = ("Nothing here.", "There are 48 lamps on it.")
        return Answer(question, "", tuple(Quote(text, "a", "r", 0, 1, "t") for text in quotes))

    found = realtimeqa.evaluate(realtimeqa.questions(quiz), ask)

    assert days == [date(2031, 5, 3)]
    assert {name: figure.value for name, figure in found.items()} == {
        "first quote": 0.0,
        "first three quotes": 1.0,
        "first quote, figures and days": 0.0,
    }


@pytest.mark.parametrize(
    ("texts", "told"),
    [
        pytest.param(["There are 48 lamps on the bridge."], True, id="near the question's words"),
        pytest.param(["The bridge at Orlen is lit by lamps."], False, id="nowhere"),
        pytest.param(
            [*["A lamp stands on the Orlen bridge."] * 10, "He bought 48 lamps."], False,
            id="only far from the question's words",
        ),
    ],
)  # fmt: skip
def test_what_other_articles_tell_as_well_is_not_without_an_answer(quiz, texts, told):
    [one, _] = realtimeqa.questions(quiz)

    assert realtimeqa.is_told(one, texts) is told


@pytest.mark.parametrize(
    ("answer", "ids"),
    [
        pytest.param("48 LAMPS", {"https://news.example/a"}, id="in the text"),
        pytest.param("bridge", {"https://news.example/a"}, id="in the title"),
        pytest.param("bridge there", set(), id="a title and a text are not one"),
        pytest.param("8 lamps", set(), id="in none"),
        pytest.param("…", set(), id="an answer without words"),
    ],
)
def test_the_documents_that_hold_an_answer_are_known(quiz, answer, ids):
    [one, _] = realtimeqa.questions(quiz)

    found = realtimeqa.holding(realtimeqa.documents(quiz), [replace(one, answers=(answer,))])

    assert found == {"1": ids}
