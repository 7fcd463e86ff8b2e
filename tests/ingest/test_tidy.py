import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.tidy import one_line, shortened, tidy, word_count


@pytest.mark.parametrize(
    ("text", "tidied"),
    [
        pytest.param("a\r\nb\rc", "a\nb\nc", id="line ends"),
        pytest.param("a\0b\x07c", "abc", id="control characters"),
        pytest.param("a \t\nb\u00a0", "a\nb", id="trailing spaces"),
        pytest.param("\n\na\n\n\n\nb\n\n", "a\n\nb", id="blank lines"),
        pytest.param("a\n \n \nb", "a\n\nb", id="blank lines with spaces"),
        pytest.param("a\ud800b", "ab", id="half a character"),
    ],
)
def test_what_no_reader_sees_goes(text, tidied):
    assert tidy(text) == tidied


@pytest.mark.parametrize(
    "text", ["e\u0301 ﬁ “x” — …", "a\tb", "a  b", "  a", "Алматы 🙂", "a\u00adb"]
)
def test_every_other_character_stays_as_it_came(text):
    assert tidy(text) == text


@given(st.text())
def test_tidying_twice_is_tidying_once(text):
    once = tidy(text)

    assert tidy(once) == once
    once.encode()


def test_words_are_counted_in_every_script():
    assert word_count("Ships don't move.") == 4
    assert word_count("运河已经开放") == 6


def test_a_title_is_one_line_cut_at_a_word():
    assert one_line(" a\n b\0\tc ") == "a b c"
    assert shortened("one two three", 9) == "one two…"
    assert shortened("one two", 9) == "one two"
