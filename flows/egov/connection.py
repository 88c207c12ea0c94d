"""Requests to e-Gov: one connection, a pause between requests, a User-Agent that says who asks.

What may pass (a timeout, a reset, 429, 5xx, a page of HTML, an answer cut short) is asked for again, as late as e-Gov
says, within the run's deadline; then the request is given up with an `EgovError`. When several requests in a row are
given up for such causes, or time is up, `AskingEndedError` ends the run.
"""

from __future__ import annotations

import datetime as dt
import os
import ssl
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from importlib.metadata import version
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Self, TypeVar

import httpx
from tenacity import RetryCallState, Retrying, retry_if_exception_type, stop_after_attempt
from tenacity.wait import wait_exponential_jitter

from flows.documents.safe_xml import LARGEST_LAW
from flows.egov.answers import Got, MayPassError, error_said
from flows.egov.headers import retry_after, sent_at
from flows.egov.pace import AGAIN_LATER, JAPAN, PAUSE, REAL, AskingEndedError, Clock, Pace
from flows.errors import InputError

BASE_URL = "https://laws.e-gov.go.jp"
API = "/api/2"

ATTEMPTS = 5
"""How often a request is sent."""

FIRST_WAIT, LONGEST_WAIT = 1.0, 120.0
"""Seconds before a second attempt, which double with each, and the most that is waited: if e-Gov asks for more, the run
ends."""

GIVEN_UP_IN_A_ROW = 3
"""So many requests given up one after the other mean that e-Gov is down: nothing more is asked."""

CLOCKS_APART = dt.timedelta(hours=1)
"""Further apart than this, e-Gov's clock and ours cannot both be right."""

CONNECT_SECONDS, READ_SECONDS = 10.0, 60.0

LARGEST_ANSWER = LARGEST_LAW * 3 // 2
"""Bytes of an answer: a law in Base64."""

LARGEST_FILE = 2 * 1024**3
"""Bytes of an answer that is a file; the largest known is 285 MB."""

_CHUNK = 1 << 16
_RETRIED = {408, 425, 429, 500, 502, 503, 504}

T = TypeVar("T")


class EgovError(InputError):
    """A request that was given up; `status` is that of the last answer, where there was one."""

    status: int | None = None


class Request(NamedTuple):
    """A request; `into` is the file that its answer is written to, where it is one."""

    url: str
    parameters: Mapping[str, str]
    headers: Mapping[str, str] | None = None
    into: Path | None = None
    attempts: int = ATTEMPTS


class Connection:
    """A conversation with e-Gov; use it as a context, in one thread.

    Args:
        base_url: where e-Gov is; the API is under `/api/2`, the bulk files under `/bulkdownload`.
        pause: seconds between requests.
        deadline: seconds after which nothing more is asked; None for no limit.
        attempts: how often a request is sent; None for the usual number.
        clock: what time is.

    Attributes:
        requests: requests sent, repeated ones too.
        seconds: seconds spent in them, without the pauses.

    Raises:
        InputError: the address is none.
    """

    def __init__(
        self,
        base_url: str = BASE_URL,
        *,
        pause: float = PAUSE,
        deadline: float | None = None,
        attempts: int | None = None,
        clock: Clock = REAL,
    ) -> None:
        self.base_url = _address(base_url)
        self.clock = clock
        self.requests = 0
        self.seconds = 0.0
        self._attempts = attempts
        self._pace = Pace(self.base_url, pause, deadline, clock)
        self._given_up = 0
        self._client = httpx.Client(
            verify=_certificates(),
            headers={"User-Agent": _user_agent(), "Accept-Language": "ja"},
            limits=httpx.Limits(max_connections=1),
            follow_redirects=True,
            max_redirects=3,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._client.close()

    def now(self) -> dt.datetime:
        """Return the moment."""
        return self.clock.now()

    def today(self) -> dt.date:
        """Return the day in Japan."""
        return self.now().astimezone(JAPAN).date()

    def ask(self, request: Request, read: Callable[[Got], T]) -> T:
        """Send a request until its answer can be read.

        Raises:
            EgovError: it was given up.
            AskingEndedError: the time is up, or this is one too many in a row.
        """
        retrying = Retrying(
            stop=stop_after_attempt(self._attempts or request.attempts),
            wait=_wait,
            retry=retry_if_exception_type(MayPassError),
            sleep=self._pace.nap,
            reraise=True,
        )
        try:
            result = retrying(lambda: self._once(request, read))
        except MayPassError as error:
            self._given_up = self._given_up + 1 if error.is_down else 0
            if self._given_up >= GIVEN_UP_IN_A_ROW:
                raise AskingEndedError(
                    self.base_url, f"does not answer: {error.problem} ({request.url})"
                ) from None
            raise _given_up(request.url, error.problem, error.status) from None
        self._given_up = 0
        return result

    def _once(self, request: Request, read: Callable[[Got], T]) -> T:
        """Send a request once.

        Raises:
            MayPassError: the answer is of no use, and another attempt may bring a better one.
            EgovError: it is of no use, and would be again.
            AskingEndedError: the time is up.
        """
        self._pace.keep()
        with self._counted():
            try:
                got = self._send(request)
            except (httpx.TransportError, httpx.DecodingError) as error:
                raise MayPassError(_in_words(error), is_down=True) from None
            except httpx.HTTPError as error:
                raise _given_up(request.url, _in_words(error), None) from None
        self._check_clock(got)
        if got.status in _RETRIED:
            answers = f"answers {got.status}{error_said(got)}"
            wait = retry_after(got.headers, self.now())
            if wait is not None and wait > LONGEST_WAIT:
                raise AskingEndedError(
                    self.base_url, f"{answers} and wants to be asked again in {wait:.0f} s"
                )
            raise MayPassError(answers, is_down=True, status=got.status, wait=wait)
        if got.status != httpx.codes.OK and not got.is_unchanged:
            self._given_up = 0
            raise _given_up(request.url, f"answers {got.status}{error_said(got)}", got.status)
        return read(got)

    def _send(self, request: Request) -> Got:
        """Send a request and take its answer whole, or, where it is a file, write it to the disk."""
        left = self._pace.left()
        timeout = httpx.Timeout(min(READ_SECONDS, left), connect=min(CONNECT_SECONDS, left))
        with self._client.stream(
            "GET", request.url, params=request.parameters, headers=request.headers, timeout=timeout
        ) as response:
            into = request.into if response.status_code == httpx.codes.OK else None
            chunks = self._chunks(response, LARGEST_FILE if into else LARGEST_ANSWER)
            if into is None:
                return Got(response.status_code, b"".join(chunks), response.headers)
            with into.open("wb") as file:
                for chunk in chunks:
                    file.write(chunk)
                file.flush()
                os.fsync(file.fileno())
            return Got(response.status_code, b"", response.headers)

    def _chunks(self, response: httpx.Response, largest: int) -> Iterator[bytes]:
        length = 0
        for chunk in response.iter_bytes(_CHUNK):
            length += len(chunk)
            if length > largest:
                raise MayPassError(f"is longer than {largest:,} bytes")
            self._pace.left()
            yield chunk

    @contextmanager
    def _counted(self) -> Iterator[None]:
        self.requests += 1
        began = self.clock.passed()
        try:
            yield
        finally:
            self.seconds += self._pace.request_ended() - began

    def _check_clock(self, got: Got) -> None:
        """Compare e-Gov's clock with ours: by ours we say when a text arrived, and what is in force.

        Raises:
            MayPassError: they are too far apart.
        """
        theirs, ours = sent_at(got.headers), self.now()
        if theirs is not None and abs(theirs - ours) > CLOCKS_APART:
            raise MayPassError(
                f"was sent at {theirs:%Y-%m-%d %H:%M} UTC by its Date, but the clock here says "
                f"{ours.astimezone(dt.UTC):%Y-%m-%d %H:%M}: one of the two is off"
            )


_backoff = wait_exponential_jitter(initial=FIRST_WAIT, max=LONGEST_WAIT, jitter=FIRST_WAIT)


def _wait(state: RetryCallState) -> float:
    """Return the seconds before the next attempt: as e-Gov asks, or twice as long as before the last."""
    error = state.outcome.exception() if state.outcome else None
    asked = error.wait if isinstance(error, MayPassError) else None
    if asked is None:
        return float(_backoff(state))
    return max(asked, FIRST_WAIT)


def _address(base_url: str) -> str:
    """Return the address without what is added to it; that of the API is taken too.

    Raises:
        InputError: it is none of the web.
    """
    try:
        url = httpx.URL(base_url)
    except httpx.InvalidURL:
        url = httpx.URL("")
    if url.scheme not in ("http", "https") or not url.host:
        raise InputError(
            base_url, "", "is no address of e-Gov", f"It is {BASE_URL}, or one like http://127.0.0.1:8000."
        )
    return base_url.rstrip("/").removesuffix(API)


@cache
def _certificates() -> ssl.SSLContext:
    """Return the certificates by which e-Gov is known; loading them takes a tenth of a second."""
    return httpx.create_ssl_context()


def _user_agent() -> str:
    return f"anpo/{version('anpo')} (a warehouse of Japan's security legislation; one connection at a time)"


def _given_up(url: str, problem: str, status: int | None) -> EgovError:
    error = EgovError(url, "", problem, AGAIN_LATER)
    error.status = status
    return error


def _in_words(error: httpx.HTTPError) -> str:
    if isinstance(error, httpx.TimeoutException):
        return "does not answer in time"
    return f"cannot be reached, or breaks off: {error or type(error).__name__}"
