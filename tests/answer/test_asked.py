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
        ("Was anyone hurt when the ship sank?", "count"),
        ("Did 98 people die in the fire?", "count"),
        ("Were there any deaths?", "count"),
        ("Was anyone acquitted?", "what"),
        ("Why did the death toll rise?", "why"),
        ("How old was the woman who died?", "what"),
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
        ("How many tugs pulled the ship?", ("tug",), None),
        ("How many people stood in the street?", (), None),
        ("How many deaths were there?", (), "killed"),
        ("How many casualties were reported?", (), "killed"),
        ("Who died?", (), None),
        ("How many lives were lost?", (), "killed"),
        ("Norvale deaths", (), "killed"),
        ("injured?", (), "injured"),
        ("arrests in Norvale", (), "detained"),
        ("flood death toll", (), "killed"),
        ("The missing girl", (), None),
        ("Queen dead", (), None),
        ("How many lives did the fire claim?", (), "killed"),
        ("How many people lost their lives?", (), "killed"),
        ("How many Dungans live in Kazakhstan?", ("dungan",), None),
        ("How many hospitals are there?", ("hospit",), None),
        ("How many hospitals were destroyed?", ("hospit",), "damaged"),
        ("How many are in hospital?", (), "injured"),
    ],
)
def test_what_a_count_counts(question, counted, measure):
    found = asked(question)

    assert (found.counted, found.measure) == (counted, measure)


@pytest.mark.parametrize(
    ("question", "terms"),
    [
        ("Where was the trial held?", ("trial",)),
        ("How long is the ship?", ("ship",)),
        ("How many people took part in the march?", ("march",)),
        ("Who owns the ship?", ("own", "ship")),
        ("What was given?", ()),
    ],
)
def test_what_says_nothing_of_the_matter_is_no_term(question, terms):
    assert asked(question).terms == terms


def test_who_was_not_hurt_is_asked_for():
    assert asked("How many people were not hurt?").is_denied
    assert not asked("How many people were hurt?").is_denied


@pytest.mark.parametrize(
    ("question", "of_those"),
    [
        ("How many of the wounded were sent home?", True),
        ("How many wounded were sent home?", True),
        ("How many injured were there?", False),
        ("How many injured were reported?", False),
    ],
)
def test_some_of_those_who_were_harmed_are_counted(question, of_those):
    assert asked(question).of_those is of_those
