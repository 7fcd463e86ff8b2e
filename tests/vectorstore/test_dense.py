"""Every vector is found by itself, also what was written twice; a graph cut off is refused."""

import os
import shutil
from contextlib import closing

import numpy as np
import pytest

from news.errors import IndexesError
from vectorstore.dense import Dense

_MANY, _AT_ONCE = 3_000, 512


@pytest.fixture
def vectors():
    """Vectors that lie in clusters, as those of news do: reports of one event are alike."""
    chance = np.random.default_rng(5)
    centres = chance.normal(size=(10, 256))
    spread = 0.3 * chance.normal(size=(_MANY, 256))
    rows = centres[chance.integers(0, len(centres), size=_MANY)] + spread
    return (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)


def put(dense, vectors, numbers):
    ids = [f"chunk-{number}" for number in numbers]
    dense.put(ids, ["article"] * len(ids), vectors[numbers])


def lost(dense, vectors):
    """Return the numbers of the vectors that are not found by themselves."""
    return [
        number
        for number, vector in enumerate(vectors)
        if f"chunk-{number}" not in [one for one, _ in dense.search(vector, 3)]
    ]


def test_every_vector_is_found_by_itself_after_parts_were_written_twice(tmp_path, vectors):
    with closing(Dense(tmp_path, new=True)) as dense:
        for start in range(0, _MANY, _AT_ONCE):
            numbers = list(range(start, min(start + _AT_ONCE, _MANY)))
            put(dense, vectors, numbers)
            put(dense, vectors, numbers)

        assert dense.count() == _MANY
        assert lost(dense, vectors) == []


def test_a_vector_that_changed_takes_the_place_of_the_old_one(tmp_path, vectors):
    with closing(Dense(tmp_path, new=True)) as dense:
        put(dense, vectors, [0, 1, 2])
        dense.put(["chunk-1"], ["article"], vectors[[9]])

        assert dense.count() == 3
        assert dense.search(vectors[9], 1) == [("chunk-1", pytest.approx(1.0, abs=1e-5))]


def test_what_is_counted_follows_what_is_written(tmp_path, vectors):
    with closing(Dense(tmp_path, new=True)) as dense:
        put(dense, vectors, [0, 1])
        counts = [dense.count()]
        put(dense, vectors, [1, 2, 3])
        counts.append(dense.count())
        dense.remove_chunks(["chunk-0"])
        counts.append(dense.count())
        dense.remove_article("article")
        counts.append(dense.count())

        assert counts == [2, 4, 3, 0]


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    """A folder with so many vectors that Chroma has written its graph."""
    folder = tmp_path_factory.mktemp("written")
    rows = np.random.default_rng(7).normal(size=(2_500, 8)).astype(np.float32)
    with closing(Dense(folder, new=True)) as dense:
        for start in range(0, 2_500, 500):
            put(dense, rows, list(range(start, start + 500)))
        assert dense.count() == 2_500
    return folder


@pytest.mark.parametrize(
    ("name", "left"),
    [
        ("link_lists.bin", 0.0),
        ("link_lists.bin", 0.97),
        ("data_level0.bin", 0.0),
        ("data_level0.bin", 0.7),
        ("length.bin", 0.0),
        ("index_metadata.pickle", None),
        ("data_level0.bin", None),
    ],
)
def test_a_graph_that_is_not_whole_is_not_searched(written, tmp_path, name, left):
    folder = tmp_path / "chroma"
    shutil.copytree(written, folder)
    [file] = folder.glob(f"*/{name}")
    if left is None:
        file.unlink()
    else:
        os.truncate(file, int(left * file.stat().st_size))

    with pytest.raises(IndexesError, match=rf"{name} is .*dateline reindex"):
        Dense(folder)


def test_a_whole_graph_is_opened(written):
    with closing(Dense(written)) as dense:
        assert len(dense.search(np.ones(8, dtype=np.float32), 5)) == 5
