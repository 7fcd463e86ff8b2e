"""The static model, distilled from the packaged one: every token embedded by itself, once.

A process of its own does it (`python -m vectorstore.distil FOLDER`), so that torch and its memory
are gone when it is done and a running bot keeps its threads for answers.
"""

import json
import os
import shutil
import subprocess
import sys
import time
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from news.errors import EmbeddingError
from vectorstore.static import MADE, TOKENIZER, WEIGHTS, is_whole, static_folder
from vectorstore.transformer import PACKAGED, check_weights, packaged_folder, sha256

if TYPE_CHECKING:
    from vectorstore.embed import Vectors

_DIMENSIONS = 256
"""Of 384, by principal components: on MultiHop-RAG as good, at two thirds of the space."""

_COMMON = 8
"""So many first components, which nearly all tokens share, are left out (Mu and Viswanath,
All-but-the-Top, 2018). Without 5 to 20 of them the nearest chunks are right as often."""

_SMOOTH = 1e-4
"""A token counts a / (a + p), where p is how often it occurs (Arora et al., 2017)."""

_FIRST_WORD = "the"
"""The vocabulary has single characters first, and then its words, the most frequent one first."""

_HALF_MADE_SECONDS = 3600
"""After that nobody is at it any more."""

_ROOT = Path(__file__).resolve().parent.parent

_QUIET = {
    "HF_HUB_OFFLINE": "1",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "TOKENIZERS_PARALLELISM": "false",
    "TQDM_DISABLE": "1",
    "TRANSFORMERS_VERBOSITY": "error",
    # Threads that wait for each other spin by default: 236 seconds in place of 48 beside a bot or
    # anything else that keeps the processors busy.
    "OMP_WAIT_POLICY": "PASSIVE",
}


def distil(
    models: Path,
    *,
    progress: Callable[[int, int], None] | None = None,
    stopped: Callable[[], bool] = lambda: False,
) -> bool:
    """Put the static model into `models`; True once it is there, False when stopped before.

    About 25 seconds on two cores; at once where it is whole already. `progress(done, total)`
    counts tokens. Raises EmbeddingError if it cannot be made.
    """
    folder = static_folder(models)
    if is_whole(folder):
        return True
    _sweep(models)
    # Made beside and renamed, each process in a folder of its own: a reader sees all or nothing.
    beside = models / f"{folder.name}.{uuid.uuid4().hex[:8]}.new"
    try:
        beside.mkdir(parents=True)
        if not _distil_apart(beside, progress, stopped):
            return False
        put_in_place(beside, folder)
    except OSError as error:
        raise _failed(error.strerror or str(error)) from error
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    return True


def put_in_place(beside: Path, folder: Path) -> None:
    """Make a new folder the model, unless another process was faster with a whole one."""
    if folder.exists() and not is_whole(folder):
        damaged = beside.with_suffix(".damaged")
        folder.rename(damaged)
        shutil.rmtree(damaged, ignore_errors=True)
    try:
        beside.rename(folder)
    except OSError:
        if not is_whole(folder):
            raise


def _distil_apart(
    beside: Path,
    progress: Callable[[int, int], None] | None,
    stopped: Callable[[], bool],
) -> bool:
    child = subprocess.Popen(
        [sys.executable, "-m", "vectorstore.distil", str(beside.absolute())],
        cwd=_ROOT,
        env={**os.environ, **_QUIET},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    said = ""
    with child:
        assert child.stdout is not None
        try:
            for line in child.stdout:
                said = line.strip() or said
                counts = line.split()
                if progress and len(counts) == 2 and all(count.isdecimal() for count in counts):
                    progress(int(counts[0]), int(counts[1]))
                if stopped():
                    return False
        finally:
            if child.poll() is None and stopped():
                child.kill()
    if child.returncode:
        raise _failed(said or f"exit code {child.returncode}")
    return True


def _sweep(models: Path) -> None:
    """Delete what processes that were killed left half made."""
    for left in models.glob("*.new"):
        if time.time() - left.stat().st_mtime > _HALF_MADE_SECONDS:
            shutil.rmtree(left, ignore_errors=True)


def _failed(reason: str) -> EmbeddingError:
    return EmbeddingError(
        f"The static embedding model could not be distilled from {PACKAGED} ({reason}): see that "
        f'the data folder can be written, or set [embedding] model to "{PACKAGED}".'
    )


def _make(folder: Path) -> None:
    """Distil into the folder, printing how many tokens are done and how many there are."""
    source = packaged_folder()
    check_weights(source / WEIGHTS)
    # Who waits looks up at each line, and the libraries take seconds to load.
    _tell(0, 1)

    from model2vec.distill import distill_from_model
    from model2vec.persistence import save_pretrained
    from transformers import AutoModel, AutoTokenizer

    model: Any = AutoModel.from_pretrained(str(source))
    tokenizer: Any = AutoTokenizer.from_pretrained(str(source))
    done = 0

    def count(_module: Any, _given: Any, made: Any) -> None:
        nonlocal done
        done += len(made.last_hidden_state)
        _tell(done, max(done, len(tokenizer)))

    model.register_forward_hook(count)
    static = distill_from_model(
        model,
        tokenizer,
        device="cpu",
        pca_dims=None,
        sif_coefficient=None,
        quantize_to="float32",
    )
    # Kept as it is opened: no text is cut off.
    static.max_length = None
    first = static.tokenizer.get_vocab()[_FIRST_WORD]
    save_pretrained(
        folder,
        weighed(static.embedding, first_word=first).astype(np.float16),
        static.tokenizer,
        static.config,
        create_model_card=False,
    )
    made = {name: sha256(folder / name) for name in (WEIGHTS, TOKENIZER)}
    # Written last: without it the folder holds no model.
    (folder / MADE).write_text(json.dumps({"from": PACKAGED, **made}, indent=1), encoding="utf-8")


def weighed(table: "Vectors", *, first_word: int) -> "Vectors":
    """Return the components of the tokens' vectors that tell them apart, longest for rare tokens.

    Rows are tokens, from `first_word` on by how often they occur; what stands before counts as the
    most frequent one does.
    """
    centred = table - table.mean(axis=0)
    _, components = np.linalg.eigh(centred.T @ centred)
    meant = components[:, ::-1][:, _COMMON : _COMMON + _DIMENSIONS]
    ranks = np.maximum(np.arange(len(table)) - first_word, 0) + 2
    often = 1 / (ranks * (1 / np.arange(2, len(table) + 2)).sum())
    found: Vectors = ((centred @ meant) * (_SMOOTH / (_SMOOTH + often))[:, None]).astype(np.float32)
    return found


def _tell(done: int, total: int) -> None:
    sys.stdout.write(f"{done} {total}\n")
    sys.stdout.flush()


def main() -> None:
    """Distil into the folder named; a failure is the last line printed."""
    try:
        _make(Path(sys.argv[1]))
    except (EmbeddingError, ImportError, OSError, RuntimeError, ValueError) as error:
        sys.stdout.write(f"{' '.join(str(error).split())}\n")
        sys.exit(1)


if __name__ == "__main__":
    main()
