"""Telling others of amendments: they get the reports as JSON, and what goes wrong there fails nothing."""

import json
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import ClassVar

import pytest

from flows.notification import Hook, notify

REPORTS = '[{"law": "自衛隊法"}, {"law": "国際平和支援法"}]'


class Receiver(BaseHTTPRequestHandler):
    got: ClassVar[list[tuple[str, bytes]]] = []
    status = 200

    def do_POST(self) -> None:
        length = int(self.headers["Content-Length"])
        self.got.append((self.headers["Content-Type"], self.rfile.read(length)))
        self.send_response(self.status)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def receiver() -> Iterator[str]:
    Receiver.got, Receiver.status = [], 200
    server = HTTPServer(("127.0.0.1", 0), Receiver)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/hook"
    server.shutdown()
    server.server_close()
    thread.join()


def test_a_command_gets_the_reports_on_its_standard_input(tmp_path: Path) -> None:
    out = tmp_path / "with a blank"
    code = "import pathlib, sys; pathlib.Path(sys.argv[1]).write_bytes(sys.stdin.buffer.read())"
    assert notify(REPORTS, Hook(command=f"'{sys.executable}' -c '{code}' '{out}'")) == []
    assert [one["law"] for one in json.loads(out.read_text("utf-8"))] == ["自衛隊法", "国際平和支援法"]


def test_a_url_gets_the_same_in_one_request(receiver: str) -> None:
    assert notify(REPORTS, Hook(url=receiver)) == []
    ((media_type, content),) = Receiver.got
    assert media_type.startswith("application/json")
    assert len(json.loads(content)) == 2


def test_where_there_is_no_hook_nobody_is_told() -> None:
    assert notify(REPORTS, Hook()) == []


@pytest.mark.parametrize(
    ("command", "said"),
    [
        ("/nowhere/to/be/found", "No such file"),
        ("'unclosed", "No closing quotation"),
        (f"'{sys.executable}' -c 'import sys; sys.exit(\"no room\")'", "ended with 1: no room"),
    ],
)
def test_a_command_that_fails_is_said(command: str, said: str) -> None:
    (failure,) = notify(REPORTS, Hook(command=command))
    assert said in failure


def test_a_url_that_fails_is_said(receiver: str) -> None:
    Receiver.status = 500
    (refused,) = notify(REPORTS, Hook(url=receiver))
    assert "500" in refused
    (odd,) = notify(REPORTS, Hook(url="file:///etc/hosts"))
    assert "not an http" in odd
    (closed,) = notify(REPORTS, Hook(url="http://127.0.0.1:9/"))
    assert "127.0.0.1:9" in closed
