"""What comes item by item is waited for no longer than was said."""

import threading
import time
from contextvars import ContextVar

import pytest

from answer.in_time import in_time

WHO: ContextVar[str] = ContextVar("who", default="nobody")


def soon():
    return time.monotonic() + 20


def test_items_come_in_order_from_the_same_context():
    WHO.set("the caller")

    assert list(in_time(lambda: iter([1, WHO.get(), None]), soon())) == [1, "the caller", None]


def test_what_goes_wrong_is_raised_after_what_came_before():
    def items():
        yield 1
        raise ValueError("no more")

    came = in_time(items, soon())

    assert next(came) == 1
    with pytest.raises(ValueError, match="no more"):
        next(came)


def test_what_does_not_come_is_given_up_and_ends_at_its_next_item():
    go_on, ended = threading.Event(), threading.Event()

    def items():
        try:
            yield 1
            go_on.wait(20)
            yield 2
        finally:
            ended.set()

    came = in_time(items, time.monotonic() + 0.2)

    assert next(came) == 1
    with pytest.raises(TimeoutError):
        next(came)
    go_on.set()
    assert ended.wait(20)
