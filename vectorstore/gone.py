"""The model of an older index whose weights are not there any more."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from news.errors import EmbeddingError
from vectorstore.manifest import Manifest

if TYPE_CHECKING:
    from vectorstore.embed import Vectors


class GoneEmbedder:
    """Stands for the model of an older index whose weights are not there any more."""

    def __init__(self, manifest: Manifest) -> None:
        self.opens = manifest.opens
        self.name = manifest.model
        self.cut = manifest.layout

    @property
    def window(self) -> int:
        raise self._error()

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        raise self._error()

    def embed(self, texts: Sequence[str]) -> "Vectors":
        raise self._error()

    def _error(self) -> EmbeddingError:
        return EmbeddingError(
            f"The embedding model {self.name}, which the indexes were made with, is not to be had "
            "any more: run `dateline reindex`, which makes them anew with the model of the "
            "settings."
        )
