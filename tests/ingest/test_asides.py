import pytest

from ingest.asides import is_aside


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("Read also: What a canal costs", id="read also"),
        pytest.param("- Related story | Who owns the ship?", id="a related story in a list"),
        pytest.param("RELATED: Ships wait at both ends", id="in capitals"),
        pytest.param("Читайте также: Суда ждут у входа", id="in Russian"),
        pytest.param("Sign up for our morning newsletter.", id="a newsletter"),
        pytest.param("Subscribe now to read the full report", id="a subscription"),
        pytest.param("Get the best of the Post delivered to your inbox.", id="an inbox"),
        pytest.param("Twelve issues a year. Click here for more information.", id="click here"),
        pytest.param("We use cookies to show you what you like.", id="cookies"),
        pytest.param("Follow Ada Lane on Twitter @adalane.", id="the reporter"),
        pytest.param("Email Ada Lane at ada@post.example.", id="an address"),
        pytest.param("Got a tip? Write to us in confidence.", id="tips"),
        pytest.param("Bo Reed contributed to this report.", id="a contributor"),
        pytest.param("12 comments", id="a count"),
        pytest.param("4 min read", id="reading time"),
        pytest.param("This story was originally published by the Example Post.", id="elsewhere"),
    ],
)
def test_a_line_that_leads_away_is_an_aside(line):
    assert is_aside(line)


@pytest.mark.parametrize(
    "line",
    [
        pytest.param(
            "Related losses came to a billion dollars.", id="a sentence on what is related"
        ),
        pytest.param("Register to vote by 9 October, the commission said.", id="an appeal"),
        pytest.param("Sign up for the army, the posters said.", id="what posters said"),
        pytest.param("“What do you think we should do?” he asked.", id="a question asked"),
        pytest.param("What do you think of the canal?", id="an interviewer's question"),
        pytest.param("The ministry took comments until May.", id="a word in a sentence"),
        pytest.param("She reads more: two books a week.", id="more, not first"),
        pytest.param("The ship follows a route on the map.", id="follows"),
        pytest.param("The bakery sells cookies to tourists.", id="other cookies"),
        pytest.param("", id="nothing"),
    ],
)
def test_a_line_of_the_article_is_none(line):
    assert not is_aside(line)


def test_one_endless_line_is_none_and_costs_nothing():
    assert not is_aside("subscribe to " + "a" * 1_000_000)
