"""The bot, serving Telegram: the one process that writes the indexes while it runs."""

import threading

from cli import output
from cli.parts import Parts


def serve(parts: Parts, token: str) -> None:
    """Serve Telegram by polling until interrupted."""
    from bot.app import build, run

    with output.working("Loading the embedding model …"):
        parts.warm_up()
    with output.bar("Indexing") as tell:
        parts.catch_up(tell)
    desk = parts.desk()
    stop = threading.Event()
    follower = threading.Thread(target=parts.keep_up, args=(stop,), name="catch-up", daemon=True)
    follower.start()
    try:
        output.say("Serving Telegram. Stop with Ctrl-C.")
        run(build(token, desk, api_base_url=parts.settings.telegram.api_base_url))
    finally:
        stop.set()
        follower.join(timeout=5)
