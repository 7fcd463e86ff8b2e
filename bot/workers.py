"""Threads that compute while the event loop goes on; none holds up the end of the process."""

import asyncio
import threading
from collections.abc import Callable
from queue import SimpleQueue
from typing import Any, TypeVar

_T = TypeVar("_T")

_Job = tuple[Callable[[], Any], "asyncio.Future[Any]", asyncio.AbstractEventLoop]


class Workers:
    """A few threads that take jobs in order.

    They are daemons: what a thread of `concurrent.futures` hangs on, the process hangs on at its
    end. What they leave half done is done again, since every write is one transaction.
    """

    def __init__(self, threads: int, name: str) -> None:
        self._threads = threads
        self._name = name
        self._jobs: SimpleQueue[_Job | None] = SimpleQueue()
        self._started = False

    async def run(self, work: Callable[[], _T]) -> _T:
        """Return what the work returns; cancelled before its turn it is never begun."""
        loop = asyncio.get_running_loop()
        future: asyncio.Future[_T] = loop.create_future()
        self._start()
        self._jobs.put((work, future, loop))
        return await future

    def close(self) -> None:
        """Let the threads end after what they are at."""
        for _ in range(self._threads if self._started else 0):
            self._jobs.put(None)

    def _start(self) -> None:
        if not self._started:
            self._started = True
            for number in range(self._threads):
                name = f"{self._name}-{number}"
                threading.Thread(target=self._work, name=name, daemon=True).start()

    def _work(self) -> None:
        while (job := self._jobs.get()) is not None:
            work, future, loop = job
            if future.cancelled():
                continue
            try:
                told = _Outcome(result=work())
            except BaseException as error:  # whatever ends the work is told to who waits for it
                told = _Outcome(error=error)
            try:
                loop.call_soon_threadsafe(told.tell, future)
            except RuntimeError:
                return  # the loop is closed: nobody waits any more


class _Outcome:
    """What came of a job, told to whoever still waits for it."""

    def __init__(self, result: Any = None, error: BaseException | None = None) -> None:
        self._result = result
        self._error = error

    def tell(self, future: "asyncio.Future[Any]") -> None:
        if future.done():
            return
        if self._error is not None:
            future.set_exception(self._error)
        else:
            future.set_result(self._result)
