"""What a long-lived worker waits on: jobs in turn, or the latest request only."""

from threading import Condition
from typing import Generic, TypeVar

T = TypeVar("T")


class LatestOnly(Generic[T]):
    """A slot for one request between two threads: a newer one replaces one that was not yet taken."""

    def __init__(self) -> None:
        self._condition = Condition()
        self._request: T | None = None
        self._closed = False

    def put(self, request: T) -> None:
        """Leave `request` in place of an older one."""
        with self._condition:
            self._request = request
            self._condition.notify()

    def withdraw(self) -> None:
        """Take back the request that was not yet taken, if any."""
        with self._condition:
            self._request = None

    def close(self) -> None:
        """Let `take` return None from now on."""
        with self._condition:
            self._closed = True
            self._condition.notify()

    def take(self) -> T | None:
        """Wait for a request and return it; None once closed."""
        with self._condition:
            self._condition.wait_for(lambda: self._closed or self._request is not None)
            request, self._request = self._request, None
            return None if self._closed else request
