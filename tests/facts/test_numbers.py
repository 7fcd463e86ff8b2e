"""Numbers in words and digits."""

import pytest

from facts.numbers import read_number


@pytest.mark.parametrize(
    ("words", "low", "high", "qualifier"),
    [
        ("11", 11, 11, ""),
        ("thirty-four", 34, 34, ""),
        ("two hundred thirty", 230, 230, ""),
        ("1,200", 1200, 1200, ""),
        ("12 000", 12000, 12000, ""),
        ("2.22 million", 2220000, 2220000, ""),
        ("a dozen", 12, 12, "about"),
        ("dozens", 24, None, "vague"),
        ("tens of thousands", 20000, None, "vague"),
        ("a couple of", 2, None, "vague"),
        ("at least 8", 8, None, "at least"),
        ("up to 8", None, 8, "up to"),
        ("about 20", 20, 20, "about"),
        ("between 10 and 15", 10, 15, ""),
        ("10 to 15", 10, 15, ""),
        ("двадцать пять", 25, 25, ""),
        ("не менее 30", 30, None, "не менее"),
    ],
)
def test_a_number_is_read_with_its_qualifier(words, low, high, qualifier):
    found = read_number(words.split(), 0)

    assert (found.low, found.high, found.qualifier) == (low, high, qualifier)


@pytest.mark.parametrize("words", ["people", "some people", "between friends", "12.5"])
def test_what_counts_nothing_is_no_number(words):
    assert read_number(words.split(), 0) is None
