"""Part of `make bench`: the bot under load, as a process against the local Bot API server.

Answers are canned and take a fixed time, so that what is measured is the bot's own part. Printed:
how much later than the answers alone would have been, what ten kills left, and memory.
"""

import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from bot.sending import PLACEHOLDER
from cli import output
from cli.settings import ROOT
from tests.telegram_api import TelegramServer

PEOPLE = 200
ANSWER_SECONDS = 0.02
ANSWERING_THREADS = 2
ASKED_WITHIN = 20.0  # seconds, where the people do not ask at the same instant
UPDATES = 10_000
PATIENCE = 300.0

_FIRST_PERSON = 1000


def main() -> None:
    """Measure and print."""
    _at_once()
    _spread()
    _killed()
    _memory()


def _at_once() -> None:
    with _serving(ANSWER_SECONDS) as (telegram, _):
        asked = _ask(telegram, "Q", [0.0] * PEOPLE)
        shown = _answers(telegram, asked)
    began = min(asked.values())
    # The k-th answer cannot be there before the threads had the time for k answers.
    ideal = [ANSWER_SECONDS * (1 + k // ANSWERING_THREADS) for k in range(len(shown))]
    late = [at - began - least for at, least in zip(sorted(shown.values()), ideal, strict=True)]
    _print("200 at once", late, f"all within {max(shown.values()) - began:.2f} s")


def _spread() -> None:
    chance = random.Random(2)
    gaps = [chance.expovariate(PEOPLE / ASKED_WITHIN) for _ in range(PEOPLE)]
    with _serving(ANSWER_SECONDS) as (telegram, _):
        asked = _ask(telegram, "Q", gaps)
        shown = _answers(telegram, asked)
    late = [shown[words] - at - ANSWER_SECONDS for words, at in asked.items()]
    _print(f"200 in {ASKED_WITHIN:.0f} s", late, "waiting for a thread included")


def _killed() -> None:
    """Kill the bot ten times while 200 people ask, then let it finish."""
    chance = random.Random(3)
    with tempfile.TemporaryDirectory() as folder, TelegramServer() as telegram:
        asked: dict[str, float] = {}
        for kill in range(10):
            bot = _start(Path(folder), telegram, ANSWER_SECONDS)
            _polled(telegram)
            group = PEOPLE // 10
            asked |= _ask(telegram, f"K{kill} Q", [0.0] * group, first=kill * group)
            time.sleep(chance.uniform(0, 0.5))
            bot.kill()
            bot.wait()
        bot = _start(Path(folder), telegram, ANSWER_SECONDS)
        _answers(telegram, asked)
        bot.terminate()
        bot.wait()
        texts = Counter(
            message.text.split("\n")[0]
            for person in range(_FIRST_PERSON, _FIRST_PERSON + PEOPLE)
            for message in telegram.chat(person)
            if message.from_bot
        )
    lost = sum(not texts[f"Answer to {words}"] for words in asked)
    doubled = sum(texts[f"Answer to {words}"] > 1 for words in asked)
    output.out(
        f"ten kills       {lost} of {len(asked)} questions lost, {doubled} answered twice, "
        f"{texts[PLACEHOLDER.text]} orphan placeholders"
    )


def _memory() -> None:
    """Let 2,000 people send five updates each."""
    with _serving(0) as (telegram, bot):
        sizes = []
        for part in range(10):
            before = len(telegram.called("editMessageText"))
            for number in range(UPDATES // 10):
                person = telegram.user(_FIRST_PERSON + (part * 1000 + number) % 2000, "Ann")
                person.says(f"M{part} {number}?")
            _until(
                lambda before=before: (  # type: ignore[misc]
                    len(telegram.called("editMessageText")) >= before + UPDATES // 10
                )
            )
            sizes.append(_resident(bot.pid))
    output.out(
        f"memory          {sizes[0] / 1e6:.0f} MB after {UPDATES // 10:,} updates, "
        f"{sizes[-1] / 1e6:.0f} MB after {UPDATES:,}"
    )


# -- parts -----------------------------------------------------------------------------------


@contextmanager
def _serving(seconds: float) -> Iterator[tuple[TelegramServer, "subprocess.Popen[bytes]"]]:
    with tempfile.TemporaryDirectory() as folder, TelegramServer() as telegram:
        bot = _start(Path(folder), telegram, seconds)
        try:
            _polled(telegram)
            yield telegram, bot
        finally:
            bot.terminate()
            bot.wait()


def _start(folder: Path, telegram: TelegramServer, seconds: float) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-m", "tests.bot.serve", str(folder), telegram.url, telegram.token]
    return subprocess.Popen([*command, str(seconds)], cwd=ROOT)


def _polled(telegram: TelegramServer) -> None:
    """Wait until the bot asks for updates."""
    before = telegram.polls
    _until(lambda: telegram.polls > before)


def _ask(
    telegram: TelegramServer, what: str, gaps: Sequence[float], *, first: int = 0
) -> dict[str, float]:
    """Let people ask one after the other after these gaps; return when each question was asked."""
    asked = {}
    for number, gap in enumerate(gaps, start=first):
        time.sleep(gap)
        words = f"{what}{number}?"
        telegram.user(_FIRST_PERSON + number, "Ann").says(words)
        asked[words] = time.monotonic()
    return asked


def _answers(telegram: TelegramServer, asked: dict[str, float]) -> dict[str, float]:
    """Wait for all answers; return when each was shown."""

    def shown() -> dict[str, float]:
        found: dict[str, float] = {}
        for call in list(telegram.calls):
            if call.method == "editMessageText" and not call.error:
                words = call.params["text"].split("\n")[0].removeprefix("Answer to ")
                found.setdefault(words, call.at)
        return found

    _until(lambda: asked.keys() <= shown().keys())
    return {words: at for words, at in shown().items() if words in asked}


def _until(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not condition():
        if time.monotonic() > end:
            raise TimeoutError("the bot did not do what it should in five minutes")
        time.sleep(0.05)


def _resident(process: int) -> int:
    fields = Path(f"/proc/{process}/statm").read_text().split()
    return int(fields[1]) * 4096


def _print(name: str, late: Sequence[float], more: str) -> None:
    ordered = sorted(late)
    p50, p95 = statistics.median(ordered), ordered[int(0.95 * len(ordered))]
    output.out(
        f"{name:15} {len(late)} answered; the bot's own part {p50 * 1000:.0f} ms p50, "
        f"{p95 * 1000:.0f} ms p95 ({more})"
    )


if __name__ == "__main__":
    main()
