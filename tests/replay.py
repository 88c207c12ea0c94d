"""A server that answers as e-Gov does, from revisions that are known: on 127.0.0.1, one day after the other.

It is written from the description of 法令API version 2 and from what the service was seen to do, its contradictions
included. `today` can be set; a revision is known from its own day on. Faults are switched on by path.
"""

from __future__ import annotations

import base64
import csv
import datetime as dt
import email.utils
import io
import json
import re
import socket
import struct
import threading
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import TracebackType
from typing import Any, Self
from urllib.parse import parse_qsl, unquote, urlsplit

from lxml import etree

from flows.documents.law_legalize import read_legalize_law
from flows.documents.law_lists import COLUMNS
from flows.documents.source_text import read_text
from flows.egov.bulk import CATEGORIES
from flows.egov.pace import JAPAN
from flows.japanese.numerals import kanji
from flows.records.laws.names import law_type
from flows.records.laws.revisions import parse_revision_id
from tests.law_tree_xml import law_xml

Json = dict[str, Any]

HTML = b'<!DOCTYPE html>\n<html lang="ja"><head><title>e-Gov</title></head><body>\xe6\xb7\xb7\xe9\x9b\x91</body></html>\n'
"""The page that e-Gov sends under load, with status 200."""

FAULTS = (
    "timeout", "reset", "cut", "busy", "error", "unavailable", "html", "short_text", "wrong_law", "not_xml", "json_tree",
    "cut_zip", "shrunk_list", "clock", "not_found",
)  # fmt: skip
"""What can be switched on.

`timeout` answers nothing; `reset` breaks the connection, `cut` in the middle of an answer; `busy` is 429 with
Retry-After, `error` 500, `unavailable` 503; `html` is a page with status 200; `short_text` a text that ends in the
middle, `wrong_law` that of another law, `not_xml` no XML, `json_tree` a tree in JSON; `cut_zip` a bulk file that ends in the middle;
`shrunk_list` a list without its last revision in force; `clock` a Date that is a year off; `not_found` 404.
"""


@dataclass(slots=True)
class Fault:
    """A fault: of requests whose path and query hold `path`, the next `times`; None for all."""

    kind: str
    path: str = ""
    times: int | None = None
    wait: str = "1"


@dataclass(slots=True)
class Revision:
    """A revision as e-Gov will have it.

    Args:
        law_revision_id: its id.
        known_from: the day from which e-Gov lists it.
        text: gives its XML.
        law: `law_info`.
        info: `revision_info`, but for what depends on the day.
        known_until: the day from which e-Gov lists it no more.
        corrected: other XML that it has from a day on.
    """

    law_revision_id: str
    known_from: dt.date
    text: Callable[[], bytes]
    law: Json
    info: Json
    known_until: dt.date | None = None
    corrected: tuple[dt.date, bytes] | None = None
    _kept: bytes | None = None

    @property
    def law_id(self) -> str:
        return self.law_revision_id.partition("_")[0]

    @property
    def enforced_on(self) -> dt.date:
        return parse_revision_id(self.law_revision_id).enforced_on

    def xml(self, day: dt.date) -> bytes:
        """Its XML on a day."""
        if self.corrected and self.corrected[0] <= day:
            return self.corrected[1]
        if self._kept is None:
            self._kept = self.text()
        return self._kept

    def changed_on(self, day: dt.date) -> bool:
        """Whether it is in the daily file of a day."""
        return self.known_from == day or bool(self.corrected and self.corrected[0] == day)

    def is_known(self, day: dt.date) -> bool:
        return self.known_from <= day and not (self.known_until and self.known_until <= day)


class Replay:
    """The server; use it as a context.

    Args:
        revisions: what it knows.
        today: its day.

    Attributes:
        url: where it is.
        today: its day; may be set.
        faults: faults that are on; may be changed.
        asked: path and query of each request, in their order.
        is_conditional: whether lists have an ETag.
        is_xml: whether texts come in an envelope of XML, whatever was asked for.
        keeps_time: whether the Date of its answers is of its day, and not of the real one.
    """

    def __init__(self, revisions: Iterable[Revision], today: dt.date) -> None:
        self.revisions = {one.law_revision_id: one for one in revisions}
        self.today = today
        self.faults: list[Fault] = []
        self.asked: list[str] = []
        self.agents: set[str] = set()
        self.is_conditional = False
        self.is_xml = False
        self.keeps_time = False
        self.closing = threading.Event()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
        self._server.daemon_threads = True
        self._server.block_on_close = False
        _Handler.replays[self._server.server_port] = self
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02})
        self.url = f"http://127.0.0.1:{self._server.server_port}"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.closing.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()
        del _Handler.replays[self._server.server_port]

    def now(self) -> dt.datetime:
        """Five in the afternoon of its day: the bulk files of the day are made."""
        return dt.datetime.combine(self.today, dt.time(17), JAPAN)

    def count(self, path: str) -> int:
        """How many requests held a text in path and query."""
        return sum(path in each for each in self.asked)

    def take_fault(self, path: str) -> Fault | None:
        for fault in self.faults:
            if fault.path in path and fault.times != 0:
                if fault.times is not None:
                    fault.times -= 1
                return fault
        return None

    # What there is

    def of_law(self, law_id: str) -> list[Revision]:
        """The revisions of a law that are known today, the newest first."""
        known = [one for one in self.revisions.values() if one.law_id == law_id and one.is_known(self.today)]
        return sorted(known, key=lambda one: one.law_revision_id, reverse=True)

    def law_ids(self) -> list[str]:
        return sorted({one.law_id for one in self.revisions.values() if one.is_known(self.today)})

    def status(self, one: Revision) -> str:
        if one.enforced_on > self.today:
            return "UnEnforced"
        in_force = [other for other in self.of_law(one.law_id) if other.enforced_on <= self.today]
        return "CurrentEnforced" if one is in_force[0] else "PreviousEnforced"

    def revision_info(self, one: Revision) -> Json:
        """`revision_info`, in one of the forms that it has been seen in."""
        parsed = parse_revision_id(one.law_revision_id)
        form = zlib.crc32(one.law_revision_id.encode()) % 3
        touched = one.corrected[0] if one.corrected and one.corrected[0] <= self.today else one.known_from
        info = {
            "law_revision_id": one.law_revision_id,
            "law_type": law_type(one.law_id),
            "updated": f"{touched}T13:42:44+09:00",
            "amendment_promulgate_date": None,
            "amendment_enforcement_date": str(parsed.enforced_on),
            "amendment_enforcement_comment": (None, "", None)[form],
            "amendment_scheduled_enforcement_date": None,
            "amendment_law_id": parsed.amendment_law_id,
            "amendment_law_title": None,
            "amendment_law_title_kana": (None, "", None)[form],
            "amendment_law_num": None,
            "amendment_type": ("3", 3, "1")[form],
            "repeal_status": ("None", False, None)[form],
            "repeal_date": None,
            "remain_in_force": (False, "false", None)[form],
            "mission": "New",
            "current_revision_status": self.status(one),
            **one.info,
        }
        if info["repeal_status"] in ("Repeal", "Expire", "LossOfEffectiveness"):
            info["current_revision_status"] = "Repeal"
        return info

    # What is answered

    def law_revisions(self, law_id: str, fault: Fault | None) -> Json | None:
        known = self.of_law(law_id)
        if not known:
            return None
        revisions = [self.revision_info(one) for one in known]
        if fault and fault.kind == "shrunk_list":
            at = next(
                (
                    at
                    for at, one in enumerate(revisions)
                    if one["current_revision_status"] == "CurrentEnforced"
                ),
                0,
            )
            del revisions[at]
        return {"law_info": known[0].law, "revisions": revisions}

    def laws(self, query: Mapping[str, str]) -> Json:
        found = []
        for law_id in self.law_ids():
            known = self.of_law(law_id)
            one = next((each for each in known if each.enforced_on <= self.today), known[-1])
            info = self.revision_info(one)
            if query.get("law_id", "") in law_id and query.get("law_title", "") in str(info.get("law_title")):
                found.append({"law_info": one.law, "revision_info": info, "current_revision_info": info})
        limit, offset = min(int(query.get("limit", "100")), 1000), int(query.get("offset", "0"))
        page = found[offset : offset + limit]
        after = offset + limit
        return {
            "total_count": len(found),
            "count": len(page),
            "next_offset": after if after < len(found) else None,
            "laws": page,
        }

    def text_of(self, one: Revision, fault: Fault | None) -> bytes:
        xml = one.xml(self.today)
        kind = fault.kind if fault else ""
        if kind == "short_text":
            return xml[: len(xml) // 2]
        if kind == "not_xml":
            return b"busy, please wait"
        if kind == "wrong_law":
            other = next(each for each in self.revisions.values() if each.law_id != one.law_id)
            return other.xml(self.today)
        return xml

    def law_data(self, name: str, query: Mapping[str, str], fault: Fault | None) -> tuple[bytes, str] | None:
        """The answer of `/law_data` and its media type."""
        one = self.revisions.get(name)
        if one is None and (known := self.of_law(name)):
            asof = dt.date.fromisoformat(query.get("asof", str(self.today)))
            one = next((each for each in known if each.enforced_on <= asof), None)
        if one is None or not one.is_known(self.today):
            return None
        xml, info = self.text_of(one, fault), self.revision_info(one)
        if self.is_xml or query.get("response_format") == "xml":
            return _envelope(one.law, info, xml), "application/xml"
        form = query.get("law_full_text_format", "json")
        is_tree = form == "json" or (fault is not None and fault.kind == "json_tree")
        text = _tree(etree.fromstring(xml)) if is_tree else base64.b64encode(xml).decode()
        answer = {
            "attached_files_info": ("", {}, None)[zlib.crc32(name.encode()) % 3],
            "law_info": one.law | {"law_num_year": str(one.law.get("law_num_year", ""))},
            "revision_info": info,
            "law_full_text": text,
        }
        return json.dumps(answer, ensure_ascii=False).encode(), "application/json"

    def bulk(self, query: Mapping[str, str]) -> bytes | None:
        """A bulk file; None where there is none."""
        known = [one for one in self.revisions.values() if one.is_known(self.today)]
        section = query.get("file_section")
        name = "all_law_list.csv"
        if section == "3":
            day = dt.datetime.strptime(query["update_date"], "%Y%m%d").replace(tzinfo=JAPAN).date()
            if not self.today - dt.timedelta(92) <= day <= self.today:
                return None
            known = [one for one in known if one.changed_on(day)]
            name = f"R{day.year - 2018:02d}{day:%m%d}.csv"
        elif section == "2":
            category = CATEGORIES[int(query["category_cd"]) - 1]
            known = [one for one in known if one.info.get("category") == category]
        if section != "3":
            known = [one for one in known if self.status(one) in ("CurrentEnforced", "UnEnforced")]
        target = io.BytesIO()
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as file:
            file.writestr(name, self.law_list(known))
            for one in sorted(known, key=lambda each: each.law_revision_id):
                each = one.law_revision_id
                file.writestr(f"{each}/{each}.xml", one.xml(self.today))
        return target.getvalue()

    def law_list(self, revisions: Sequence[Revision]) -> bytes:
        target = io.StringIO()
        writer = csv.writer(target, lineterminator="\r\n")
        writer.writerow(COLUMNS)
        for one in revisions:
            info = self.revision_info(one)
            writer.writerow(
                [
                    {"Act": "法律", "CabinetOrder": "政令"}.get(law_type(one.law_id), "府省令"),
                    one.law.get("law_num"), info.get("law_title"), info.get("law_title_kana"), "",
                    _era_day(one.law.get("promulgation_date")), info["amendment_law_title"],
                    info["amendment_law_num"], _era_day(info["amendment_promulgate_date"]),
                    _era_day(str(one.enforced_on)), "", one.law_id,
                    f"https://laws.e-gov.go.jp/law/{one.law_id}/{one.law_revision_id.partition('_')[2]}",
                    "○" if self.status(one) == "UnEnforced" else "",
                ]
            )  # fmt: skip
        return target.getvalue().encode("utf-8-sig")


def _era_day(text: str | None) -> str:
    if not text:
        return ""
    day = dt.date.fromisoformat(text)
    for name, first in (("令和", 2018), ("平成", 1988), ("昭和", 1925), ("大正", 1911), ("明治", 1867)):
        if day.year > first:
            return f"{name}{kanji(day.year - first)}年{kanji(day.month)}月{kanji(day.day)}日"
    raise ValueError(text)


def _envelope(law: Json, info: Json, xml: bytes) -> bytes:
    """An answer of `/law_data` in XML, with the law in it as it is."""

    def fields(name: str, values: Json) -> str:
        root = etree.Element(name)
        for key, value in values.items():
            shown = str(value).lower() if isinstance(value, bool) else value
            etree.SubElement(root, key).text = str(shown) if shown is not None else None
        return str(etree.tostring(root, encoding="unicode"))

    text = re.sub(rb"^<\?xml[^>]*\?>\s*", b"", xml)
    head = f"<law_data_response>{fields('law_info', law)}{fields('revision_info', info)}<law_full_text>"
    return head.encode() + text + b"</law_full_text></law_data_response>"


def _tree(element: etree._Element) -> Json:
    """A text as the API gives it in JSON; an element without attributes has `attr` in one of two forms."""
    children: list[Any] = [element.text] if element.text and element.text.strip() else []
    children += [_tree(child) for child in element]
    attributes = {str(name): str(value) for name, value in element.attrib.items()}
    nothing: Any = "" if len(element) % 2 else {}
    return {"tag": element.tag, "attr": attributes or nothing, "children": children}


class _Handler(BaseHTTPRequestHandler):
    """Answers one request after the other of a connection."""

    protocol_version = "HTTP/1.1"
    replays: dict[int, Replay] = {}  # noqa: RUF012 - one for each server that runs

    @property
    def replay(self) -> Replay:
        return self.replays[self.server.server_port]  # type: ignore[attr-defined]

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        """Say nothing."""

    def date_time_string(self, timestamp: float | None = None) -> str:  # noqa: ARG002
        replay = self.replay
        now = replay.now() if replay.keeps_time else dt.datetime.now(dt.UTC)
        if self._fault and self._fault.kind == "clock":
            now += dt.timedelta(365)
        return email.utils.format_datetime(now.astimezone(dt.UTC), usegmt=True)

    _fault: Fault | None = None

    def do_GET(self) -> None:
        replay = self.replay
        replay.asked.append(self.path)
        replay.agents.add(self.headers.get("User-Agent", ""))
        self._fault = replay.take_fault(self.path)
        kind = self._fault.kind if self._fault else ""
        if kind == "timeout":
            replay.closing.wait(20)
            self.close_connection = True
        elif kind == "reset":
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            self.close_connection = True
            self.connection.close()
        elif kind == "busy":
            self.error(429, "Too Many Requests", {"Retry-After": self._fault.wait if self._fault else ""})
        elif kind == "error":
            self.error(500, "内部エラーが発生しました。")
        elif kind == "unavailable":
            self.answer(503, HTML, "text/html")
        elif kind == "not_found":
            self.error(404, "指定された条件に該当するデータがありません。")
        elif kind == "html":
            self.answer(200, HTML, "text/html")
        else:
            self.route()

    def route(self) -> None:
        parts = urlsplit(self.path)
        query = dict(parse_qsl(parts.query))
        path = unquote(parts.path)
        replay = self.replay
        if path == "/bulkdownload":
            content = replay.bulk(query)
            if content is None:
                self.error(404, "指定されたファイルは存在しません。")
                return
            if self._fault and self._fault.kind == "cut_zip":
                content = content[: len(content) // 2]
            self.chunked(content, "application/zip")
            return
        name = path.rpartition("/")[2]
        if path == "/api/2/laws":
            self.json(replay.laws(query))
        elif path.startswith("/api/2/law_revisions/"):
            answer = replay.law_revisions(name, self._fault)
            self.json(answer) if answer else self.error(404, "指定された法令は存在しません。")
        elif path.startswith("/api/2/law_data/"):
            found = replay.law_data(name, query, self._fault)
            self.answer(200, *found) if found else self.error(404, "指定された法令は存在しません。")
        else:
            self.error(404, "Not Found")

    def json(self, answer: Json) -> None:
        content = json.dumps(answer, ensure_ascii=False).encode()
        headers = {}
        if self.replay.is_conditional:
            headers["ETag"] = f'"{zlib.crc32(content):08x}"'
            if self.headers.get("If-None-Match") == headers["ETag"]:
                self.answer(304, b"", "application/json", headers)
                return
        self.answer(200, content, "application/json", headers)

    def error(self, status: int, message: str, headers: Mapping[str, str] | None = None) -> None:
        content = json.dumps({"code": f"{status}001", "message": message}, ensure_ascii=False).encode()
        self.answer(status, content, "application/json", headers)

    def answer(
        self, status: int, content: bytes, media_type: str, headers: Mapping[str, str] | None = None
    ) -> None:
        is_cut = self._fault is not None and self._fault.kind == "cut"
        self.send_response(status)
        self.send_header("Content-Type", f"{media_type}; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content[: len(content) // 2] if is_cut else content)
        self.close_connection = self.close_connection or is_cut

    def chunked(self, content: bytes, media_type: str) -> None:
        """Send a bulk file: e-Gov says nothing of its length."""
        self.send_response(200)
        self.send_header("Content-Type", media_type)
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        for at in range(0, len(content), 1 << 16):
            piece = content[at : at + (1 << 16)]
            self.wfile.write(b"%x\r\n" % len(piece) + piece + b"\r\n")
        self.wfile.write(b"0\r\n\r\n")


# Where revisions come from


def of_markdown(
    folder: Path, law_ids: Iterable[str] = (), known_from: Mapping[str, dt.date] | None = None
) -> list[Revision]:
    """Revisions in the Markdown of `raw/laws`: those of some laws, or of all.

    Args:
        folder: `raw/laws`, or another of its layout.
        law_ids: the laws.
        known_from: the day on which e-Gov comes to know a revision, by its id; else that of its entry into force.
    """
    wanted = set(law_ids)
    return [
        _of_markdown(path, (known_from or {}).get(path.stem))
        for path in sorted(folder.glob("*/*.md"))
        if not wanted or path.parent.name in wanted
    ]


def _of_markdown(path: Path, known_from: dt.date | None) -> Revision:
    name = path.stem
    law = read_legalize_law(read_text(path, name), name)
    front = law.front
    number = re.fullmatch("[0-9]{3}[A-Z]{2}[0-9]([0-9]{9})", front.law_id)
    law_info = {
        "law_type": front.law_type,
        "law_id": front.law_id,
        "law_num": front.law_num,
        "law_num_year": int(front.law_id[1:3]),
        "law_num_num": f"{int(number[1]):03d}" if number else "",
        "promulgation_date": str(front.promulgated_on),
    }
    info = {
        "law_title": front.title,
        "law_title_kana": front.title_kana,
        "abbrev": ",".join(front.abbreviations) or None,
        "category": front.category,
        "amendment_law_num": law_num(parse_revision_id(name).amendment_law_id),
    }
    return Revision(name, known_from or front.enforced_on, lambda: law_xml(law), law_info, info)


def of_bulk(path: Path, law_ids: Iterable[str] = ()) -> list[Revision]:
    """Revisions in a zip file of e-Gov's layout: those of some laws, or of all."""
    wanted = set(law_ids)
    found = []
    with zipfile.ZipFile(path) as file:
        for member in sorted(file.namelist()):
            name = Path(member).stem.upper()
            if member.endswith(".xml") and (not wanted or name.partition("_")[0] in wanted):
                found.append(of_xml(name, file.read(member)))
    return found


def of_xml(name: str, xml: bytes, known_from: dt.date | None = None, **info: Any) -> Revision:
    """A revision by its text."""
    root = etree.fromstring(xml)
    title = root.find("LawBody/LawTitle")
    law_id = name.partition("_")[0]
    law = {"law_type": root.get("LawType"), "law_id": law_id, "law_num": root.findtext("LawNum")}
    said = {
        "law_title": "".join(map(str, title.itertext())) if title is not None else None,
        "law_title_kana": (title.get("Kana") if title is not None else None) or "",
        **info,
    }
    day = known_from or parse_revision_id(name).enforced_on
    return Revision(name, day, lambda: xml, law, said)


_ERAS = {"1": "明治", "2": "大正", "3": "昭和", "4": "平成", "5": "令和"}
_KINDS = {"AC": "法律", "CO": "政令"}


def law_num(law_id: str | None) -> str | None:
    """The number of an act or order, by its id."""
    match = re.fullmatch("([1-5])([0-9]{2})(AC|CO)[0-9]([0-9]{9})", law_id or "")
    if match is None:
        return None
    era, year, kind, number = match.groups()
    return f"{_ERAS[era]}{kanji(int(year))}年{_KINDS[kind]}第{kanji(int(number))}号"


def days(replay: Replay, first: dt.date, last: dt.date) -> Iterator[dt.date]:
    """Set the server's day to each day of a period, one after the other."""
    day = first
    while day <= last:
        replay.today = day
        yield day
        day += dt.timedelta(1)
