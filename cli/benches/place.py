"""Where a bench runs: the parts as a user has them, over a folder that is gone afterwards."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from cli.parts import Parts
from cli.settings import Loaded


@contextmanager
def fresh(loaded: Loaded, model: str) -> Iterator[Parts]:
    """Give the parts over an empty data folder, with an [embedding] model loaded and warm."""
    with tempfile.TemporaryDirectory() as folder:
        parts = opened(loaded, Path(folder) / "data", model)
        try:
            yield parts
        finally:
            parts.close()


def opened(loaded: Loaded, data: Path, model: str) -> Parts:
    """Return the parts over a data folder; a distilled model is kept where the user's is."""
    embedding = loaded.settings.embedding.model_copy(update={"model": model})
    settings = loaded.settings.model_copy(update={"embedding": embedding})
    models = loaded.data / "models"
    parts = Parts(replace(loaded, settings=settings, data=data), models=models)
    parts.distil()
    data.mkdir(parents=True, exist_ok=True)
    if not (data / "models").exists():
        # Where another process looks for it that is given the folder.
        (data / "models").symlink_to(models)
    parts.embedder.embed(["warm up"])
    parts.embedder.count_tokens(["warm up"])
    return parts
