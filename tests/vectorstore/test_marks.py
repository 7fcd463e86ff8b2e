"""Terms as numbers."""

from vectorstore.marks import BREAK, in_order, mark, number


def test_the_header_comes_first_and_a_break_ends_each_sentence():
    marks = mark(in_order("Ferry | Example Times", "It sank. Ten died."))

    words = ["ferri", "exampl", "time", None, "it", "sink", None, "ten", "die", None]
    assert marks.tolist() == [BREAK if word is None else number(word) for word in words]


def test_without_a_header_there_is_a_break_all_the_same():
    assert mark(in_order("", "Rain.")).tolist() == [BREAK, number("rain"), BREAK]
