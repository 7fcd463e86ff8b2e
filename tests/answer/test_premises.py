"""What a question takes for granted, over the samples and in single sentences."""

import pytest

from answer.asked import asked
from answer.chain import Answerer
from answer.premises import with_its_deed, with_its_names
from answer.select import Candidate
from answer.stories import Story
from tests.builders import article, source


@pytest.fixture(scope="module")
def answerer(samples):
    return Answerer(samples.retriever)


def kept(question, *texts, by=with_its_names):
    """Return which of the articles, each a story, keep their sentence for the question."""
    articles = [source(text, str(at)) for at, text in enumerate(texts)]
    told = [Story((one,)) for one in articles]
    ends = [one.text.index(".") + 1 for one in articles]
    found = [
        Candidate(one, 0, end, 1.0, 1.0, True) for one, end in zip(articles, ends, strict=True)
    ]
    return [int(one.source.article_id) for one in by(asked(question), told, found)]


SUEZ = "422 ships waited at the Suez Canal. The vessel sails under the flag of Panama."
LEAD = "Six people died in Norvale on Monday, the police said. " + "The fire went on. " * 20


@pytest.mark.parametrize(
    ("question", "texts", "stands"),
    [
        pytest.param("How many ships waited at the Suez Canal?", [SUEZ], [0], id="the name"),
        pytest.param("How many ships waited at the Panama Canal?", [SUEZ], [], id="words apart"),
        pytest.param("Why was the Panama Canal shut?", [SUEZ, LEAD], [], id="nor told elsewhere"),
        pytest.param("Why was the Suez Canal shut?", [SUEZ, LEAD], [0], id="only where it is"),
        pytest.param("How many people died in Norvale?", [LEAD], [0], id="the place"),
        pytest.param(
            "How many people died in Easton?",
            [LEAD + "One was flown to Easton.", "Easton has a hospital."],
            [1],
            id="a place in passing",
        ),
        pytest.param(
            "How many people died in Easton?",
            ["A court in the city of Easton sentenced two for the riot in which six died."],
            [],
            id="where the court sits",
        ),
        pytest.param("How many people died at the airport?", [LEAD], [], id="no such site"),
        pytest.param(
            "How many people died when the ship ran aground?", [LEAD], [], id="at another time"
        ),
        pytest.param("How many people died when the fire began?", [LEAD], [0], id="at that time"),
        pytest.param("How many people died in the fire?", [LEAD], [0], id="what it was"),
        pytest.param("How many people died in the disaster?", [LEAD], [0], id="by any word"),
        pytest.param(
            "How many patients were in Easton?",
            [LEAD + "Nine patients went home, and one was flown to Easton."],
            [],
            id="no more than a place in passing",
        ),
        pytest.param("Why did 500 people die in Norvale?", [LEAD], [], id="no such number"),
        pytest.param("Why did 6 people die in Norvale?", [LEAD], [0], id="a number in words"),
    ],
)
def test_a_story_answers_of_which_the_names_and_numbers_hold(question, texts, stands):
    assert kept(question, *texts) == stands


@pytest.mark.parametrize(
    ("question", "stands"),
    [
        ("Who owns the tower?", []),
        ("Who led the police?", []),
        ("Who left the tower after the fire?", [0]),
        ("How many days did the strike last?", []),
        ("When did the tower burn down after it had been sold to a bank by the city?", [0]),
    ],
)
def test_a_short_question_is_answered_where_its_deed_is_told(question, stands):
    text = "The tower burned. People fled from the tower, and the police came."

    assert kept(question, text, by=with_its_deed) == stands


@pytest.mark.parametrize(
    "question",
    [
        "How many people died in Bishkek?",
        "How many people fled to Bishkek?",
        "How many people were not injured in Bata?",
        "How many ships were held up in the Panama Canal?",
        "Who killed Askar Myrzakhmetov?",
        "When did Queen Elizabeth die?",
        "Did Queen Elizabeth die in the Grenfell Tower fire?",
        "Was Berdibek Saparbayev killed?",
        "Did soldiers die in Korday?",
        "Were any children killed in the Grenfell Tower fire?",
        "Why did 500 people die in Korday?",
        "Почему погибли 500 человек в Кордае?",
        "Сколько человек не погибло в Кордайском районе?",
        "Who owns Grenfell Tower?",
    ],
)
def test_what_the_archive_does_not_tell_is_refused(answerer, question):
    assert not answerer.answer(question).quotes


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("Was anyone injured when the Ever Given ran aground?", "Nobody was injured"),
        ("Was nobody hurt in Bata?", "615 had been wounded"),
        ("Did anyone die in the Korday clashes?", "Eleven people were killed"),
        ("Is it true that 200 people died in Bata?", "105 people had died"),
        ("Were there casualties in Korday?", "Eleven people were killed"),
        ("Погиб ли кто-нибудь в Кордайском районе?", "погибли десять человек"),
    ],
)
def test_whether_anyone_was_harmed_is_told_by_the_figure(answerer, question, words):
    answer = answerer.answer(question)

    assert words in answer.quotes[0].text
    assert answer.figures


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("How long is the Ever Given?", "400-metre"),
        ("How long was the Suez Canal blocked?", "six days"),
        ("How old was the woman who died months after the fire at Grenfell?", "seventies"),
    ],
)
def test_an_extent_is_told_in_its_own_unit(answerer, question, words):
    assert words in answerer.answer(question).quotes[0].text


def test_nobody_is_told_the_age_of_a_president_by_days(answerer):
    assert not answerer.answer("How old is the president of Equatorial Guinea?").quotes


SCATTERED = """The roads were shut for two days, and trains did not stop. Officials said that people
should stay at home and boil their water until the weekend, since nobody could say how long the
works would take, and that schools would open again on Monday at the earliest.

Fighting broke out on Friday in the district of Norvale.

A minister visited the wounded in a hospital in Easton.

Six people died, the police said, and the market burned down."""


@pytest.mark.parametrize(
    ("question", "counted"),
    [
        ("How many people died in Norvale?", [6]),
        ("How many people died in Easton?", []),
        ("How many people died in the flood in Norvale?", []),
    ],
)
def test_a_count_need_not_stand_where_the_place_is_told(parts, question, counted):
    one = article(SCATTERED, url="https://example.org/one", title="Quiet after two nights")
    parts.archive.put(one, parts.chunk(one), layout=parts.layout)
    parts.catch_up()

    answer = Answerer(parts.retriever).answer(question)

    assert [one.figure.low for one in answer.figures] == counted
