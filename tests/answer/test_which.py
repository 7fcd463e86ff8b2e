"""Which event a question means, over the samples: three that killed, a ship, and a court."""

import pytest

from answer.asked import asked
from answer.chain import Answerer
from answer.select import Candidate
from answer.stories import Story
from answer.which import fitting
from news.conversation import Conversation, Turn
from tests.builders import day, source


@pytest.fixture(scope="module")
def answerer(samples):
    return Answerer(samples.retriever)


def places(answer):
    return {choice.label.split(",")[0] for choice in answer.choices}


KORDAY, BATA, GRENFELL = "Korday", "Bata", "Grenfell Tower"


@pytest.mark.parametrize(
    ("question", "fits"),
    [
        ("How many people died?", {KORDAY, BATA, GRENFELL}),
        ("how many were killed", {KORDAY, BATA, GRENFELL}),
        ("Who was killed?", {KORDAY, BATA, GRENFELL}),
        ("When did it happen?", {KORDAY, BATA, GRENFELL}),
        ("What did the president say?", {KORDAY, BATA}),
        ("What did the police say?", {KORDAY, GRENFELL}),
    ],
)
def test_a_question_that_fits_several_events_offers_them(answerer, question, fits):
    answer = answerer.answer(question)

    assert places(answer) >= fits
    assert answer.supported


@pytest.mark.parametrize(
    "question",
    [
        "How many people died in Korday?",
        "how many people died in bata?",
        "How many people died in the Grenfell Tower fire?",
        "How many people died in the clashes?",
        "How many people died on 7 March 2021?",
        "How many people died on 1 January 2019?",
        "How many people died in Atlantis?",
        "How many people were detained?",
        "How many homes were damaged?",
        "How many ships were waiting?",
        "What caused the explosion?",
        "What happened on 8 March 2021?",
        "When did the fire start?",
        "Who set fire to the shops?",
        "Did Queen Elizabeth visit?",
        "Who won the football match?",
        "Why did the container ship block the Suez Canal?",
        "How many people from the tower were still missing on Thursday evening after the fire?",
    ],
)
def test_a_question_that_means_one_event_is_never_asked_back(answerer, question):
    assert answerer.answer(question).choices == ()


@pytest.fixture(scope="module")
def within_bata(answerer):
    """A conversation in which Bata was chosen for "How many people died?"."""
    first = answerer.answer("How many people died?")
    chosen = next(one for one in first.choices if one.label.startswith(BATA))
    answer = answerer.answer(first.question, Conversation(about=chosen.articles))
    turn = Turn(answer.question, answer.standalone, answer.text)
    return Conversation((turn,), about=answer.about)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        pytest.param("How many people died?", "105 people", id="the question itself"),
        pytest.param("And how many were injured?", "615", id="another count"),
        pytest.param("When did it happen?", "March", id="the day"),
        pytest.param(
            "What did the ministry say?", "Health Ministry", id="a question that fits two"
        ),
    ],
)
def test_what_is_asked_next_stays_within_the_event(answerer, within_bata, question, told):
    answer = answerer.answer(question, within_bata)

    assert any(told in quote.text for quote in answer.quotes)
    assert {quote.article_id for quote in answer.quotes} <= set(within_bata.about)
    assert set(answer.about) == set(within_bata.about)
    assert answer.choices == ()


@pytest.mark.parametrize(
    ("question", "told"),
    [
        pytest.param("What about Korday?", "Eleven people were killed", id="a name"),
        pytest.param("and in korday?", "Korday", id="a name in small letters"),
        pytest.param("Did Queen Elizabeth visit?", "Queen Elizabeth", id="a person"),
        pytest.param("What happened on 8 February 2020?", "clashes", id="a day"),
        pytest.param("How many ships were waiting?", "ships", id="nothing in common"),
    ],
)
def test_what_names_something_else_leaves_it(answerer, within_bata, question, told):
    answer = answerer.answer(question, within_bata)

    assert any(told in quote.text for quote in answer.quotes)
    assert not set(answer.about) & set(within_bata.about)


def test_what_the_event_does_not_tell_is_not_taken_from_another(answerer, within_bata):
    answer = answerer.answer("How many children were killed?", within_bata)

    assert not answer.supported
    assert answer.text.startswith("The articles on “Bata, March 2021” do not say (of 21 articles")


def test_a_chosen_event_whose_articles_are_gone_is_forgotten(answerer):
    answer = answerer.answer("How many people died?", Conversation(about=("gone",)))

    assert places(answer) >= {KORDAY, BATA, GRENFELL}
    assert answer.about == ()


@pytest.mark.parametrize(
    ("published", "text", "is_offered"),
    [
        pytest.param("2021-03-02", "Four died in Omega.", True, id="reported on the day"),
        pytest.param("2021-03-04", "Four died in Omega on Tuesday.", True, id="two days later"),
        pytest.param("2021-03-05", "Four died in Omega.", False, id="three days later"),
        pytest.param("2021-03-01", "Four died in Omega.", False, id="the day before"),
        pytest.param("2021-06-01", "Four died in Omega on March 2.", True, id="it names the day"),
        pytest.param("2022-06-01", "Four died in Omega on March 2.", False, id="of another year"),
    ],
)
def test_only_events_of_the_day_that_is_asked_about_are_offered(published, text, is_offered):
    question = asked("How many died on March 2, 2021?")
    stories = [
        Story((source("Ten died in Epsilon.", "a", published=day("2021-03-02")),)),
        Story((source(text, "b", published=day(published)),)),
    ]
    answering = [
        Candidate(one, 0, len(one.text), score=1.0, own=1.0, fits=True)
        for story in stories
        for one in story.articles
    ]

    fit = fitting(question, answering, stories)

    assert len(fit) == (2 if is_offered else 1)
    assert stories[0] in fit
