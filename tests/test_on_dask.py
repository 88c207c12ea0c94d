"""Laws read on a real Dask cluster: a scheduler and two workers on 127.0.0.1, byte for byte what this machine makes."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from flows.corpus.build import Place, build_parts
from flows.corpus.collect import of_cards
from flows.corpus.inputs import buckets, every
from flows.on_dask import GROUPS, groups
from flows.reading import law_names
from flows.sources import RAW, load_revision_cards
from tests.conftest import BIN, free_port

LAWS = ("411AC0000000060", "412AC0000000145", "421AC0000000055", "362AC0000000093")


@pytest.fixture(scope="module")
def cluster(quiet_environment: dict[str, str]) -> Iterator[str]:
    """A scheduler and two worker processes; yields the scheduler's address."""
    address = f"tcp://127.0.0.1:{free_port()}"
    common = ["--host", "127.0.0.1", "--no-dashboard"]
    commands = [["scheduler", "--port", address.rpartition(":")[2], *common]]
    commands += [["worker", address, "--nthreads", "1", *common]] * 2
    started = [
        subprocess.Popen([BIN / "dask", *command], env=quiet_environment, stderr=subprocess.DEVNULL)
        for command in commands
    ]
    try:
        yield address
    finally:
        for process in reversed(started):
            process.terminate()
        for process in started:
            process.wait(timeout=30)


SCRIPT = """
import sys
from pathlib import Path
from tests.test_on_dask import build
from flows.on_dask import on_dask
build(Path(sys.argv[1]), on_dask(sys.argv[2]))
"""


def build(cache: Path, how: object = None) -> list[Path]:
    """Build the parts of a few laws, here or elsewhere."""
    inputs = [one for law in LAWS for one in of_cards(load_revision_cards(RAW / "laws" / f"{law}.toml"))]
    place = Place(cache, cache, "code", lambda _: None, *([how] if how else []))  # type: ignore[arg-type]
    return build_parts(buckets(every(inputs)), law_names()[0], place)


@pytest.mark.slow
def test_a_cluster_makes_the_same_bytes(
    cluster: str, prefect_server: str, quiet_environment: dict[str, str], tmp_path: Path
) -> None:
    environment = quiet_environment | {"PREFECT_API_URL": prefect_server}
    environment["PYTHONPATH"] = os.pathsep.join([str(Path(__file__).parents[1]), *sys.path[1:]])
    subprocess.run(
        [sys.executable, "-c", SCRIPT, tmp_path / "cluster", cluster],
        env=environment,
        check=True,
        capture_output=True,
        timeout=900,
    )
    here = build(tmp_path / "here")
    assert len(here) == len(LAWS)
    for folder in here:
        other = tmp_path / "cluster" / folder.name
        files = sorted(path.name for path in folder.iterdir())
        assert files == sorted(path.name for path in other.iterdir())
        for name in files:
            assert (folder / name).read_bytes() == (other / name).read_bytes(), name


def test_work_is_shared_out_evenly_and_nothing_twice() -> None:
    inputs = of_cards(load_revision_cards(RAW / "laws" / "329AC0000000165.toml"))
    shared = buckets(inputs)
    todo = [(shared[0]._replace(name=str(number)), Path(str(number))) for number in range(40)]
    found = groups(todo)
    assert len(found) == GROUPS
    assert sorted(folder.name for group in found for _, folder in group) == sorted(
        folder.name for _, folder in todo
    )
    assert max(map(len, found)) - min(map(len, found)) <= 1
