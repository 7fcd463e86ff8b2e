"""What comes item by item, waited for no longer than until a given time."""

import time
from collections.abc import Callable, Iterator
from contextvars import copy_context
from queue import Empty, SimpleQueue
from threading import Event, Thread
from typing import TypeVar

_T = TypeVar("_T")


def in_time(items: Callable[[], Iterator[_T]], until: float) -> Iterator[_T]:
    """Yield the items as they come; raise TimeoutError when the last is not there by `until`.

    `until` is on the monotonic clock. The items are made in a thread of their own, since a server
    that sends a byte now and then keeps every time-out of a connection from ending. What is given
    up ends at its next item.
    """
    queue: SimpleQueue[tuple[list[_T], BaseException | None]] = SimpleQueue()
    given_up = Event()

    def work() -> None:
        try:
            for item in items():
                if given_up.is_set():
                    return
                queue.put(([item], None))
            queue.put(([], None))
        except BaseException as error:  # whatever ends it is raised where it is waited for
            queue.put(([], error))

    # In the same context, so that LangChain's callbacks hear of what is done there.
    Thread(target=copy_context().run, args=(work,), daemon=True).start()
    try:
        while True:
            try:
                came, error = queue.get(timeout=max(0.0, until - time.monotonic()))
            except Empty:
                raise TimeoutError("what was waited for did not come in time") from None
            if error is not None:
                raise error
            if not came:
                return
            yield from came
    finally:
        given_up.set()
