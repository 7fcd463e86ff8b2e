"""What an index folder was made with: a small file in it, written whole or not at all."""

import json
import os
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from news.errors import IndexesError
from vectorstore.failures import file_errors

_FILE = "manifest.json"


@dataclass(frozen=True, slots=True)
class Manifest:
    """What an index folder was made with, and up to which change.

    `model` names the weights; `opens` is the [embedding] model that opens them again. `graph` says
    how the vectors are linked.
    """

    model: str
    layout: str
    analyser: str
    seq: int = 0
    opens: str = ""
    graph: str = ""

    def same_kind(self, other: "Manifest") -> bool:
        return replace(self, seq=0, opens="") == replace(other, seq=0, opens="")


def has_manifest(folder: Path) -> bool:
    return (folder / _FILE).is_file()


def read_manifest(folder: Path) -> Manifest:
    """Return the manifest of a folder; raise IndexesError if there is none that can be read."""
    try:
        manifest = Manifest(**json.loads((folder / _FILE).read_text(encoding="utf-8")))
        # Those of version 0.1 do not say it: their names are the model's, with a hash or without.
        opens = manifest.opens or manifest.model.rpartition("@")[0] or manifest.model
        return replace(manifest, opens=opens)
    except (OSError, ValueError, TypeError, AttributeError) as error:
        raise IndexesError(
            f"The index folder {folder} has no readable manifest ({error}): stop the bot if it "
            "runs, and run `dateline reindex`."
        ) from error


def write_manifest(folder: Path, manifest: Manifest) -> None:
    write_whole(folder / _FILE, json.dumps(asdict(manifest), indent=1))


def write_whole(path: Path, text: str) -> None:
    """Write a small file so that a reader sees the old or the new one, never half."""
    beside = path.with_name(f"{path.name}.{os.getpid()}.new")
    with file_errors(path):
        with beside.open("w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
