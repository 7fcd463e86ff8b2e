"""Embedding by a table of token vectors, a hundred times faster: no torch when it runs.

The table is distilled once from the packaged model (vectorstore/distil.py) and kept under the data
folder. The vector of a text is the mean of its tokens' vectors.
"""

import json
from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from news.errors import EmbeddingError
from vectorstore.tokens import token_counter
from vectorstore.transformer import open_tokenizer, packaged_folder, sha256

if TYPE_CHECKING:
    from vectorstore.embed import Vectors

STATIC = "static"

_WINDOW = 256
"""The table reads a text of any length, but the mean of a long one says little. Cut as for the
model it is distilled from, its passages are as long, and the measurements hold for both."""

WEIGHTS, TOKENIZER, MADE = "model.safetensors", "tokenizer.json", "made.json"
_RECIPE = "static-2"
"""Changes when what vectorstore/distil.py makes does; each has a folder of its own."""


class StaticEmbedder:
    """The static model of a data folder's `models`, which `distil` puts there."""

    opens = STATIC
    cut = f"{_WINDOW}-{STATIC}"
    window = _WINDOW

    def __init__(self, models: Path) -> None:
        self.folder = static_folder(models)

    @property
    def name(self) -> str:
        # Each distillation has a name of its own: two processors do not round alike.
        made = read_made(self.folder)
        return f"{STATIC}@{made[WEIGHTS][:12]}" if made else STATIC

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        return self._counter(texts)

    def embed(self, texts: Sequence[str]) -> "Vectors":
        vectors = self._loaded.encode(list(texts), max_length=None, use_multiprocessing=False)
        return np.asarray(vectors, dtype=np.float32)

    @cached_property
    def _counter(self) -> Callable[[Sequence[str]], list[int]]:
        # By the packaged tokenizer: articles can be cut before anything is distilled, and the
        # distilled one differs only in having fewer tokens that never occur.
        return token_counter(open_tokenizer(packaged_folder()))

    @cached_property
    def _loaded(self) -> Any:
        made = read_made(self.folder)
        if made is None:
            raise EmbeddingError(
                f"The static embedding model is not in {self.folder} yet: run `dateline reindex`, "
                "which distils it."
            )
        if not is_whole(self.folder):
            raise EmbeddingError(
                f"The static embedding model in {self.folder} is damaged: run `dateline reindex`, "
                "which distils it anew."
            )
        from model2vec import StaticModel

        # In whole floats: processors compute with halves slowly.
        return StaticModel.from_pretrained(self.folder, max_length=None, quantize_to="float32")


def static_folder(models: Path) -> Path:
    """Return where the static model lies, or will lie."""
    return models / _RECIPE


def read_made(folder: Path) -> dict[str, str] | None:
    """Return the hashes of a distilled model's files by their names; None where there is none."""
    try:
        made = json.loads((folder / MADE).read_text(encoding="utf-8"))
        return {WEIGHTS: str(made[WEIGHTS]), TOKENIZER: str(made[TOKENIZER])}
    except (OSError, ValueError, KeyError, TypeError):
        return None


def is_whole(folder: Path) -> bool:
    """Say whether a folder holds a static model as it was made."""
    made = read_made(folder)
    try:
        return bool(made) and all(
            sha256(folder / name) == known for name, known in (made or {}).items()
        )
    except OSError:
        return False
