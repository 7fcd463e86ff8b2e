"""Which event: asked back where a question fits several, and kept until another is named."""

import pytest

from answer.chain import Answerer
from news.conversation import Conversation, Turn
from tests.builders import article, day

ARTICLES = (
    ("Three dead in Upper Vale mill fire", "2020-03-02", "mill",
     "Three people died in a fire at a mill in Upper Vale on March 1, the Vale Fire Brigade said. "
     "Two people were injured. Chief Roe of the Vale Fire Brigade said that the fire broke out in "
     "a store room. Sacks of flour burned."),
    ("Upper Vale mill fire: toll rises to five", "2020-03-04", "mill-later",
     "Five people died in the mill fire in Upper Vale, the Vale Fire Brigade said. Chief Roe said "
     "that the fire in Upper Vale was out."),
    ("Ferry sinks off Port Sample", "2021-06-10", "ferry",
     "Nine people died when a ferry sank off Port Sample on June 9, the Sample Coast Guard said. "
     "Six people were injured. The Sample Coast Guard towed the wreck to Old Quay."),
    ("Second ferry sinks off Port Sample", "2023-09-02", "second-ferry",
     "Seven people died when the ferry Blue Gull sank off Port Sample on September 1, said Harbour "
     "Master Poe. Divers from Long Bay looked for the ferry."),
)  # fmt: skip
MILL, MILL_LATER, FERRY, SECOND = (f"https://example.org/{one[2]}" for one in ARTICLES)


def put(parts, one):
    parts.archive.put(one, parts.chunk(one), layout=parts.layout)
    parts.catch_up()


@pytest.fixture
def stocked(parts):
    for title, published, name, text in ARTICLES:
        url = f"https://example.org/{name}"
        one = article(text, url=url, published=day(published), title=title)
        put(parts, one)
    return parts


@pytest.fixture
def answerer(stocked):
    return Answerer(stocked.retriever)


def labels(answer):
    return [choice.label for choice in answer.choices]


def quoted(answer):
    return {quote.url for quote in answer.quotes}


def choose(answerer, label, question="How many people died?"):
    """Return the conversation after a question was asked and one of its stories was chosen."""
    choices = {one.label: one.articles for one in answerer.answer(question).choices}
    answer = answerer.answer(question, Conversation(about=choices[label]))
    return after(answer)


def after(answer):
    return Conversation((Turn(answer.question, answer.standalone, answer.text),), answer.about)


FIRE, FIRST_FERRY, SECOND_FERRY = (
    "Upper Vale, March 2020", "Port Sample, June 2021", "Port Sample, September 2023",
)  # fmt: skip


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        pytest.param(
            "How many people died?", {FIRE, FIRST_FERRY, SECOND_FERRY},
            id="a toll, of two events in one place and of one told twice",
        ),
        pytest.param("How many people were injured?", {FIRE, FIRST_FERRY}, id="those that tell it"),
        pytest.param(
            "How many people died off Port Sample?", {FIRST_FERRY, SECOND_FERRY},
            id="a place of two events",
        ),
        pytest.param(
            "When did the ferry sink?", {FIRST_FERRY, SECOND_FERRY}, id="a day",
        ),
        pytest.param(
            "What happened?", {FIRE, FIRST_FERRY, SECOND_FERRY}, id="nothing but what is asked",
        ),
    ],
)  # fmt: skip
def test_a_question_that_fits_several_events_offers_them(answerer, question, expected):
    answer = answerer.answer(question)

    assert set(labels(answer)) == expected
    assert len(labels(answer)) == len(expected)
    assert answer.supported


@pytest.mark.parametrize(
    "question",
    [
        pytest.param("How many people died in Upper Vale?", id="a place"),
        pytest.param("how many people died in upper vale?", id="a place in small letters"),
        pytest.param("How many people died in the mill fire?", id="a kind of event"),
        pytest.param("How many people died when the Blue Gull sank?", id="a ship"),
        pytest.param("How many people died off Port Sample on June 9, 2021?", id="a day"),
        pytest.param("How many people died off Port Sample in 2023?", id="a year"),
        pytest.param("What did Chief Roe say?", id="a person"),
        pytest.param("Who won the football match?", id="nothing answers"),
    ],
)
def test_a_question_that_names_what_one_event_has_is_not_asked_back(answerer, question):
    assert labels(answerer.answer(question)) == []


def test_the_answer_is_for_the_first_choice_and_quotes_no_other(answerer, stocked):
    answer = answerer.answer("How many people died?")

    first = {stocked.archive.find(one).article.url for one in answer.choices[0].articles}
    assert quoted(answer) <= first


def test_what_was_chosen_answers_alone_and_holds_for_what_follows(answerer):
    conversation = choose(answerer, FIRST_FERRY)

    toll = answerer.answer("How many people died?", conversation)
    injured = answerer.answer("And how many were injured?", conversation)
    when = answerer.answer("When did it happen?", conversation)

    assert [quoted(one) for one in (toll, injured, when)] == [{FERRY}] * 3
    assert [labels(one) for one in (toll, injured, when)] == [[]] * 3
    assert "Six people were injured" in injured.text
    assert injured.about == conversation.about


def test_what_the_chosen_event_does_not_tell_is_not_told_of_another(answerer):
    answer = answerer.answer("How many people were injured?", choose(answerer, SECOND_FERRY))

    assert not answer.supported
    assert answer.text.startswith(f"The articles on “{SECOND_FERRY}” do not say")
    assert {passage.url for passage in answer.passages} == {SECOND}


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        pytest.param("What about Upper Vale?", {MILL, MILL_LATER}, id="a place"),
        pytest.param("what about upper vale?", {MILL, MILL_LATER}, id="in small letters"),
        pytest.param("How many people died on March 1, 2020?", {MILL, MILL_LATER}, id="a day"),
        pytest.param("Which room were the flour sacks in?", {MILL}, id="another topic"),
    ],
)
def test_a_question_that_names_something_else_leaves_the_event(answerer, question, expected):
    answer = answerer.answer(question, choose(answerer, FIRST_FERRY))
    following = answerer.answer("How many people were injured?", after(answer))

    assert quoted(answer)
    assert quoted(answer) <= expected
    assert quoted(following) == {MILL}


def test_a_later_report_of_the_chosen_event_is_read_too(answerer, stocked):
    conversation = choose(answerer, FIRST_FERRY)
    later = article(
        "The Sample Coast Guard said that eleven people died on the ferry off Port Sample.",
        url="https://example.org/later", published=day("2021-06-11"), title="Ferry toll rises",
    )  # fmt: skip
    stocked.archive.put(later, stocked.chunk(later), layout=stocked.layout)
    stocked.catch_up()

    answer = answerer.answer("How many people died?", conversation)

    assert answer.quotes[0].url == later.url
    assert quoted(answer) == {later.url, FERRY}


def test_removed_articles_are_no_longer_what_a_conversation_is_about(answerer, stocked):
    conversation = choose(answerer, FIRE)
    stocked.archive.remove(stocked.archive.find(MILL_LATER).article.id)
    stocked.catch_up()
    half = answerer.answer("How many people died?", conversation)
    stocked.archive.remove(stocked.archive.find(MILL).article.id)
    stocked.catch_up()
    gone = answerer.answer("How many people died?", conversation)

    assert quoted(half) == {MILL}
    assert set(labels(gone)) == {FIRST_FERRY, SECOND_FERRY}


def test_an_earlier_question_that_named_the_event_is_enough(answerer):
    conversation = Conversation.of("How many people died in the Upper Vale mill fire?")

    answer = answerer.answer("How many people were injured in total?", conversation)

    assert quoted(answer) == {MILL}
    assert labels(answer) == []


@pytest.mark.parametrize(
    "place",
    ["Upper Vale (Aldersey)", "Aldersey (Upper Vale)"],
)
def test_either_name_of_a_place_finds_it(answerer, place):
    answer = answerer.answer(f"How many people died in the mill fire in {place}?")

    assert [one.figure.low for one in answer.figures][:1] == [5]


def test_a_saint_is_found_in_short_and_in_whole(parts):
    one = article(
        "Four people were killed in a shooting in St. Aldhelm on May 2, the police said. "
        "A man was arrested on Saturday evening.",
        url="https://example.org/aldhelm", published=day("2020-05-03"), title="Shots in the night",
    )  # fmt: skip
    put(parts, one)

    answer = Answerer(parts.retriever).answer(
        "How many people were killed in the shooting in Saint Aldhelm, Ohio on May 2, 2020?"
    )

    assert [one.figure.low for one in answer.figures] == [4]


def test_the_passage_tells_which_tower_is_meant(parts):
    one = article(
        "A fire began in Norvale Tower on Monday. Smoke filled the stairs within minutes. "
        "Firefighters rescued 65 people from the tower, which had 127 flats.",
        url="https://example.org/norvale", published=day("2020-05-05"), title="Night of smoke",
    )  # fmt: skip
    put(parts, one)

    answer = Answerer(parts.retriever).answer("How many flats did Norvale Tower have?")

    assert answer.text.startswith("127 flats")
