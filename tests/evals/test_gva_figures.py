"""Numbers of shootings, by hand."""

import gzip
import json

from evals import gva_figures
from evals.learn_which import Example, learn, share_right
from facts.figures import read_figures


def _write(file, lines):
    with gzip.open(file, "wt", encoding="utf-8") as out:
        out.writelines(json.dumps(line) + "\n" for line in lines)


def test_the_number_of_the_right_articles_is_compared(tmp_path):
    asked = "How many people were injured in the shooting in Norvale, Ohio on May 2, 2014?"
    line = {"question": asked, "incident_id": "7", "answer_docs": ["a", "b"]}
    _write(tmp_path / "questions_single.jsonl.gz", [{**line, "answer": n} for n in (1, 3)])
    _write(
        tmp_path / "articles.jsonl.gz",
        [
            {"doc_id": "a", "title": "Three hurt", "dct": "2014-05-02",
             "content": "Three people were injured in Norvale."},
            {"doc_id": "c", "title": "Ten hurt", "dct": "2014-05-02", "content": "Ten were hurt."},
        ],
    )  # fmt: skip

    questions = gva_figures.questions(tmp_path)
    told = gva_figures.articles(tmp_path, questions)
    found = gva_figures.evaluate(questions, told, read_figures)

    assert [(one.measure, one.place, one.answer) for one in questions] == [
        ("injured", "Norvale, Ohio", 3)
    ]
    assert list(told) == ["a"]
    assert (found["exact"].value, found["exact"].n) == (1.0, 1)


def test_weights_make_the_right_candidate_the_best():
    examples = [
        Example([{"votes": 1.0}, {"votes": 0.0}], [True, False], key=str(number), answer=2)
        for number in range(5)
    ]

    weights = learn(examples)

    assert weights["votes"] > 0
    assert share_right(examples, weights) == 1.0
