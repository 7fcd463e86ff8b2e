"""One analyser: what is joined, and what is kept apart."""

import pytest

from vectorstore.analyse import analyse, content_terms


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("1,000", "1000"),
        ("U.S.", "US"),
        ("Korday's", "korday"),
        ("taken", "took"),
        ("homes", "home"),
        ("погибли", "погибших"),
        ("Кордайского", "Кордайском"),
    ],
)
def test_forms_of_one_word_are_one_term(one, other):
    assert analyse(one) == analyse(other)


@pytest.mark.parametrize(
    ("one", "other"), [("10", "100"), ("1.5", "15"), ("died", "injured"), ("дома", "домбра")]
)
def test_different_words_stay_different_terms(one, other):
    assert analyse(one) != analyse(other)


def test_a_question_is_about_its_content_words_each_once():
    assert content_terms("How many people died, and how many died in Korday?") == [
        "peopl",
        "die",
        "korday",
    ]


@pytest.mark.parametrize("text", ["", "what did (he say: about ^2", "“ ” — …", "🙂"])
def test_anything_that_people_type_can_be_analysed(text):
    assert all(term for term in analyse(text))
