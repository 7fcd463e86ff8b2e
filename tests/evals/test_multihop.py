"""MultiHop-RAG's rule, by hand."""

import pytest

from evals import multihop


def test_the_first_text_that_holds_a_fact_counts():
    asked = [
        {"question_type": "x", "query": "one", "evidence_list": [{"fact": "eight people died"}]},
        {"question_type": "x", "query": "two", "evidence_list": [{"fact": "not there"}]},
        {"question_type": "null_query", "query": "none", "evidence_list": []},
    ]

    found = multihop.evaluate(asked, lambda question, k: ["No.", "There eight people\ndied."][:k])

    assert found["hits@10"].value == found["hits@4"].value == 0.5
    assert found["mrr@10"].value == pytest.approx(0.25)
    assert found["mrr@10"].n == 2
