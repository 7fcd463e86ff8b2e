"""What is named to be read again: by its name as it stands in the settings, or several told."""

import pytest

from archive import Archive, Sources
from ingest.again import again_of, again_of_key
from news.errors import NotFound
from news.source import Seen, Source
from tests.builders import LAYOUT, article, chunks

RADIO = Source("Sample Radio", "feed", "https://radio.example/rss")
PAPER = Source("Sample Paper", "feed", "https://paper.example/rss")
FOLDER = Source("Drop box", "folder", "/srv/news/incoming")
STORY = article(url="https://radio.example/story")
OTHER = article("Nobody was hurt.", url="https://other.example/story")


@pytest.fixture
def kept(archive: Archive) -> Archive:
    Sources(archive).configure([RADIO, PAPER, FOLDER], 900)
    for one in (STORY, OTHER):
        archive.put(one, chunks(one), layout=LAYOUT)
    Sources(archive).see("Sample Radio", Seen(STORY.url or "", "1", "a"))
    return archive


@pytest.mark.parametrize(
    ("named", "source", "ids"),
    [
        pytest.param("sample radio", RADIO, (STORY.id,), id="a name, small letters"),
        pytest.param(RADIO.at, RADIO, (STORY.id,), id="an address"),
        pytest.param("radio", RADIO, (STORY.id,), id="part of a name"),
        pytest.param("incoming", FOLDER, (), id="a path beside the settings"),
        pytest.param(FOLDER.at, FOLDER, (), id="a whole path"),
        pytest.param(STORY.id[:6], None, (STORY.id,), id="the beginning of an article's id"),
        pytest.param(OTHER.url, None, (OTHER.id,), id="an article's URL"),
    ],
)
def test_a_source_or_an_article_is_named(kept, named, source, ids):
    again = again_of(kept, named)

    assert (again.source, again.ids) == (source, ids)
    assert again.is_many == (source is not None)


def test_all_is_every_article(kept):
    again = again_of(kept, "All")

    assert set(again.ids) == {STORY.id, OTHER.id}
    assert again.is_many


@pytest.mark.parametrize(
    ("named", "told"),
    [
        pytest.param("sample", "fits 2 sources: “Sample Paper” .*, “Sample Radio”", id="several"),
        pytest.param("beef", "no article 'beef'.* No source is called so", id="nothing"),
        pytest.param("ra", "There is no article", id="too little of a name"),
    ],
)
def test_several_and_none_are_told(kept, named, told):
    with pytest.raises(NotFound, match=told):
        again_of(kept, named)


@pytest.mark.parametrize("named", ["all", "Sample Radio", "incoming"])
def test_what_was_named_is_found_by_its_key(kept, named):
    again = again_of(kept, named)

    assert again_of_key(kept, again.key) == again
    assert len(again.key) <= 13


def test_a_source_that_is_gone_is_not_found_by_its_key(kept):
    key = again_of(kept, "Sample Radio").key
    Sources(kept).configure([], 900)

    with pytest.raises(NotFound, match="there no more"):
        again_of_key(kept, key)
