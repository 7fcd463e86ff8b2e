"""A bot in a process of its own, over a newsroom: for tests and measurements that kill it.

    python -m tests.bot.serve FOLDER URL TOKEN [SECONDS]

Each answer takes SECONDS and repeats the question; a line a question in FOLDER/answered says when
it began and ended (monotonic, the same clock in every process of a machine).
"""

import sys
import threading
import time
from pathlib import Path

from archive import Archive
from bot.app import Bot
from news.answer import Answer
from news.conversation import Conversation
from tests.bot.newsroom import Newsroom, article


def main(folder: Path, url: str, token: str, seconds: float) -> None:
    """Serve until told to stop."""
    newsroom = Newsroom(Archive.in_folder(folder / "data"), folder / "data" / "uploads")
    newsroom.put(article())
    log = (folder / "answered").open("a", encoding="utf-8")
    writing = threading.Lock()

    def answer(question: str, conversation: Conversation) -> Answer:
        began = time.monotonic()
        time.sleep(seconds)
        found = newsroom.answer(question, Conversation())
        newsroom.asked.clear()
        with writing:
            log.write(f"{question}\t{began}\t{time.monotonic()}\n")
            log.flush()
        return Answer(question, f"Answer to {question}", found.quotes, found.passages)

    newsroom.answers = answer
    Bot(token, newsroom.desk, api_base_url=url).run()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], sys.argv[3], float((sys.argv[4:] or ["0"])[0]))
