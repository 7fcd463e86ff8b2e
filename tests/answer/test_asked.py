"""What a question asks for."""

import pytest

from answer.asked import asked


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("How many people died?", "count"),
        ("What was the death toll?", "count"),
        ("What is the number of injured?", "count"),
        ("Сколько человек погибло?", "count"),
        ("When did it start?", "when"),
        ("On which day did it start?", "when"),
        ("Where was the fire?", "where"),
        ("Who resigned?", "who"),
        ("Who doubted the number of victims?", "who"),
        ("Who said how many people died?", "who"),
        ("Why did people flee?", "why"),
        ("What caused the fire?", "why"),
        ("What did the president say?", "said"),
        ("What happened in Korday?", "what"),
        ("Tell me about the fire", "what"),
        ("Was anyone hurt when the ship sank?", "what"),
        ("Where was the ship going when it sank?", "where"),
    ],
)
def test_the_kind_of_a_question(question, kind):
    assert asked(question).kind == kind


@pytest.mark.parametrize(
    ("question", "counted", "measure"),
    [
        ("How many people died?", (), "killed"),
        ("How many were injured?", (), "injured"),
        ("How many homes were damaged?", ("home",), "damaged"),
        ("How many children were killed?", ("child",), "killed"),
        ("How many police officers were hurt?", ("offic",), "injured"),
        ("How many people took part?", (), None),
        ("How many escaped from the fire?", (), None),
        ("How many armed men came?", ("man",), None),
        ("Who died?", (), None),
    ],
)
def test_what_a_count_counts(question, counted, measure):
    found = asked(question)

    assert (found.counted, found.measure) == (counted, measure)
