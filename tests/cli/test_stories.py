"""`dateline story`: an admin says which articles are one story, and every question follows."""

import json

import pytest

from news.errors import NotFound
from tests.builders import article, day
from tests.cli.test_telling import lines, says

__all__ = ["says"]

CLASHES = (
    "Eight people were killed in Korday on May 7, the Interior Ministry of Kazakhstan told Radio "
    "Sample. The Governor of Zhambyl spoke of Masanchi and Sortobe."
)
TOLL = (
    "The toll in Korday rose to ten, the Interior Ministry of Kazakhstan said. Masanchi and "
    "Sortobe were quiet, said the Governor of Zhambyl."
)
MINE = (
    "Three people were killed in a mine in Korday on May 8, the Example Mining Company of Omega "
    "told the Evening Post. Alpha Beta of the Gamma Delta Trust called for an inquiry."
)
ARTICLES = {"Clashes": (CLASHES, "2021-05-08"), "Toll": (TOLL, "2021-05-09"),
            "Mine": (MINE, "2021-05-09")}  # fmt: skip
MINE_ID = article(url="https://example.org/Mine").id


@pytest.fixture
def more(parts, says):
    for one in list(parts.archive.listed()):
        parts.archive.remove(one.id)
    for title, (text, published) in ARTICLES.items():
        one = article(
            text, url=f"https://example.org/{title}", title=title, published=day(published)
        )
        parts.archive.put(one, parts.chunk(one), layout=parts.layout)
    parts.catch_up()
    return says


def stories(says):
    return lines(says("story", "list", "Korday", "--json"))


def named(story):
    return [one["title"] for one in story["articles"]]


def test_the_stories_of_a_topic_are_listed_with_their_articles(more):
    listed = stories(more)

    assert sorted(sorted(named(one)) for one in listed) == [["Clashes", "Toll"], ["Mine"]]
    printed = more("story", "list", "Korday")
    for story in listed:
        assert f"{story['label']}  [{story['id']}]" in printed
        [shown] = lines(more("story", "show", story["id"][:6], "--json"))
        assert sorted(named(shown)) == sorted(named(story))


def test_a_merge_and_its_undoing_are_followed_by_figures(more):
    [clashes] = [one for one in stories(more) if len(one["articles"]) == 2]
    merged = more("story", "merge", clashes["id"], MINE_ID)
    assert "One story now" in merged
    assert len(stories(more)) == 1
    figures = more("figures", "Korday").splitlines()
    assert len([line for line in figures if line and not line.startswith(" ")]) == 1

    [request] = lines(more("story", "list", "--json"))
    assert (request["did"], MINE_ID in request["articles"]) == ("merge", True)
    assert "merge" in more("story", "list")
    assert more("story", "undo", str(request["number"])).startswith("Undone: the merge")

    assert len(stories(more)) == 2
    log = [json.loads(line)["action"] for line in more("audit", "--json").splitlines()]
    assert log[-2:] == ["merge stories", "undo merge"]


def test_a_split_takes_an_article_and_its_figures_out(more):
    [clashes] = [one for one in stories(more) if len(one["articles"]) == 2]
    first, second = (one["id"] for one in clashes["articles"])

    assert "Two stories now" in more("story", "split", first, second)
    assert all(len(one["articles"]) == 1 for one in stories(more))


def test_what_is_unknown_is_said(more):
    with pytest.raises(NotFound, match="There is no article"):
        more("story", "merge", "0000", MINE_ID)
    with pytest.raises(NotFound, match="No merge or split"):
        more("story", "undo", "7")
