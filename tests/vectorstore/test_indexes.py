"""Indexes made otherwise answer until those that are asked for take over."""

import shutil
import threading
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from news.errors import EmbeddingError, IndexesError
from tests.builders import LAYOUT, article, chunks
from vectorstore.catch_up import catch_up
from vectorstore.indexes import Indexes
from vectorstore.manifest import read_manifest, write_manifest
from vectorstore.static import StaticEmbedder
from vectorstore.transformer import TransformerEmbedder, packaged_folder

FERRY = article("A ferry sank near the harbour.", url="https://example.org/ferry", title="Ferry")
FIRE = article("A fire destroyed the old library.", url="https://example.org/fire", title="Fire")
NEW_LAYOUT = "new-layout"


def put(archive, *articles):
    for one in articles:
        archive.put(one, chunks(one), layout=LAYOUT)


def cut(one):
    return chunks(one, NEW_LAYOUT)


def found(archive, indexes, words):
    """Return the visible texts that are the best by vector and by word."""
    by_vector = archive.passages(indexes.nearest(words, 5))
    by_word = archive.passages(indexes.matching(words, 5))
    return [passage.text for passage in by_vector][:1], [passage.text for passage in by_word][:1]


def folder_of(data: Path) -> Path:
    return data / "index" / (data / "index" / "current").read_text(encoding="utf-8")


@pytest.fixture
def data(tmp_path, models):
    """A data folder that holds the static model."""
    (tmp_path / "models").symlink_to(models)
    return tmp_path


@pytest.fixture
def older(data, archive, embedder, lock):
    """Indexes made with the packaged model, and now opened by settings that ask for another."""
    put(archive, FERRY, FIRE)
    with closing(Indexes(data, embedder, layout=LAYOUT, lock=lock)) as first:
        catch_up(archive, first)
    with closing(
        Indexes(data, StaticEmbedder(data / "models"), layout=NEW_LAYOUT, lock=lock)
    ) as indexes:
        yield indexes


def test_older_indexes_answer_with_the_model_that_they_were_made_with(archive, older):
    assert not older.are_as_asked()
    assert older.made_with() == "all-MiniLM-L6-v2"
    assert older.layout == LAYOUT
    assert older.embedder.window == 256
    assert found(archive, older, "library fire") == ([FIRE.text], [FIRE.text])


def test_the_new_ones_answer_after_the_switch(archive, older):
    beside = older.successor()
    catch_up(archive, beside, cut=cut, answers=False)
    assert found(archive, older, "library fire") == ([FIRE.text], [FIRE.text])

    older.switch_to(beside)
    archive.drop_layouts_but(NEW_LAYOUT)
    older.tidy()

    assert older.are_as_asked()
    assert (older.made_with(), older.layout) == ("static", NEW_LAYOUT)
    assert found(archive, older, "library fire") == ([FIRE.text], [FIRE.text])
    assert not older.has_leftovers()


def test_a_reader_notices_the_switch(data, archive, older):
    reader = Indexes(data, StaticEmbedder(data / "models"), layout=NEW_LAYOUT)
    reader.refresh(archive.generation())
    assert found(archive, reader, "library fire") == ([FIRE.text], [FIRE.text])

    beside = older.successor()
    catch_up(archive, beside, cut=cut, answers=False)
    older.switch_to(beside)
    archive.drop_layouts_but(NEW_LAYOUT)
    older.tidy()
    reader.refresh(archive.generation())

    assert found(archive, reader, "library fire") == ([FIRE.text], [FIRE.text])
    assert reader.are_as_asked()
    reader.close()


def test_threads_that_ask_during_the_switch_are_answered(archive, older):
    failures = []
    asked, over = threading.Event(), threading.Event()

    def ask():
        while not over.is_set():
            try:
                older.nearest("the ferry sank", 5)
                older.matching("the ferry sank", 5)
            except Exception as error:
                failures.append(error)
            asked.set()

    asking = [threading.Thread(target=ask) for _ in range(2)]
    for thread in asking:
        thread.start()
    asked.wait()
    beside = older.successor()
    catch_up(archive, beside, cut=cut, answers=False)
    older.switch_to(beside)
    asked.clear()
    asked.wait()
    over.set()
    for thread in asking:
        thread.join()

    assert failures == []


def test_a_build_goes_on_where_it_was_stopped(archive, older):
    first = older.successor()
    catch_up(archive, first, cut=cut, answers=False)
    first.close()

    second = older.successor()

    assert second.seq() == archive.last_change()
    second.close()


@pytest.mark.parametrize(
    "spoil",
    [
        pytest.param(lambda folder: (folder / "manifest.json").write_text("{"), id="manifest"),
        pytest.param(
            lambda folder: (folder / "chroma" / "chroma.sqlite3").write_bytes(b"junk" * 999),
            id="vectors",
        ),
        pytest.param(lambda folder: shutil.rmtree(folder / "words"), id="words"),
    ],
)
def test_a_build_that_was_damaged_is_begun_again(data, archive, older, spoil):
    first = older.successor()
    catch_up(archive, first, cut=cut, answers=False)
    first.close()
    spoil(data / "index" / (data / "index" / "next").read_text(encoding="utf-8"))

    second = older.successor()

    assert second.seq() == 0
    second.close()


def test_a_build_for_other_settings_is_begun_again(data, archive, older, lock):
    older.successor().close()
    other = Indexes(data, StaticEmbedder(data / "models"), layout="a third", lock=lock)

    begun = other.successor()

    assert begun.layout == "a third"
    begun.close()


def emptied(folder):
    shutil.rmtree(folder)
    folder.mkdir()


def junk(file):
    file.write_bytes(b"this is no database " * 99)


DAMAGES = [
    pytest.param(lambda folder: junk(folder / "manifest.json"), id="the manifest is junk"),
    pytest.param(lambda folder: junk(folder / "chroma" / "chroma.sqlite3"), id="Chroma is junk"),
    pytest.param(lambda folder: emptied(folder / "chroma"), id="Chroma is empty"),
    pytest.param(lambda folder: emptied(folder / "words"), id="the words are empty"),
    pytest.param(lambda folder: junk(folder / "words" / "meta.json"), id="the words are junk"),
]


@pytest.mark.parametrize("damage", DAMAGES)
def test_damaged_indexes_say_what_to_do_and_a_rebuild_mends_them(data, archive, indexes, damage):
    put(archive, FERRY, FIRE)
    catch_up(archive, indexes)
    indexes.close()
    damage(folder_of(data))

    with pytest.raises(IndexesError, match="run `dateline reindex`"):
        indexes.nearest("ferry", 5)
    beside = indexes.rebuilt()
    catch_up(archive, beside)
    indexes.switch_to(beside)
    indexes.tidy()

    assert found(archive, indexes, "library fire") == ([FIRE.text], [FIRE.text])


def test_vectors_spoilt_while_they_are_open_are_a_sentence(data, archive, indexes):
    put(archive, FERRY)
    catch_up(archive, indexes)
    junk(folder_of(data) / "chroma" / "chroma.sqlite3")

    with pytest.raises(IndexesError, match="stop the bot if it runs"):
        indexes.nearest("ferry", 5)


def test_where_the_older_model_is_gone_words_answer_and_why_is_said(data, archive, lock):
    (data / "own").symlink_to(packaged_folder())
    put(archive, FERRY, FIRE)
    own = TransformerEmbedder(str(data / "own"))
    with closing(Indexes(data, own, layout=LAYOUT, lock=lock)) as first:
        catch_up(archive, first)
    (data / "own").unlink()

    with closing(Indexes(data, StaticEmbedder(data / "models"), layout=NEW_LAYOUT)) as indexes:
        assert found(archive, indexes, "library fire") == ([], [FIRE.text])
        assert "run `dateline reindex`" in indexes.unheard
        with pytest.raises(EmbeddingError, match="not to be had any more"):
            indexes.embedder.embed(["text"])


def test_where_other_weights_lie_at_the_older_models_path_they_are_not_asked(data, older):
    folder = folder_of(data)
    manifest = read_manifest(folder)
    write_manifest(folder, replace(manifest, model="all-MiniLM-L6-v2@0123456789ab"))

    assert older.nearest("library fire", 5) == []
    assert "0123456789ab" in older.unheard


def test_a_manifest_of_the_first_version_tells_its_model_by_its_name(data, archive, older):
    folder = folder_of(data)
    file = folder / "manifest.json"
    file.write_text(
        '{"model": "all-MiniLM-L6-v2@53aa51172d14", "layout": "test-layout", '
        '"analyser": "analyser-2", "seq": 2}',
        encoding="utf-8",
    )

    assert older.made_with() == "all-MiniLM-L6-v2"
    assert found(archive, older, "library fire") == ([FIRE.text], [FIRE.text])
