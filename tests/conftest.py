"""What several tests share: a Prefect server of their own, and a warehouse built from the real sources."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest
from filelock import FileLock

BIN = Path(sys.executable).parent
RAW = Path(__file__).parents[1] / "raw"
SHARED = Path(__file__).parents[2] / "shared"


def free_port() -> int:
    """A port of 127.0.0.1 that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def prefect_server_in(home: Path, environment: Mapping[str, str]) -> Iterator[str]:
    """A Prefect server on a free port of 127.0.0.1, its database in a folder; yields the URL of its API."""
    port = free_port()
    environment = {
        **environment,
        "PREFECT_HOME": str(home),
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "PREFECT_LOGGING_SERVER_LEVEL": "ERROR",
    }
    server = subprocess.Popen(
        [BIN / "prefect", "server", "start", "--host", "127.0.0.1", "--port", str(port)],
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    api = f"http://127.0.0.1:{port}/api"
    try:
        for _ in range(600):
            try:
                with urllib.request.urlopen(f"{api}/health", timeout=2):
                    break
            except OSError:
                time.sleep(0.2)
        else:
            pytest.fail("the Prefect server did not start within two minutes")
        yield api
    finally:
        server.terminate()
        server.wait(timeout=30)


@pytest.fixture(scope="session")
def quiet_environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The environment of a fresh user: no Prefect profile, no server, no telemetry."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PREFECT_", "ANPO_"))}
    return kept | {"PREFECT_HOME": str(tmp_path_factory.mktemp("prefect")), "DO_NOT_TRACK": "1"}


@pytest.fixture(scope="session")
def prefect_server(
    quiet_environment: dict[str, str], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """A Prefect server on a free port of 127.0.0.1; yields the URL of its API."""
    with prefect_server_in(tmp_path_factory.mktemp("server"), quiet_environment) as api:
        yield api


@pytest.fixture(scope="session")
def built(
    quiet_environment: dict[str, str], tmp_path_factory: pytest.TempPathFactory, worker_id: str
) -> Path:
    """A warehouse as `anpo refresh` builds it from the project's sources, without a Prefect server.

    It is built once, by the first of the processes that the tests run in, and may be read only.
    """
    base = tmp_path_factory.getbasetemp()
    warehouse = (base if worker_id == "master" else base.parent) / "built"
    with FileLock(warehouse.with_suffix(".lock")):
        if not (warehouse / "current").exists():
            result = subprocess.run(
                [BIN / "anpo", "refresh", "--warehouse", warehouse],
                env=quiet_environment,
                capture_output=True,
                check=False,
                timeout=900,
            )
            assert result.returncode == 0, result.stderr.decode()
    return warehouse


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the files that have slow tests, so that two processes end at about the same time."""
    slow = {item.path for item in items if item.get_closest_marker("slow")}
    items.sort(key=lambda item: item.path not in slow)


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    """A copy of the sources that a test may damage, with the revisions of one law only."""
    others = [path.name for path in (RAW / "laws").iterdir() if not path.name.startswith("412AC0000000145")]
    return Path(shutil.copytree(RAW, tmp_path / "raw", ignore=shutil.ignore_patterns(*others)))
