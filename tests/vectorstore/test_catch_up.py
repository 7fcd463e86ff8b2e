"""Archive and indexes agree: asked by vector and by word, never by id alone."""

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace

import pytest

from archive import Arrival
from cli.settings import ROOT
from news.errors import IndexesError
from tests.builders import LAYOUT, article, chunks
from vectorstore.catch_up import catch_up
from vectorstore.indexes import Indexes
from vectorstore.lock import WriterLock
from vectorstore.transformer import TransformerEmbedder

FERRY = article("A ferry sank near the harbour.", url="https://example.org/ferry", title="Ferry")
FIRE = article("A fire destroyed the old library.", url="https://example.org/fire", title="Fire")


def put(archive, *articles):
    for one in articles:
        archive.put(one, chunks(one), layout=LAYOUT)


def found(archive, indexes, words):
    """Return the visible texts that are the best by vector and by word."""
    by_vector = archive.passages(indexes.nearest(words, 5))
    by_word = archive.passages(indexes.matching(words, 5))
    return [passage.text for passage in by_vector][:1], [passage.text for passage in by_word][:1]


def test_what_is_put_in_is_found_by_its_vector_and_by_its_words(archive, indexes):
    put(archive, FERRY, FIRE)

    assert catch_up(archive, indexes) == 2
    assert found(archive, indexes, "the ferry sank") == ([FERRY.text], [FERRY.text])
    assert found(archive, indexes, "library fire") == ([FIRE.text], [FIRE.text])
    assert indexes.count() == 2


def test_what_is_removed_is_found_no_more(archive, indexes):
    put(archive, FERRY, FIRE)
    catch_up(archive, indexes)
    archive.remove(FERRY.id)
    catch_up(archive, indexes)

    assert indexes.count() == 1
    assert indexes.matching("ferry", 5) == []
    assert [key for key, _ in indexes.nearest("the ferry sank", 5)] == [chunks(FIRE)[0].id]


def test_of_a_changed_article_the_new_text_is_found_and_the_old_one_not_shown(archive, indexes):
    put(archive, FERRY)
    catch_up(archive, indexes)
    newer = article("A ferry was raised from the seabed.", url=FERRY.url, title="Ferry")
    put(archive, newer)
    catch_up(archive, indexes)

    assert found(archive, indexes, "ferry sank near the harbour") == ([newer.text], [newer.text])


def test_the_loop_can_run_again_from_any_checkpoint(archive, indexes, tmp_path):
    put(archive, FERRY, FIRE)
    catch_up(archive, indexes)
    archive.remove(FIRE.id)
    catch_up(archive, indexes)
    # As after a kill between the indexes' commit and the checkpoint.
    indexes.commit(0)

    catch_up(archive, indexes)

    assert indexes.seq() == archive.last_change()
    assert indexes.count() == 1
    assert found(archive, indexes, "the ferry sank") == ([FERRY.text], [FERRY.text])


class Counting(TransformerEmbedder):
    """The real model; it remembers what it embedded."""

    def __init__(self) -> None:
        super().__init__()
        self.embedded: list[str] = []

    def embed(self, texts):
        self.embedded += texts
        return super().embed(texts)


@pytest.fixture
def counting() -> Counting:
    return Counting()


@pytest.fixture
def counted(lock, tmp_path, counting) -> Iterator[Indexes]:
    """Indexes whose embedder counts."""
    indexes = Indexes(tmp_path, counting, layout=LAYOUT, lock=lock)
    yield indexes
    indexes.close()


def test_a_rebuild_is_made_beside_and_embeds_nothing_again(archive, counted, counting, tmp_path):
    indexes = counted
    put(archive, FERRY, FIRE)
    catch_up(archive, indexes)

    beside = indexes.rebuilt()
    catch_up(archive, beside, answers=False)
    indexes.switch_to(beside)
    indexes.tidy()

    assert len(counting.embedded) == 2
    assert found(archive, indexes, "library fire") == ([FIRE.text], [FIRE.text])
    assert len([path for path in (tmp_path / "index").iterdir() if path.is_dir()]) == 1


def test_of_a_changed_article_only_the_changed_chunks_are_embedded(archive, counted, counting):
    old = article("A ferry sank. Ten people died. Divers will come.", url=FERRY.url)
    new = article("A ferry sank. Twelve people died. Divers will come.", url=FERRY.url)
    put(archive, old)
    catch_up(archive, counted)
    counting.embedded.clear()

    put(archive, new)
    catch_up(archive, counted)

    assert [text.split("\n")[-1] for text in counting.embedded] == ["Twelve people died."]


def test_the_same_words_of_another_article_under_the_same_head_are_embedded_once(
    archive, counted, counting
):
    put(archive, FERRY, article(FERRY.text, url="https://example.org/copy", title=FERRY.title))

    catch_up(archive, counted)

    assert len(counting.embedded) == 1
    assert counted.count() == 2


def test_what_is_removed_and_added_again_is_found_once_by_its_vector_and_its_words(
    archive, indexes
):
    put(archive, FERRY, FIRE)
    catch_up(archive, indexes)
    archive.remove(FERRY.id)
    # Added again before the indexes learn that it was gone.
    archive.put(FERRY, chunks(FERRY), layout=LAYOUT, arrival=Arrival(named_by="ann"))

    catch_up(archive, indexes)

    assert indexes.count() == 2
    assert [key for key, _ in indexes.matching("ferry", 5)] == [chunks(FERRY)[0].id]
    assert found(archive, indexes, "the ferry sank") == ([FERRY.text], [FERRY.text])


def test_a_reader_sees_what_the_writer_added_once_the_generation_moved(
    archive, indexes, embedder, tmp_path
):
    put(archive, FERRY)
    catch_up(archive, indexes)
    reader = Indexes(tmp_path, embedder, layout=LAYOUT)
    reader.refresh(archive.generation())
    assert found(archive, reader, "library fire")[1] == []

    put(archive, FIRE)
    catch_up(archive, indexes)
    reader.refresh(archive.generation())

    assert found(archive, reader, "library fire") == ([FIRE.text], [FIRE.text])
    reader.close()


def test_a_manifest_that_cannot_be_read_is_a_sentence(archive, indexes, tmp_path):
    put(archive, FERRY)
    catch_up(archive, indexes)
    folder = tmp_path / "index" / (tmp_path / "index" / "current").read_text()
    (folder / "manifest.json").write_text("{", encoding="utf-8")

    with pytest.raises(IndexesError, match="run `dateline reindex`"):
        indexes.seq()


def test_only_one_process_writes(tmp_path):
    hold = (
        "import sys\nfrom pathlib import Path\nfrom vectorstore.lock import WriterLock\n"
        "lock = WriterLock.take(Path(sys.argv[1]))\nprint(bool(lock), flush=True)\ninput()\n"
    )
    other = subprocess.Popen(
        [sys.executable, "-c", hold, str(tmp_path)],
        cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    with other:
        assert other.stdout is not None
        assert other.stdout.readline() == "True\n"
        assert WriterLock.take(tmp_path) is None
        other.kill()
        other.wait()

        lock = WriterLock.take(tmp_path)

        assert lock is not None
        lock.release()


def test_what_a_kill_left_indexed_but_not_shown_is_shown(archive, indexes):
    put(archive, FERRY)
    catch_up(archive, indexes, answers=False)
    assert found(archive, indexes, "the ferry sank") == ([], [])

    catch_up(archive, indexes)

    assert found(archive, indexes, "the ferry sank") == ([FERRY.text], [FERRY.text])


def test_an_article_cut_for_other_settings_is_cut_for_these_indexes_too(archive, indexes):
    archive.put(FERRY, chunks(FERRY, "other"), layout="other")

    catch_up(archive, indexes, cut=chunks)

    assert found(archive, indexes, "the ferry sank") == ([FERRY.text], [FERRY.text])
    assert archive.counts()["chunks"] == 2


def test_a_new_title_reaches_the_chunks_of_every_layout(archive, indexes):
    put(archive, FERRY)
    catch_up(archive, indexes, cut=chunks)
    retitled = replace(FERRY, title="Disaster at Example Island")
    archive.put(retitled, chunks(retitled, "other"), layout="other")

    catch_up(archive, indexes, cut=chunks)

    assert found(archive, indexes, "Example Island")[1] == [FERRY.text]
    assert indexes.count() == 1


def test_it_stops_at_a_checkpoint_and_goes_on_from_there(archive, indexes):
    many = [article(f"Ship number {n} left.", url=f"https://example.org/{n}") for n in range(201)]
    put(archive, *many)

    assert catch_up(archive, indexes, stopped=lambda: indexes.seq() > 0) == 200
    assert catch_up(archive, indexes) == 1
    assert indexes.count() == 201
