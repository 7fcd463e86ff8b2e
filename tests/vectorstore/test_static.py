"""The static model: distilled whole or not at all, named by its weights, a sentence where not."""

import shutil

import numpy as np
import pytest

from news.errors import EmbeddingError
from vectorstore.distil import distil, put_in_place, weighed
from vectorstore.static import WEIGHTS, StaticEmbedder, is_whole, read_made, static_folder


@pytest.fixture
def own(models, tmp_path):
    """A copy of the distilled models that a test may spoil."""
    return shutil.copytree(models, tmp_path / "models")


def test_the_static_model_gives_unit_vectors_that_tell_meanings_apart(models):
    died, killed, cake = StaticEmbedder(models).embed(
        ["Ten people died.", "Ten persons were killed.", "A recipe for apple cake."]
    )

    assert died.dtype == np.float32
    assert np.linalg.norm(died) == pytest.approx(1, abs=1e-3)
    assert died @ killed > died @ cake + 0.3


def test_frequent_tokens_count_little_and_what_all_share_nothing():
    chance = np.random.default_rng(3)
    shared = chance.normal(size=(1, 384))
    table = chance.normal(size=(2_000, 384)) + 50 * chance.normal(size=(2_000, 1)) * shared

    lengths = np.linalg.norm(made := weighed(table, first_word=100), axis=1)

    assert made.shape == (2_000, 256)
    assert lengths[:101].max() < 0.01 * lengths[1_500:].min()
    assert lengths[-1] < np.linalg.norm(shared)


def test_the_last_word_of_a_long_text_is_read(models):
    plain, ferry = StaticEmbedder(models).embed(["word " * 3000, "word " * 3000 + "ferry " * 3000])

    assert plain @ ferry < 0.95


def test_a_text_without_a_known_token_has_a_vector_that_is_near_to_nothing(models):
    (nothing,) = StaticEmbedder(models).embed([""])

    assert not nothing.any()


def test_articles_are_cut_as_for_the_model_it_is_distilled_from(embedder, tmp_path):
    static = StaticEmbedder(tmp_path)

    assert static.window == embedder.window
    assert static.count_tokens(["one two", ""]) == embedder.count_tokens(["one two", ""])


def test_it_is_named_by_its_weights_once_it_is_there(models, tmp_path):
    made = read_made(static_folder(models))

    assert made is not None
    assert StaticEmbedder(models).name == f"static@{made[WEIGHTS][:12]}"
    assert StaticEmbedder(tmp_path).name == "static"


def test_before_it_is_distilled_a_sentence_says_what_to_do(tmp_path):
    with pytest.raises(EmbeddingError, match="run `dateline reindex`, which distils it"):
        StaticEmbedder(tmp_path).embed(["text"])


def test_a_damaged_model_is_refused(own):
    weights = static_folder(own) / WEIGHTS
    weights.write_bytes(weights.read_bytes()[:-1] + b"x")

    with pytest.raises(EmbeddingError, match="damaged: run `dateline reindex`"):
        StaticEmbedder(own).embed(["text"])


def test_what_is_whole_is_not_distilled_again(own):
    before = (static_folder(own) / WEIGHTS).stat().st_mtime_ns

    assert distil(own)
    assert (static_folder(own) / WEIGHTS).stat().st_mtime_ns == before


def test_a_folder_that_cannot_be_written_is_a_sentence(tmp_path):
    (tmp_path / "models").write_text("a file stands here", encoding="utf-8")

    with pytest.raises(EmbeddingError, match=r"could not be distilled .*\[embedding\] model"):
        distil(tmp_path / "models")


def test_stopped_it_leaves_nothing_behind(tmp_path):
    assert not distil(tmp_path, stopped=lambda: True)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("spoil", "kept"),
    [
        pytest.param(shutil.rmtree, False, id="nothing was there"),
        pytest.param(lambda folder: (folder / WEIGHTS).unlink(), False, id="a damaged one was"),
        pytest.param(lambda folder: (folder / "first").touch(), True, id="a whole one was"),
    ],
)
def test_of_two_processes_the_first_with_a_whole_model_has_it(own, tmp_path, spoil, kept):
    folder = static_folder(own)
    second = shutil.copytree(folder, tmp_path / "second")
    spoil(folder)

    put_in_place(second, folder)

    assert is_whole(folder)
    assert (folder / "first").exists() == kept
