"""What fits into a prompt."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answer.budget import fitting, token_counter
from news.errors import UsageError


@given(st.text(max_size=50))
def test_the_careful_count_is_never_below_one_token_a_byte(text):
    assert token_counter("")(text) == len(text.encode())


def test_an_encoding_that_does_not_exist_is_named():
    with pytest.raises(UsageError, match=r"\[llm\] encoding is 'nonsense'"):
        token_counter("nonsense")


def test_the_best_passages_that_fit_are_kept_and_the_first_always():
    texts = ["x" * 500, "y" * 500, "z" * 500]

    assert fitting(texts, tokens=1200, count=len) == texts[:2]
    assert fitting(texts, tokens=10, count=len) == texts[:1]
