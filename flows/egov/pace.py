"""When e-Gov may be asked: after a pause, and until the time of the run is up."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable
from typing import NamedTuple

from flows.errors import AnpoError

JAPAN = dt.timezone(dt.timedelta(hours=9), "JST")
"""e-Gov's days are those of Japan."""

PAUSE = 0.5
"""Seconds between the end of a request and the next."""

AGAIN_LATER = "Run again later: what has arrived is kept."


class AskingEndedError(AnpoError):
    """Nothing more can be asked in this run: its time is up, or e-Gov does not answer."""

    def __init__(self, base_url: str, problem: str) -> None:
        super().__init__(f"{base_url}\n  {problem}\n  {AGAIN_LATER}")


class Clock(NamedTuple):
    """What time is: seconds that pass, how to let them pass, and the time of day."""

    passed: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    now: Callable[[], dt.datetime] = lambda: dt.datetime.now(dt.UTC)


REAL = Clock()


class Pace:
    """The pauses and the end of one run.

    Args:
        base_url: who is asked, for messages.
        pause: seconds between requests.
        deadline: seconds after which nothing more is asked; None for no limit.
        clock: what time is.
    """

    def __init__(self, base_url: str, pause: float, deadline: float | None, clock: Clock) -> None:
        self.base_url, self.pause, self.clock = base_url, pause, clock
        self._ends = None if deadline is None else clock.passed() + deadline
        self._last: float | None = None

    def left(self) -> float:
        """Return the seconds left.

        Raises:
            AskingEndedError: there are none.
        """
        left = float("inf") if self._ends is None else self._ends - self.clock.passed()
        if left <= 0:
            raise AskingEndedError(self.base_url, "the time of this run is up")
        return left

    def nap(self, seconds: float) -> None:
        """Sleep, unless the time of the run would be up before that.

        Raises:
            AskingEndedError: it would.
        """
        if seconds >= self.left():
            raise AskingEndedError(
                self.base_url, f"is to be asked again in {seconds:.0f} s, but the time of this run is up"
            )
        self.clock.sleep(seconds)

    def keep(self) -> None:
        """Wait until the next request may be sent.

        Raises:
            AskingEndedError: the time of the run is up before that.
        """
        if self._last is not None and (rest := self._last + self.pause - self.clock.passed()) > 0:
            self.nap(rest)
        self.left()

    def request_ended(self) -> float:
        """Begin a pause; return the moment."""
        self._last = self.clock.passed()
        return self._last
