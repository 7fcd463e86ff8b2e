"""/figures and /timeline: what is shown of a topic, each line with its words and its article."""

import pytest

from bot.commands import COMMANDS, Request
from news.errors import NotFound, UsageError
from tests.builders import article, day

RUN = {command.name: command.run for command in COMMANDS}
TEXT = "Eight people were killed in clashes in Korday on February 7, the Interior Ministry said."
LATER = "The death toll from the clashes in Korday rose to ten on February 9, the ministry said."


@pytest.fixture
def stocked(parts):
    for text, url, published in (
        (TEXT, "https://example.org/1", "2020-02-08"),
        (LATER, "https://example.org/2", "2020-02-09"),
    ):
        one = article(text, url=url, published=day(published), title="Clashes in Korday")
        parts.archive.put(one, parts.chunk(one), layout=parts.layout)
    parts.catch_up()
    return parts


def shown(parts, name, words):
    request = Request("test:ann", "ann", False, words)
    return RUN[name](parts.desk(), request, lambda message: None)


def test_figures_are_shown_with_who_gave_them_and_their_words(stocked):
    [message] = shown(stocked, "figures", "Korday")

    assert message.text == (
        "Korday, February 2020\n\nkilled\n"
        "The death toll from the clashes in Korday rose to ten (the ministry; Sample Wire, "
        f"9 February 2020)\n{LATER}\n"
        "Reported before, or otherwise:\n"
        "• Eight people were killed (Interior Ministry, as of 7 February 2020; Sample Wire, "
        "8 February 2020)"
    )
    links = [one.url.partition("#")[0] for one in message.entities if one.url]
    assert links == ["https://example.org/2", "https://example.org/1"]


def test_a_timeline_is_shown_day_by_day_with_where_the_words_stand(stocked):
    [message] = shown(stocked, "timeline", "Korday")

    assert message.text == (
        f"7 February 2020\n{TEXT}\n— Sample Wire, 8 February 2020 · Clashes in Korday\n\n"
        f"9 February 2020\n{LATER}\n— Sample Wire, 9 February 2020 · Clashes in Korday"
    )


@pytest.mark.parametrize("name", ["figures", "timeline"])
def test_without_a_topic_an_example_is_given(stocked, name):
    with pytest.raises(UsageError, match=f"for example: /{name} Korday"):
        shown(stocked, name, "  ")


@pytest.mark.parametrize("name", ["figures", "timeline"])
def test_of_an_unknown_topic_it_is_said_that_no_article_is_about_it(stocked, name):
    with pytest.raises(NotFound, match="No article I have is about “Paris”"):
        shown(stocked, name, "Paris")


def test_articles_without_a_figure_are_said_to_have_none(stocked):
    one = article("The library opened.", url="https://example.org/3", title="Library opens")
    stocked.archive.put(one, stocked.chunk(one), layout=stocked.layout)
    stocked.catch_up()

    with pytest.raises(NotFound, match="tell no figures"):
        shown(stocked, "figures", "library")
