"""An ingest that is killed (kill -9) or finds the disk full, again and again, and what must hold.

    python -m tests.crash [KILLS]        # make crash: at random moments, then at every named step

No article is half visible, none is lost, no chunk stands twice, and every chunk is found by its own
vector and by its own word.
"""

import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from cli import output
from cli.parts import Parts
from cli.settings import ROOT, load
from vectorstore.distil import distil

ARTICLES = 120
_LONGEST = 2.5  # seconds from the first write to a kill: an ingest of these takes about as long

STEPS = (
    ("archive/shelf.py", "put", 7),
    ("archive/shelf.py", "keep", 7),
    ("archive/fetches.py", "keep", 7),
    ("ingest/raw.py", "_hold", 7),
    ("archive/log.py", "keep_vectors", 1),
    ("vectorstore/dense.py", "put", 1),
    ("vectorstore/words.py", "put", 1),
    ("vectorstore/words.py", "commit", 1),
    ("vectorstore/manifest.py", "write_manifest", 1),
    ("archive/rows.py", "swap_revision", 7),
    ("archive/log.py", "mark_indexed", 1),
)
"""Functions of the program; the process is killed when one returns for so many times."""

_KILLED_AT = """
import os, signal, sys, threading
file, name, left = sys.argv[1], sys.argv[2], int(sys.argv[3])
def look(frame, event, given):
    global left
    code = frame.f_code
    if event == "return" and code.co_name == name and code.co_filename.endswith(file):
        left -= 1
        if not left:
            os.kill(os.getpid(), signal.SIGKILL)
threading.setprofile(look)
sys.setprofile(look)
from cli.main import main
main(sys.argv[4:])
"""

# The language is said, so that what a full disk meets first is not the model that tells languages.
_MARKDOWN = """---
title: {title}
published: 2021-03-03
publisher: Sample Wire
language: en
---

{text}
"""
_PAGE = """<!doctype html><html lang="en"><head><title>{title}</title>
<meta property="article:published_time" content="2021-03-03">
<meta property="og:site_name" content="Sample Wire"></head>
<body><article><h1>{title}</h1><p>{text}</p></article></body></html>
"""
_LIMITED = """
import resource, sys
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]), resource.RLIM_INFINITY))
from cli.main import main
main(sys.argv[2:])
"""
_FULL_DISKS = 20


class Crashing:
    """A data folder whose ingests are killed; `models` holds the static model."""

    def __init__(self, folder: Path, models: Path, *, seed: int = 1) -> None:
        self._folder = folder
        self._data = folder / "data"
        self._data.mkdir(parents=True)
        (self._data / "models").symlink_to(models)
        self._config = folder / "config.toml"
        self._config.write_text('[embedding]\nmodel = "static"\n', encoding="utf-8")
        self._pages = folder / "news"
        self._pages.mkdir()
        self._chance = random.Random(seed)
        self._texts: dict[int, str] = {}

    def write(self) -> None:
        """Write articles to ingest: all the first time, then a third of them anew."""
        for number in range(ARTICLES):
            if number not in self._texts or self._chance.random() < 1 / 3:
                self._texts[number] = _text(number, self._chance)
                title = f"Report {number} of Sample Wire"
                # Pages are kept as they came, so every other article is one.
                suffix, form = (".html", _PAGE) if number % 2 else (".md", _MARKDOWN)
                path = self._pages / f"{number}{suffix}"
                path.write_text(form.format(title=title, text=self._texts[number]))

    def kill_somewhere(self) -> None:
        """Ingest, and kill the process at a random moment after it began to write."""
        before = self._size()
        running = subprocess.Popen(self._command(), cwd=ROOT, stdout=subprocess.DEVNULL)
        while running.poll() is None and self._size() == before:
            time.sleep(0.01)
        time.sleep(self._chance.uniform(0, _LONGEST))
        running.kill()
        running.wait()

    def kill_at(self, file: str, function: str, times: int) -> bool:
        """Ingest, and be killed at a step; False if the step was not reached so often."""
        done = subprocess.run(
            [sys.executable, "-c", _KILLED_AT, file, function, str(times), *self._arguments()],
            cwd=ROOT, stdout=subprocess.DEVNULL, check=False,
        )  # fmt: skip
        return done.returncode == -signal.SIGKILL

    def fill_disk_somewhere(self) -> str:
        """Ingest where no file can grow past a random size; return what the program says.

        The size lies between nothing and the largest file, so that the archive, its log, Chroma
        and tantivy are each met sooner or later.
        """
        sizes = [path.stat().st_size for path in self._data.rglob("*") if path.is_file()]
        limit = self._chance.randrange(max(sizes, default=1_000_000))
        done = subprocess.run(
            [sys.executable, "-c", _LIMITED, str(limit), *self._arguments()],
            cwd=ROOT, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert "Traceback" not in done.stderr, done.stderr
        assert done.returncode in (0, 1), f"ended with {done.returncode}: {done.stderr}"
        return done.stderr.strip().splitlines()[-1] if done.returncode else ""

    def finish(self) -> None:
        """Ingest to the end."""
        subprocess.run(self._command(), cwd=ROOT, check=True, stdout=subprocess.DEVNULL)

    def check(self, *, is_finished: bool) -> None:
        """Look at everything that is visible; when finished, that must be all, as written last."""
        parts = Parts(load(self._config, self._data))
        try:
            visible = [one for one in parts.archive.listed() if one.visible]
            all_chunks = 0
            for one in visible:
                kept = parts.archive.find(one.id)
                chunks = parts.archive.chunks_of(one.id, kept.article.revision, layout=parts.layout)
                assert chunks, f"{one.title} is visible and has no chunks"
                all_chunks += len(chunks)
                for chunk in chunks:
                    ids = [found for found, _ in parts.indexes.nearest(chunk.embedded_text, 5)]
                    assert chunk.id in ids, f"{one.title}: not found by its own vector"
                    assert ids.count(chunk.id) == 1
                    word = next(word for word in chunk.text.split() if word.startswith("zq"))
                    ids = [found for found, _ in parts.indexes.matching(word, 5)]
                    assert chunk.id in ids, f"{one.title}: not found by its own word"
            if is_finished:
                texts = sorted(parts.archive.find(one.id).article.text for one in visible)
                assert texts == sorted(self._texts.values()), "what is visible is not what came"
                assert parts.archive.counts()["waiting"] == 0
                assert parts.indexes.count() >= all_chunks
                assert parts.indexes.count() == parts.archive.counts()["chunks"]
        finally:
            parts.close()

    def _arguments(self) -> list[str]:
        return [
            "--config", str(self._config), "--data", str(self._data), "ingest", str(self._pages),
        ]  # fmt: skip

    def _command(self) -> list[str]:
        return [sys.executable, "-m", "cli", *self._arguments()]

    def _size(self) -> int:
        """Return how much the archive wrote, its log included."""
        paths = (self._data / name for name in ("archive.sqlite", "archive.sqlite-wal"))
        return sum(path.stat().st_size for path in paths if path.exists())


def _text(number: int, chance: random.Random) -> str:
    """Return a text of a few sentences, each with a word that stands nowhere else."""
    return " ".join(
        f"In town {chance.randrange(10**6)} the bridge number {number} was closed on Monday, said "
        f"zq{chance.randrange(10**12):x} of the council, and {chance.randrange(2, 900)} people had "
        "to walk around it in the rain."
        for _ in range(6)
    )


def main(kills: int) -> None:
    """Kill as often at random moments, then once at each step; end with what was checked."""
    with tempfile.TemporaryDirectory() as place:
        models = Path(place) / "models"
        distil(models)
        crashing = Crashing(Path(place) / "random", models)
        for kill in range(kills):
            crashing.write()
            crashing.kill_somewhere()
            crashing.check(is_finished=False)
            output.say(f"kill {kill + 1} of {kills}: all that is visible is found")
        crashing.write()
        crashing.finish()
        crashing.check(is_finished=True)
        for full in range(_FULL_DISKS):
            crashing.write()
            said = crashing.fill_disk_somewhere()
            crashing.check(is_finished=False)
            output.say(f"full disk {full + 1} of {_FULL_DISKS}: {said or 'there was room'}")
        crashing.finish()
        crashing.check(is_finished=True)
        for at, (file, function, times) in enumerate(STEPS):
            crashing = Crashing(Path(place) / f"step{at}", models, seed=at)
            crashing.write()
            assert crashing.kill_at(file, function, times), f"{file} {function}: never reached"
            crashing.check(is_finished=False)
            crashing.finish()
            crashing.check(is_finished=True)
            output.say(f"{file} {function}: killed there, nothing was lost")
    output.out(
        f"{kills} kills at random moments, {_FULL_DISKS} full disks and {len(STEPS)} kills at "
        "steps: nothing was lost."
    )


if __name__ == "__main__":
    os.environ["ANONYMIZED_TELEMETRY"] = "False"
    main(int((sys.argv[1:] or ["50"])[0]))
