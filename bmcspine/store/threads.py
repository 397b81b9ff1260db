"""Threads for work that may get stuck, so that whoever waits for it does not.

They end with the process, which waits for none of them.
"""

import threading
from collections.abc import Callable
from concurrent.futures import Future
from queue import SimpleQueue
from typing import Any, TypeVar

T = TypeVar("T")


def in_thread(work: Callable[[], T], name: str) -> Future[T]:
    """Begin the work in a thread of its own."""
    future: Future[T] = Future()
    threading.Thread(target=_do, args=(work, future), name=name, daemon=True).start()
    return future


class Threads:
    """A few threads, started when they are needed; what finds none of them free waits its turn."""

    def __init__(self, name: str, most: int) -> None:
        self._name, self._most = name, most
        self._todo: SimpleQueue[tuple[Callable[[], Any], Future[Any]]] = SimpleQueue()
        self._guard = threading.Lock()
        self._started = self._unfinished = 0

    def run(self, work: Callable[[], T]) -> Future[T]:
        """Begin the work as soon as a thread is free."""
        future: Future[T] = Future()
        with self._guard:
            self._unfinished += 1
            if self._started < min(self._unfinished, self._most):
                self._started += 1
                name = f"{self._name}-{self._started}"
                threading.Thread(target=self._serve, name=name, daemon=True).start()
        self._todo.put((work, future))
        return future

    def _serve(self) -> None:
        while True:
            _do(*self._todo.get())
            with self._guard:
                self._unfinished -= 1


def _do(work: Callable[[], T], future: Future[T]) -> None:
    try:
        result = work()
    except BaseException as error:  # whoever waits for the future gets it
        future.set_exception(error)
    else:
        future.set_result(result)
