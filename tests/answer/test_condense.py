"""Follow-ups completed; questions that stand alone left as they are."""

import pytest

from answer.condense import condense
from news.conversation import Conversation, Turn

DIED = "How many people died in Korday?"
KILLED = "How many people were killed by the explosions in Epsilon?"
FLED = "How many people fled to Almaty?"
ANSWER = "Eleven people were killed (Sample Radio, 27 April 2021).\nEarlier reports:"


@pytest.mark.parametrize(
    ("question", "before", "expected"),
    [
        pytest.param(
            "And how many shops?", "How many homes were damaged?",
            "How many shops were damaged?", id="the same frame",
        ),
        pytest.param(
            "And how many shops?", DIED, "How many shops were damaged in Korday?",
            id="what is built does not die",
        ),
        pytest.param(
            "And how many boats?", "How many people died?", "How many boats were damaged?",
            id="a count without a place",
        ),
        pytest.param(
            "And how many were injured?", DIED, "How many were injured in Korday?",
            id="another measure of the same event",
        ),
        pytest.param(
            "And the injured?", KILLED, "How many were injured by the explosions in Epsilon?",
            id="those harmed otherwise",
        ),
        pytest.param(
            "And since yesterday?", DIED, "How many people died in Korday since yesterday?",
            id="other days",
        ),
        pytest.param(
            "What about this week?", "How many people died in Korday last week?",
            "How many people died in Korday this week?", id="days in place of others",
        ),
        pytest.param(
            "What about Bishkek?", FLED, "How many people fled to Bishkek?", id="another place",
        ),
        pytest.param(
            "And in Bishkek?", DIED, "How many people died in Bishkek?", id="a place with its word",
        ),
        pytest.param(
            "And in Zeta?", "How many people died in the Epsilon floods on Monday?",
            "How many people died in the floods in Zeta on Monday?", id="what happened elsewhere",
        ),
        pytest.param(
            "How about the children?", KILLED,
            "How many children were killed by the explosions in Epsilon?", id="a group of them",
        ),
        pytest.param(
            "What about Zeta?", "How many people fled (Epsilon)?",
            "How many people fled (Zeta)?", id="one place after another",
        ),
        pytest.param(
            "what about upper vale", DIED, "How many people died in Korday (upper vale)?",
            id="a place in small letters",
        ),
        pytest.param(
            "What about the school?", "Who set the library on fire?",
            "Who set the school on fire?", id="another thing",
        ),
        pytest.param(
            "What about Zeta?", "Where did it happen?", "Where did it happen in Zeta?",
            id="a place where none was",
        ),
        pytest.param(
            "And on 9 February?", "How many homes were damaged on 8 February?",
            "How many homes were damaged on 9 February?", id="another day",
        ),
        pytest.param(
            "And the day before?", "How many people were in Eta on 1 March 2020?",
            "How many people were in Eta on 29 February 2020?", id="the day before",
        ),
        pytest.param(
            "When was that?", "Who set the library on fire?",
            "When was that (set the library on fire)?", id="when it was",
        ),
        pytest.param(
            "Where was that?", "How many people died in the Korday clashes?",
            "Where was that (the Korday clashes)?", id="where the counted happening was",
        ),
        pytest.param("Why?", FLED, "Why (people fled to Almaty)?", id="a word alone"),
        pytest.param(
            "Where?", "When did the explosions in Eta happen?", "Where (the explosions in Eta)?",
            id="that it happened needs no saying",
        ),
        pytest.param(
            "Who said so?", DIED, "Who said how many people died in Korday?", id="who counted",
        ),
        pytest.param(
            "Who said that?", "Why was the bridge in Eta closed?",
            "Who said so (the bridge in Eta closed)?", id="who told the reason",
        ),
        pytest.param(
            "How many of them were children?", DIED, "How many children died in Korday?",
            id="some of those counted",
        ),
        pytest.param(
            "How many were sentenced?", "How many were arrested in Korday?",
            "How many were sentenced in Korday?", id="what else was done to them",
        ),
        pytest.param(
            "And the injured?", "How many died (Bata)?", "How many were injured (Bata)?",
            id="a place that stands in brackets",
        ),
        pytest.param(
            "And the injured?", "How many people died?", "How many were injured?",
            id="those harmed otherwise where no place was named",
        ),
        pytest.param(
            "And the injured?", "Tell me about Bata", "How many were injured (Bata)?",
            id="those harmed in what was told of",
        ),
        pytest.param(
            "What about children?", "How many returned from Eta?",
            "How many children returned from Eta?", id="a group where none was named",
        ),
        pytest.param(
            "Why?", "How long was the canal in Eta blocked?", "Why (the canal in Eta blocked)?",
            id="how long it was needs no saying",
        ),
        pytest.param(
            "When was that?", "What caused them (the explosions in Eta)?",
            "When was that (the explosions in Eta)?", id="what its pronoun meant",
        ),
        pytest.param("Are you sure?", DIED, "Who said how many people died in Korday?", id="doubt"),
        pytest.param(
            "More", "How many people died in the Korday clashes?",
            "Tell me about the Korday clashes", id="more of the happening",
        ),
        pytest.param("Anything else?", DIED, "Tell me about Korday", id="more of the place"),
        pytest.param(
            "А сколько раненых?", "Сколько человек погибло в Кордае?",
            "Сколько раненых в Кордае?", id="another count in Russian",
        ),
        pytest.param(
            "Когда это было?", "Сколько человек погибло в Кордае?",
            "Когда это было (человек погибло в Кордае)?", id="when it was in Russian",
        ),
        pytest.param(
            "А задержано?", "Сколько человек погибло в Кордае?",
            "Сколько задержано в Кордае?", id="another measure in Russian",
        ),
        pytest.param(
            "А в Бишкеке?", "Сколько человек погибло в Кордае?",
            "Сколько человек погибло в Бишкеке?", id="another place in Russian",
        ),
        pytest.param(
            "And before that?", "What happened on 1 March 2020 in Eta?",
            "What happened on 29 February 2020 in Eta?", id="before the day that was named",
        ),
        pytest.param(
            "And the president?", "Tell me about Korday",
            "What about the president (Korday)?", id="a thing of a topic",
        ),
        pytest.param(
            "Кто это сказал?", "Сколько человек погибло в Кордае?",
            "Кто сказал, сколько человек погибло в Кордае?", id="who counted in Russian",
        ),
        pytest.param(
            "Were they arrested?", "How many people died in the Korday clashes?",
            "Were they arrested in the Korday clashes?", id="the event behind a pronoun",
        ),
        pytest.param(
            "Who lit it?", KILLED, "Who lit it (the explosions in Epsilon)?",
            id="the words that are meant in brackets",
        ),
    ],
)  # fmt: skip
def test_a_follow_up_takes_from_the_conversation_what_it_lacks(question, before, expected):
    assert condense(question, Conversation.of(before)) == expected


@pytest.mark.parametrize(
    "question",
    [
        "How many people died in the Grenfell Tower fire?",
        "Who became governor of the Jambyl region after the clashes?",
        "Why did the container ship block the Suez Canal?",
        "How many passengers survived a train crash near Zeta?",
        "What is the capital of France?",
        "Which minister announced new taxes on sugar?",
        "Who won the football match?",
        "How many died in Bata?",
    ],
)
@pytest.mark.parametrize("before", ["How many homes were damaged?", DIED, KILLED])
def test_a_question_that_stands_alone_is_left_alone(question, before):
    assert condense(question, Conversation.of(before)) == question


def test_a_count_of_people_takes_over_no_other_things():
    talk = Conversation.of(
        "How many homes were damaged?",
        "How many cars were damaged?",
        "What did the president order?",
    )

    assert condense("How many people are in hospital?", talk) == "How many people are in hospital?"


def test_without_a_conversation_nothing_is_added():
    assert condense("And how many shops?", Conversation()) == "And how many shops?"


def test_a_follow_up_of_a_follow_up_keeps_the_subject():
    turns = (Turn("And how many shops?", "How many shops were damaged in Eta?"),)

    assert condense("And cars?", Conversation(turns)) == "How many cars were damaged in Eta?"


def test_the_place_that_another_took_is_not_carried():
    talk = Conversation.of(FLED)
    now = condense("What about Bishkek?", talk)
    talk = Conversation((*talk.turns, Turn("What about Bishkek?", now)))

    assert condense("Were they allowed to return?", talk) == (
        "Were they allowed to return (Bishkek)?"
    )


def test_what_was_said_before_another_topic_is_not_carried():
    topic = "How many people died in the Grenfell Tower fire?"
    talk = Conversation.of("Which ship blocked the Suez Canal?", topic)

    condensed = condense("Why did it spread?", talk)

    assert condensed == "Why did it spread in the Grenfell Tower fire?"


def test_whoever_is_asked_for_has_said_what_was_answered():
    talk = Conversation((Turn(DIED, answer=ANSWER),))

    assert condense("Who said so?", talk) == (
        "Who said how many people died in Korday (eleven people were killed)?"
    )


def test_whoever_else_gave_the_count_is_no_part_of_it():
    answer = "Eleven people were killed (Sample Radio, 27 April 2021, and 2 others).\nEarlier:"
    talk = Conversation((Turn(DIED, answer=answer),))

    assert condense("Who said so?", talk) == (
        "Who said how many people died in Korday (eleven people were killed)?"
    )


SHIP = Turn(
    "Which ship blocked the canal?",
    quotes=(
        "It turned in the wind, the Canal Authority said.",
        "The container ship Eta Star sank.",
    ),
)
PERSON = Turn("Who became governor?", quotes=("He named Minister Ann Sample on Monday.",))


@pytest.mark.parametrize(
    ("question", "last", "expected"),
    [
        ("Who owns it?", SHIP, "Who owns Eta Star?"),
        ("And what is its flag?", SHIP, "What is Eta Star's flag?"),
        ("What did she say?", PERSON, "What did Minister Ann Sample say?"),
    ],
)
def test_a_pronoun_means_the_name_that_was_answered(question, last, expected):
    assert condense(question, Conversation((last,))) == expected


def test_a_name_that_was_put_for_a_pronoun_is_meant_by_the_next_one():
    talk = Conversation((SHIP, Turn("Who owns it?", "Who owns the Eta Star?")))

    assert condense("When was it freed?", talk) == "When was the Eta Star freed?"


@pytest.mark.parametrize(
    ("question", "last"),
    [
        pytest.param("What did he say?", SHIP, id="no ship is a he"),
        pytest.param(
            "When was he born?",
            Turn("Who came?", quotes=("So Ann Sample and Bob Sample came.",)),
            id="two names",
        ),
        pytest.param("When was he born?", Turn("Who came?"), id="no quotes at hand"),
    ],
)
def test_a_pronoun_that_may_mean_several_gets_no_name(question, last):
    assert "Sample" not in condense(question, Conversation((last,)))


def test_a_name_is_carried_whole():
    talk = Conversation.of("Who owns the ship Ever Given?")

    assert "Ever Given" in condense("Was it insured?", talk)


def test_the_day_before_is_counted_from_the_day_of_the_answer():
    talk = Conversation((Turn(DIED, answer=ANSWER),))

    assert condense("And the day before?", talk) == (
        "How many people died in Korday on 26 April 2021?"
    )


def talk_of(*questions: str) -> Conversation:
    """Return the conversation of these questions, each as it is understood after those before."""
    talk = Conversation()
    for one in questions:
        talk = Conversation((*talk.turns, Turn(one, condense(one, talk))))
    return talk


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Who said so?", "Who said how many people died in Korday?"),
        ("Where was that?", "Where was that (people died in Korday)?"),
        ("How many were injured?", "How many were injured in Korday?"),
        ("And the injured?", "How many were injured in Korday?"),
    ],
)
def test_what_pointed_back_is_not_what_is_pointed_at(question, expected):
    talk = talk_of(DIED, "When was that?")

    assert condense(question, talk) == expected


def test_those_of_whom_some_are_asked_for_were_counted_before_their_cause_was_asked():
    talk = talk_of(KILLED, "What caused them?")

    assert condense("How many of them were children?", talk) == (
        "How many children were killed by the explosions in Epsilon?"
    )


def test_another_place_is_no_place_for_who_said_it():
    talk = talk_of("What did the president order in Eta?", "Who said so?")

    assert condense("What about Zeta?", talk) == "What did the president order in Zeta?"


def test_whoever_asks_of_another_topic_leaves_the_one_before():
    talk = talk_of("What happened after 8 February 2020 in Korday?", "Tell me about Epsilon")

    assert condense("How many people were wounded?", talk) == (
        "How many people were wounded (Epsilon)?"
    )
