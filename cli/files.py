"""Files that are written whole or not at all."""

import os
from pathlib import Path

from news.errors import UsageError


def check_folder(file: Path) -> None:
    """Raise UsageError when there is no folder to write the file in, before any work is done."""
    if not file.parent.is_dir():
        raise UsageError(
            f"There is no folder {file.parent} to write {file.name} in: make it first."
        )


def write_whole(file: Path, content: bytes) -> None:
    """Write a file in the place of what was there; raise OSError when it cannot be written."""
    check_folder(file)
    beside = file.with_name(f"{file.name}.{os.getpid()}.new")
    try:
        beside.write_bytes(content)
        beside.replace(file)
    finally:
        beside.unlink(missing_ok=True)
