"""What an embedder is, texts in and vectors out, and opening the one that a name names."""

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

import numpy as np

from vectorstore.static import STATIC, StaticEmbedder
from vectorstore.transformer import PACKAGED, TransformerEmbedder

__all__ = ["PACKAGED", "STATIC", "Embedder", "Vectors", "open_embedder"]

Vectors = np.ndarray[tuple[int, int], np.dtype[np.float32]]


class Embedder(Protocol):
    """Makes vectors. Loaded when first needed; safe to use from several threads."""

    @property
    def opens(self) -> str:
        """The [embedding] model that opens this embedder again, from any working directory."""

    @property
    def name(self) -> str:
        """Names the weights: vectors of one name can be compared, of two names never."""

    @property
    def cut(self) -> str:
        """Names the window and the tokenizer that chunks are cut by."""

    @property
    def window(self) -> int:
        """How many tokens a chunk may have, special ones included."""

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """Return how many tokens each text has, special ones not counted."""

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Return one unit vector a text, in rows (n × dimensions, float32).

        Raises EmbeddingError if the model cannot be loaded.
        """


def open_embedder(model: str, *, models: Path, batch_size: int = 32) -> Embedder:
    """Return the embedder of an [embedding] model; `models` is where distilled ones are kept."""
    if model == STATIC:
        return StaticEmbedder(models)
    return TransformerEmbedder(model, batch_size=batch_size)
