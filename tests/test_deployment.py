"""The scheduled refresh as Prefect runs it: a server, a deployment whose schedule fires, a worker; and `anpo serve`."""

from __future__ import annotations

import json
import re
import signal
import subprocess
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

from tests.amendments_world import FIRST, LAW, PROJECT, SECOND, World, day, lagging
from tests.conftest import BIN, RAW, free_port
from tests.replay import Replay, of_markdown

pytestmark = pytest.mark.slow

DEPLOYMENTS = PROJECT / "flows" / "prefect.yaml"
PATIENCE = 240
"""Seconds to wait for a run: it starts up to a minute after its time, and takes its time on a busy machine."""


@contextmanager
def lagging_world(folder: Path) -> Iterator[World]:
    """Sources that lag behind a server, and no warehouse yet."""
    with Replay(of_markdown(RAW / "laws", [LAW]), day("2021-05-20")) as server:
        yield World(lagging(folder / "raw", {LAW: FIRST}), folder / "warehouse", server.url)


def post(api: str, path: str, asked: Mapping[str, Any]) -> Any:
    request = urllib.request.Request(
        f"{api}/{path}", json.dumps(asked).encode(), {"Content-Type": "application/json"}
    )
    with urllib.request.urlopen(request, timeout=20) as answer:
        return json.load(answer)


def finished(api: str, flow: str) -> dict[str, Any]:
    """The first run of a flow that has come to an end."""
    asked = {"flows": {"name": {"any_": [flow]}}, "sort": "START_TIME_ASC"}
    ends = time.monotonic() + PATIENCE
    while time.monotonic() < ends:
        for run in post(api, "flow_runs/filter", asked):
            if run["state_type"] in ("COMPLETED", "FAILED", "CRASHED"):
                found: dict[str, Any] = run
                return found
        time.sleep(1)
    pytest.fail(f"no run of {flow} has finished")


def artifact(api: str, key: str) -> str:
    (found,) = post(api, "artifacts/latest/filter", {"artifacts": {"key": {"any_": [key]}}})
    return str(found["data"])


def commands(deployments: Path) -> list[list[str]]:
    """The arguments of Prefect's commands that the README shows, with other deployments."""
    shown = re.findall("^[.]venv/bin/prefect (.+)$", (PROJECT / "README.md").read_text("utf-8"), re.MULTILINE)
    assert len(shown) == 4
    return [
        [str(deployments) if word == "flows/prefect.yaml" else word for word in line.split()]
        for line in shown
    ]


def parameters(world: World) -> dict[str, str]:
    return {"egov_url": world.url, "raw": str(world.raw), "warehouse": str(world.warehouse)}


class Serving(NamedTuple):
    """`anpo serve` at work: the port of its server, its world and its process."""

    port: int
    world: World
    process: subprocess.Popen[bytes]


@pytest.fixture(scope="module")
def serving(quiet_environment: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    """`anpo serve` without a server. It is started before the test of the deployment, so that both wait for one minute."""
    folder = tmp_path_factory.mktemp("serving")
    port = free_port()
    with lagging_world(folder) as world:
        process = subprocess.Popen(
            [BIN / "anpo", "serve", "--cron", "* * * * *", "--port", str(port), *map(str, world.arguments)],
            env=quiet_environment | {"PREFECT_HOME": str(folder / "prefect")},
            cwd=folder,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )
        assert process.stderr is not None
        try:
            yield Serving(port, world, process)
        finally:
            stop(process)
            process.stderr.close()


@pytest.fixture
def world(serving: Serving, tmp_path: Path) -> Iterator[World]:  # noqa: ARG001 - begins to wait
    """The world of the deployment."""
    with lagging_world(tmp_path) as world:
        yield world


def test_a_deployment_runs_on_its_schedule(
    prefect_server: str, quiet_environment: dict[str, str], world: World, tmp_path: Path
) -> None:
    environment = quiet_environment | {"PREFECT_API_URL": prefect_server}
    prefect = BIN / "prefect"
    entry = yaml.safe_load(DEPLOYMENTS.read_text("utf-8"))
    (deployment,) = entry["deployments"]
    assert deployment["schedules"] == [{"cron": "30 6 * * 1-5", "timezone": "Asia/Tokyo", "active": True}]
    assert deployment["concurrency_limit"] == 1
    deployment["schedules"] = [{"cron": "* * * * *", "timezone": "Asia/Tokyo", "active": True}]
    deployment["parameters"] = parameters(world)
    path = tmp_path / "prefect.yaml"
    path.write_text(yaml.safe_dump(entry, allow_unicode=True), "utf-8")
    *setting_up, work = commands(path)
    for command in setting_up:
        made = subprocess.run(
            [prefect, *command], env=environment, cwd=PROJECT, capture_output=True, check=False, timeout=180
        )
        assert made.returncode == 0, made.stdout.decode() + made.stderr.decode()
    worker = subprocess.Popen(
        [prefect, *work],
        env=environment,
        cwd=PROJECT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        run = finished(prefect_server, "amendments")
    finally:
        stop(worker)
    assert run["state_type"] == "COMPLETED", run["state"]["message"]
    assert run["auto_scheduled"]
    assert "令和三年法律第三十六号" in artifact(
        prefect_server, f"amendment-{SECOND.lower().replace('_', '-')}"
    )
    assert "2 texts arrived" in artifact(prefect_server, "amendments-summary")
    assert (world.warehouse / "reports" / f"{SECOND}.json").is_file()


def test_serve_needs_no_server(serving: Serving) -> None:
    assert serving.process.stderr is not None
    assert "amendments are asked for" in serving.process.stderr.readline().decode()
    run = finished(f"http://127.0.0.1:{serving.port}/api", "amendments")
    stop(serving.process)
    assert run["state_type"] == "COMPLETED", run["state"]["message"]
    assert run["auto_scheduled"]
    assert (serving.world.warehouse / "reports" / f"{SECOND}.json").is_file()
    with pytest.raises(OSError, match="refused"):
        urllib.request.urlopen(f"http://127.0.0.1:{serving.port}/api/health", timeout=5)


def stop(process: subprocess.Popen[bytes]) -> None:
    """End a process as Ctrl-C does, unless it has ended; a worker may need to be told twice."""
    process.send_signal(signal.SIGINT)
    try:
        process.wait(timeout=30)
    except subprocess.TimeoutExpired:
        process.terminate()
        process.wait(timeout=30)
