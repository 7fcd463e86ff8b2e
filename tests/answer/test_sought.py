"""What a question seeks."""

import pytest

from answer.sought import names_publisher, sought
from vectorstore.analyse import content_terms


def _sought(question):
    return sought(question, dict.fromkeys(content_terms(question), 1.0))


def test_a_long_question_falls_into_the_parts_that_ask_for_several_articles():
    seeks = _sought(
        "Did the Example Times report that the ferry sank near Port Albo, while the Coast Herald "
        "wrote that every passenger was rescued?"
    )

    assert [part.text.split()[0] for part in seeks.parts] == ["Did", "that", "while", "that"]
    assert {term for part in seeks.parts for term in part.terms} == set(range(len(seeks.terms)))


def test_a_short_question_is_one_part():
    assert len(_sought("Why did the ferry sink?").parts) == 1


def test_names_are_told_from_the_first_word():
    seeks = _sought("Ferries from Port Albo sank")

    assert [seeks.terms[at] for at in seeks.names] == ["port", "albo"]


@pytest.mark.parametrize(
    ("publisher", "named"),
    [
        pytest.param("Example Times", True, id="as it is written"),
        pytest.param("The Example Times | World News", True, id="without what follows its name"),
        pytest.param("Example Times - Sport", True, id="without its section"),
        pytest.param("example times", False, id="a name has its capitals"),
        pytest.param("Example", True, id="a shorter name that stands there"),
        pytest.param("Example Tim", False, id="half a word"),
        pytest.param(None, False, id="no publisher"),
    ],
)
def test_a_publisher_is_named_as_people_name_it(publisher, named):
    assert names_publisher("What did the Example Times say?", publisher) is named
