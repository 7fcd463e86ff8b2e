"""Hostile files read in a process of their own, bounded in time and memory.

Malformed PDF files, e-mails and Word documents can make any reader of them loop or fill the memory.
"""

import json
import logging
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from ingest.hostile import Odd, odd, unreadable
from news.article import Document

_MEGABYTES = 1_000
_WAIT = 6  # on a busy machine that takes this many times as long
_ROOT = Path(__file__).resolve().parent.parent


def read_apart(document: Document, kind: str, module: str, *, seconds: int) -> dict[str, Any]:
    """Return what the module reads in the document; it is a program that calls `serve`.

    Raises ExtractError, with `kind` as "a PDF file", where it needs more processor time or memory
    than it may have, or says that the file is broken.
    """
    too_much = f"it takes more than {seconds} seconds or {_MEGABYTES:,} megabytes to read"
    path = os.pathsep.join([str(_ROOT), *filter(None, [os.environ.get("PYTHONPATH")])])
    try:
        done = subprocess.run(
            [sys.executable, "-m", module, str(seconds)],
            input=document.content,
            capture_output=True,
            timeout=_WAIT * seconds,
            env={**os.environ, "PYTHONPATH": path},
            check=False,
        )
        found: dict[str, Any] = json.loads(done.stdout) if done.stdout else {"broken": ""}
    except subprocess.TimeoutExpired as error:
        raise unreadable(document, kind, too_much) from error
    except (OSError, ValueError) as error:
        raise unreadable(document, kind, str(error)) from error
    if "broken" in found:
        raise unreadable(document, kind, found["broken"] or too_much)
    return found


def serve(read: Callable[[bytes], dict[str, Any]]) -> None:
    """Print as JSON what is read in the bytes on standard input, and what broke as `broken`."""
    logging.disable()
    _bound()
    content = sys.stdin.buffer.read()
    try:
        with odd():
            found = read(content)
    except Odd as error:
        found = {"broken": str(error)}
    sys.stdout.write(json.dumps(found))


def _bound() -> None:
    try:
        import resource
    except ImportError:
        # Windows has no such bounds; the caller's time limit holds there too.
        return
    seconds = int(sys.argv[1])
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_AS, (_MEGABYTES << 20, _MEGABYTES << 20))
