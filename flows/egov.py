"""The only door to the network: e-Gov's 法令API (version 2) and its bulk files.

One connection, a pause between requests, a User-Agent that says who asks. What may pass (a timeout, a reset, 429, 5xx,
a page of HTML, an answer cut short) is asked for again, as late as e-Gov says, within the run's deadline; then the
request is given up with an `EgovError`. When several requests in a row are given up for such causes, or time is up,
`AskingEndedError` ends the run.
"""

from __future__ import annotations

import base64
import binascii
import datetime as dt
import email.utils
import os
import re
import ssl
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from importlib.metadata import version
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Self, TypeVar
from urllib.parse import quote

import httpx
from pydantic import BaseModel, ValidationError
from tenacity import RetryCallState, Retrying, retry_if_exception_type, stop_after_attempt
from tenacity.wait import wait_exponential_jitter

from flows.documents.law_identity import require_law
from flows.documents.safe_xml import LARGEST_LAW, parse_xml
from flows.documents.zip_directory import read_directory
from flows.egov_responses import ErrorInfo, LawData, LawInfo, LawRevisions, Laws, RevisionInfo
from flows.errors import AnpoError, InputError

BASE_URL = "https://laws.e-gov.go.jp"
API, BULK = "/api/2", "/bulkdownload"

JAPAN = dt.timezone(dt.timedelta(hours=9), "JST")
"""e-Gov's days are those of Japan."""

PAUSE = 0.5
"""Seconds between the end of a request and the next."""

ATTEMPTS, BULK_ATTEMPTS = 5, 3
"""How often a request is sent: a bulk file is large, and cannot be resumed."""

FIRST_WAIT, LONGEST_WAIT = 1.0, 120.0
"""Seconds before a second attempt, which double with each, and the most that is waited: if e-Gov asks for more, the run
ends."""

GIVEN_UP_IN_A_ROW = 3
"""So many requests given up one after the other mean that e-Gov is down: nothing more is asked."""

CLOCKS_APART = dt.timedelta(hours=1)
"""Further apart than this, e-Gov's clock and ours cannot both be right."""

CATEGORIES = (
    "憲法", "刑事", "財務通則", "水産業", "観光", "国会", "警察", "国有財産", "鉱業", "郵務", "行政組織", "消防", "国税", "工業",
    "電気通信", "国家公務員", "国土開発", "事業", "商業", "労働", "行政手続", "土地", "国債", "金融・保険", "環境保全", "統計",
    "都市計画", "教育", "外国為替・貿易", "厚生", "地方自治", "道路", "文化", "陸運", "社会福祉", "地方財政", "河川", "産業通則",
    "海運", "社会保険", "司法", "災害対策", "農業", "航空", "防衛", "民事", "建築・住宅", "林業", "貨物運送", "外事",
)  # fmt: skip
"""e-Gov's categories, in the order of their codes, which begin with 1."""

CONNECT_SECONDS, READ_SECONDS = 10.0, 60.0

LARGEST_ANSWER = LARGEST_LAW * 3 // 2
"""Bytes of an answer: a law in Base64."""

LARGEST_BULK = 2 * 1024**3
"""Bytes of a bulk file; the largest known is 285 MB."""

_CHUNK = 1 << 16
_HTML = re.compile(rb"\s*(?:<!doctype\s+html|<html)\b", re.IGNORECASE)
_LAW_IN_ENVELOPE = re.compile(rb"<Law[\s>].*</Law\s*>", re.DOTALL)
_RETRIED = {408, 425, 429, 500, 502, 503, 504}
_AGAIN_LATER = "Run again later: what has arrived is kept."

Answer = TypeVar("Answer", bound=BaseModel)
T = TypeVar("T")


class EgovError(InputError):
    """A request that was given up; `status` is that of the last answer, where there was one."""

    status: int | None = None


class AskingEndedError(AnpoError):
    """Nothing more can be asked in this run: its time is up, or e-Gov does not answer."""


class _MayPassError(Exception):
    """What is wrong with an answer and may be right when asked for again.

    Args:
        problem: in words.
        is_down: whether it says something about e-Gov as a whole, and not about this answer.
        status: of the answer.
        wait: seconds after which e-Gov wants to be asked again.
    """

    def __init__(
        self, problem: str, *, is_down: bool = False, status: int | None = None, wait: float | None = None
    ) -> None:
        super().__init__(problem)
        self.problem, self.is_down, self.status, self.wait = problem, is_down, status, wait


class Validators(NamedTuple):
    """What e-Gov said about an answer, by which the next request asks whether it has changed."""

    etag: str | None = None
    last_modified: str | None = None


class Listing(NamedTuple):
    """A list of revisions.

    Args:
        content: the answer's bytes.
        answer: read.
        url: where it is from.
        retrieved_at: when.
        validators: see there.
    """

    content: bytes
    answer: LawRevisions
    url: str
    retrieved_at: dt.datetime
    validators: Validators


class LawText(NamedTuple):
    """The text of a revision.

    Args:
        content: the law's XML as e-Gov sent it, cut out of the answer.
        url: where it is from.
        retrieved_at: when.
        info: what the answer says of the revision; None where it was nothing but the text.
    """

    content: bytes
    url: str
    retrieved_at: dt.datetime
    info: RevisionInfo | None


class Clock(NamedTuple):
    """What time is: seconds that pass, how to let them pass, and the time of day."""

    passed: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    now: Callable[[], dt.datetime] = lambda: dt.datetime.now(dt.UTC)


REAL = Clock()


class _Request(NamedTuple):
    """A request; `into` is the file that its answer is written to, where it is one."""

    url: str
    parameters: Mapping[str, str]
    headers: Mapping[str, str] | None = None
    into: Path | None = None
    attempts: int = ATTEMPTS


class _Got(NamedTuple):
    status: int
    content: bytes
    headers: httpx.Headers


class Egov:
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
        self.pause = pause
        self.now = clock.now
        self.requests = 0
        self.seconds = 0.0
        self._attempts = attempts
        self._clock, self._sleep = clock.passed, clock.sleep
        self._ends = None if deadline is None else clock.passed() + deadline
        self._last: float | None = None
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

    def today(self) -> dt.date:
        """Return the day in Japan."""
        return self.now().astimezone(JAPAN).date()

    def revisions(self, law_id: str, known: Validators | None = None) -> Listing | None:
        """Ask which revisions of a law there are.

        Args:
            law_id: e-Gov law id.
            known: what e-Gov said with the list that is held.

        Returns:
            The list; None where e-Gov says that it is still the one held.

        Raises:
            EgovError: e-Gov has no such law, or no answer of use.
            AskingEndedError: see there.
        """
        url = f"{self.base_url}{API}/law_revisions/{quote(law_id)}"

        def read(got: _Got) -> Listing | None:
            if got.status == httpx.codes.NOT_MODIFIED:
                return None
            answer = _json(got, LawRevisions)
            odd = [one.law_revision_id for one in answer.revisions if one.law_id != law_id]
            if odd or answer.law_info.law_id != law_id:
                raise _MayPassError(
                    f"is the list of another law: {odd[0] if odd else answer.law_info.law_id}"
                )
            if not answer.revisions:
                raise _MayPassError("lists no revision at all")
            validators = Validators(got.headers.get("ETag"), got.headers.get("Last-Modified"))
            return Listing(got.content, answer, url, self.now(), validators)

        return self._ask(_Request(url, {"response_format": "json"}, _conditions(known)), read)

    def law_data(self, law_revision_id: str) -> LawText:
        """Ask for the text of a revision.

        It is asked for in JSON, which packs the XML in Base64 and so leaves its bytes alone; an envelope of XML, and
        the bare law, are taken too.

        Raises:
            EgovError: e-Gov has no such revision, or sends no text, or that of another law.
            AskingEndedError: see there.
        """
        url = f"{self.base_url}{API}/law_data/{quote(law_revision_id)}"

        def read(got: _Got) -> LawText:
            content, law, info = _law_of(got, law_revision_id)
            if info is not None and info.law_revision_id != law_revision_id:
                raise _MayPassError(f"is the text of another revision: {info.law_revision_id}")
            _require_law(content, law, law_revision_id)
            return LawText(content, url, self.now(), info)

        return self._ask(_Request(url, {"law_full_text_format": "xml", "response_format": "json"}), read)

    def laws(self, **asked: str) -> Iterator[Laws]:
        """Ask for the list of laws, page by page.

        Args:
            asked: parameters of the description, such as `law_title`, `law_id`, `asof`.

        Raises:
            EgovError: e-Gov has no answer of use.
            AskingEndedError: see there.
        """
        offset = 0
        while True:
            parameters = {"limit": "1000", "offset": str(offset), "response_format": "json", **asked}
            request = _Request(f"{self.base_url}{API}/laws", parameters)
            page = self._ask(request, lambda got: _json(got, Laws))
            yield page
            if page.next_offset is None or page.next_offset <= offset:
                return
            offset = page.next_offset

    def bulk_all(self, target: Path) -> Path:
        """Fetch the file of all laws; see `bulk_day`."""
        return self._bulk({"file_section": "1"}, target)

    def bulk_category(self, category: int, target: Path) -> Path:
        """Fetch the file of the laws of a category; see `bulk_day`."""
        return self._bulk({"file_section": "2", "category_cd": str(category)}, target)

    def bulk_day(self, day: dt.date, target: Path) -> Path:
        """Fetch the file of what changed on a day; e-Gov has those of the last three months.

        The file is written to the disk as it comes, under another name until it is whole.

        Returns:
            The target.

        Raises:
            EgovError: e-Gov has no such file, or sends none that is whole.
            AskingEndedError: see there.
            OSError: it cannot be written.
        """
        return self._bulk({"file_section": "3", "update_date": f"{day:%Y%m%d}"}, target)

    def _bulk(self, asked: Mapping[str, str], target: Path) -> Path:
        part = target.with_name(f".{target.name}.part")

        def read(got: _Got) -> Path:
            with part.open("rb") as file:
                if _HTML.match(file.read(256)):
                    raise _MayPassError("is a page of HTML", is_down=True, status=got.status)
                try:
                    read_directory(file, target, LARGEST_LAW)
                except InputError as error:
                    raise _MayPassError(f"is no whole zip file: {error.problem}") from None
            part.replace(target)
            return target

        parameters = {**asked, "only_xml_flag": "true"}
        try:
            request = _Request(f"{self.base_url}{BULK}", parameters, into=part, attempts=BULK_ATTEMPTS)
            return self._ask(request, read)
        finally:
            part.unlink(missing_ok=True)

    def _ask(self, request: _Request, read: Callable[[_Got], T]) -> T:
        """Send a request until its answer can be read.

        Raises:
            EgovError: it was given up.
            AskingEndedError: the time is up, or this is one too many in a row.
        """
        retrying = Retrying(
            stop=stop_after_attempt(self._attempts or request.attempts),
            wait=_wait,
            retry=retry_if_exception_type(_MayPassError),
            sleep=self._nap,
            reraise=True,
        )
        try:
            result = retrying(lambda: self._once(request, read))
        except _MayPassError as error:
            self._given_up = self._given_up + 1 if error.is_down else 0
            if self._given_up >= GIVEN_UP_IN_A_ROW:
                raise AskingEndedError(
                    f"{self.base_url}\n  does not answer: {error.problem} ({request.url})\n  {_AGAIN_LATER}"
                ) from None
            raise _given_up(request.url, error.problem, error.status) from None
        self._given_up = 0
        return result

    def _once(self, request: _Request, read: Callable[[_Got], T]) -> T:
        """Send a request once.

        Raises:
            _MayPassError: the answer is of no use, and another attempt may bring a better one.
            EgovError: it is of no use, and would be again.
            AskingEndedError: the time is up.
        """
        self._keep_pause()
        with self._counted():
            try:
                got = self._send(request)
            except (httpx.TransportError, httpx.DecodingError) as error:
                raise _MayPassError(_in_words(error), is_down=True) from None
            except httpx.HTTPError as error:
                raise _given_up(request.url, _in_words(error), None) from None
        self._check_clock(got)
        if got.status in _RETRIED:
            said = _error(got)
            wait = _retry_after(got, self.now())
            if wait is not None and wait > LONGEST_WAIT:
                raise AskingEndedError(
                    f"{self.base_url}\n  answers {got.status}{said} and wants to be asked again in {wait:.0f} s\n"
                    f"  {_AGAIN_LATER}"
                )
            raise _MayPassError(f"answers {got.status}{said}", is_down=True, status=got.status, wait=wait)
        if got.status not in (httpx.codes.OK, httpx.codes.NOT_MODIFIED):
            self._given_up = 0
            raise _given_up(request.url, f"answers {got.status}{_error(got)}", got.status)
        return read(got)

    def _send(self, request: _Request) -> _Got:
        """Send a request and take its answer whole, or, where it is a file, write it to the disk."""
        left = self._left()
        timeout = httpx.Timeout(min(READ_SECONDS, left), connect=min(CONNECT_SECONDS, left))
        with self._client.stream(
            "GET", request.url, params=request.parameters, headers=request.headers, timeout=timeout
        ) as response:
            into = request.into if response.status_code == httpx.codes.OK else None
            chunks = self._chunks(response, LARGEST_BULK if into else LARGEST_ANSWER)
            if into is None:
                return _Got(response.status_code, b"".join(chunks), response.headers)
            with into.open("wb") as file:
                for chunk in chunks:
                    file.write(chunk)
                file.flush()
                os.fsync(file.fileno())
            return _Got(response.status_code, b"", response.headers)

    def _chunks(self, response: httpx.Response, largest: int) -> Iterator[bytes]:
        length = 0
        for chunk in response.iter_bytes(_CHUNK):
            length += len(chunk)
            if length > largest:
                raise _MayPassError(f"is longer than {largest:,} bytes")
            self._left()
            yield chunk

    def _left(self) -> float:
        """Return the seconds left.

        Raises:
            AskingEndedError: there are none.
        """
        left = float("inf") if self._ends is None else self._ends - self._clock()
        if left <= 0:
            raise AskingEndedError(f"{self.base_url}\n  the time of this run is up\n  {_AGAIN_LATER}")
        return left

    def _nap(self, seconds: float) -> None:
        """Sleep, unless the time of the run would be up before that.

        Raises:
            AskingEndedError: it would.
        """
        if seconds >= self._left():
            raise AskingEndedError(
                f"{self.base_url}\n  is to be asked again in {seconds:.0f} s, but the time of this run is up\n"
                f"  {_AGAIN_LATER}"
            )
        self._sleep(seconds)

    def _keep_pause(self) -> None:
        if self._last is not None and (rest := self._last + self.pause - self._clock()) > 0:
            self._nap(rest)
        self._left()

    @contextmanager
    def _counted(self) -> Iterator[None]:
        self.requests += 1
        began = self._clock()
        try:
            yield
        finally:
            self._last = self._clock()
            self.seconds += self._last - began

    def _check_clock(self, got: _Got) -> None:
        """Compare e-Gov's clock with ours: by ours we say when a text arrived, and what is in force.

        Raises:
            _MayPassError: they are too far apart.
        """
        theirs = _http_date(got.headers.get("Date"))
        ours = self.now()
        if theirs is not None and abs(theirs - ours) > CLOCKS_APART:
            raise _MayPassError(
                f"was sent at {theirs:%Y-%m-%d %H:%M} UTC by its Date, but the clock here says "
                f"{ours.astimezone(dt.UTC):%Y-%m-%d %H:%M}: one of the two is off"
            )


_backoff = wait_exponential_jitter(initial=FIRST_WAIT, max=LONGEST_WAIT, jitter=FIRST_WAIT)


def _wait(state: RetryCallState) -> float:
    """Return the seconds before the next attempt: as e-Gov asks, or twice as long as before the last."""
    error = state.outcome.exception() if state.outcome else None
    asked = error.wait if isinstance(error, _MayPassError) else None
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
    error = EgovError(url, "", problem, _AGAIN_LATER)
    error.status = status
    return error


def _in_words(error: httpx.HTTPError) -> str:
    if isinstance(error, httpx.TimeoutException):
        return "does not answer in time"
    return f"cannot be reached, or breaks off: {error or type(error).__name__}"


def _conditions(known: Validators | None) -> dict[str, str]:
    """Return the headers by which e-Gov may say that nothing has changed."""
    if known is None:
        return {}
    pairs = {"If-None-Match": known.etag, "If-Modified-Since": known.last_modified}
    return {name: value for name, value in pairs.items() if value}


def _http_date(text: str | None) -> dt.datetime | None:
    try:
        day = email.utils.parsedate_to_datetime(text) if text else None
    except ValueError:
        return None
    return day.replace(tzinfo=dt.UTC) if day and day.tzinfo is None else day


def _retry_after(got: _Got, now: dt.datetime) -> float | None:
    """Return the seconds after which e-Gov wants to be asked again; a moment is counted from its own clock."""
    text = got.headers.get("Retry-After")
    if text and re.fullmatch("[0-9]{1,9}", text.strip()):
        return float(text)
    moment = _http_date(text)
    if moment is None:
        return None
    return max(0.0, (moment - (_http_date(got.headers.get("Date")) or now)).total_seconds())


def _error(got: _Got) -> str:
    """Return what an answer with an error says, where it says something."""
    try:
        info = ErrorInfo.model_validate_json(got.content)
    except ValidationError:
        return ""
    return f": {' '.join(filter(None, (info.code, info.message)))[:200]}"


def _json(got: _Got, model: type[Answer]) -> Answer:
    """Read an answer in JSON.

    Raises:
        _MayPassError: it is a page of HTML, is cut short, or is not what was asked for.
    """
    if _HTML.match(got.content):
        raise _MayPassError("is a page of HTML", is_down=True, status=got.status)
    try:
        return model.model_validate_json(got.content)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        place = ".".join(str(step) for step in first["loc"])
        raise _MayPassError(
            f"is not the answer that was asked for: {place} {first['msg']}".replace("  ", " ")
        ) from None


def _law_of(got: _Got, where: str) -> tuple[bytes, LawInfo | None, RevisionInfo | None]:
    """Cut the law's XML out of an answer.

    Returns:
        The XML; and what the answer says of law and revision.

    Raises:
        _MayPassError: there is none.
    """
    body = got.content.removeprefix(b"\xef\xbb\xbf").lstrip()
    if body.startswith(b"{"):
        data = _json(got, LawData)
        if not isinstance(data.law_full_text, str):
            raise _MayPassError("has the text as JSON where XML was asked for")
        return _unpacked(data.law_full_text), data.law_info, data.revision_info
    if _HTML.match(body):
        raise _MayPassError("is a page of HTML", is_down=True, status=got.status)
    if b"<law_data_response" not in body[:1000]:
        return got.content, None, None
    try:
        root = parse_xml(got.content, where, "law_data_response")
    except InputError as error:
        raise _MayPassError(_said(error)) from None
    match = _LAW_IN_ENVELOPE.search(body)
    if match is None:
        packed = root.findtext("law_full_text") or ""
        content = _unpacked(packed)
    else:
        content = match[0]
    fields = {
        name: {str(child.tag): child.text for child in element}
        for name in ("law_info", "revision_info")
        if (element := root.find(name)) is not None
    }
    try:
        return (
            content,
            LawInfo.model_validate(fields.get("law_info")),
            RevisionInfo.model_validate(fields.get("revision_info")),
        )
    except ValidationError:
        raise _MayPassError("does not say which law and revision it is") from None


def _unpacked(text: str) -> bytes:
    """Return XML as bytes: unpacked from Base64, or as it is."""
    if text.lstrip("\ufeff \t\r\n").startswith("<"):
        return text.encode()
    try:
        return base64.b64decode("".join(text.split()), validate=True)
    except binascii.Error:
        raise _MayPassError("has a text that is neither XML nor Base64") from None


def _require_law(content: bytes, law: LawInfo | None, law_revision_id: str) -> None:
    """Check that a text is whole, and of the law that was asked for.

    Raises:
        _MayPassError: it is not.
    """
    try:
        require_law(content, law_revision_id, law_revision_id, law.law_num if law else None)
    except InputError as error:
        raise _MayPassError(_said(error)) from None


def _said(error: InputError) -> str:
    return f"{error.place} {error.problem}".strip()
