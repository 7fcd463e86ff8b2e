"""The embedding model: the official weights, offline, or a sentence."""

import numpy as np
import pytest

from news.errors import EmbeddingError
from vectorstore.transformer import TransformerEmbedder, check_weights


def test_the_packaged_model_gives_unit_vectors_that_tell_meanings_apart(embedder):
    died, killed, cake = embedder.embed(
        ["Ten people died.", "Ten persons were killed.", "A recipe for apple cake."]
    )

    assert np.linalg.norm(died) == pytest.approx(1, abs=1e-5)
    assert died @ killed > died @ cake + 0.3


def test_tokens_are_counted_beyond_the_window(embedder):
    assert embedder.window == 256
    assert embedder.count_tokens(["word " * 1000, "one two"]) == [1000, 2]


def test_other_weights_than_the_official_ones_are_refused(tmp_path):
    (tmp_path / "model.safetensors").write_bytes(b"something else")

    with pytest.raises(EmbeddingError, match="not the official ones"):
        check_weights(tmp_path / "model.safetensors")


def test_weights_that_are_not_there_are_a_sentence(tmp_path):
    with pytest.raises(EmbeddingError, match="make install"):
        check_weights(tmp_path / "model.safetensors")


def test_a_model_that_cannot_be_loaded_is_a_sentence(tmp_path):
    with pytest.raises(EmbeddingError, match=r"check \[embedding\] model"):
        TransformerEmbedder(str(tmp_path)).embed(["text"])
