"""Numbers are compared by what they say, not by how they are written."""

import pytest

from answer.numerals import numerals


@pytest.mark.parametrize(
    ("text", "values"),
    [
        pytest.param("eleven people", {"11"}, id="in words"),
        pytest.param("11 people", {"11"}, id="in digits"),
        pytest.param("Twenty-five", {"25"}, id="two words"),
        pytest.param("two hundred and five", {"205"}, id="three words"),
        pytest.param("500 thousand", {"500000"}, id="digits and a word"),
        pytest.param("$1.5m", {"1500000"}, id="a letter for millions"),
        pytest.param("a thousand", {"1000"}, id="without a number before"),
        pytest.param("two dozen", {"24"}, id="dozens that are counted"),
        pytest.param("1,000 and 1\u202f000", {"1000"}, id="marks between thousands"),
        pytest.param("11th, eleventh", {"11"}, id="ordinals"),
        pytest.param("40 % or forty percent", {"40%"}, id="a share is no count"),
        pytest.param("ten and eleven", {"10", "11"}, id="two numbers"),
        pytest.param("twenty three and 4, 5", {"23", "4", "5"}, id="a list"),
        pytest.param("at 15:05", {"15:05"}, id="a time of day"),
        pytest.param("dozens, half of them", {"dozens", "half"}, id="without a value"),
        pytest.param("сто двадцать", {"120"}, id="Russian"),
        pytest.param("zero", {"0"}, id="zero"),
    ],
)
def test_a_number_has_one_value_however_it_is_written(text, values):
    assert numerals(text) == values


@pytest.mark.parametrize("text", ["", "No one saw it.", "the m of k", "a tenant", "at first"])
def test_what_counts_nothing_has_no_value(text):
    assert numerals(text) == set()
