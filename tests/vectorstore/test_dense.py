"""Every vector is found by itself, also what was written twice."""

from contextlib import closing

import numpy as np
import pytest

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
