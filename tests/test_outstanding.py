"""What is left to do once e-Gov has been asked, and that the scheduled flow goes by it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from flows.catching_up.fetched import Fetched
from flows.loaded import state
from flows.outstanding import Outstanding, outstanding
from flows.publishing.fingerprint import fingerprint
from flows.publishing.publish import publish
from flows.publishing.snapshots import current
from tests import tiny


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    return tmp_path / "raw"


@pytest.fixture
def warehouse(tmp_path: Path) -> Path:
    return tmp_path / "warehouse"


def build(raw: Path, warehouse: Path) -> None:
    """Publish a snapshot that is of its sources, and lacks what could not be read."""
    inputs = tiny.write_sources(raw)
    publish(
        tables=tiny.tables(),
        warehouse=warehouse,
        inputs=inputs,
        fingerprint=fingerprint(raw, state([])),
        code_version="1",
        source_texts=tiny.TEXTS,
        gate=tiny.open_gate,
    )
    folder = current(warehouse)
    assert folder is not None
    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    (folder / "manifest.json").write_text(json.dumps({**manifest, "faults": FAULTS}), "utf-8")


FAULTS = ["law.xml: cannot be read"]


def test_what_is_built_is_not_built_again_and_its_faults_are_known(raw: Path, warehouse: Path) -> None:
    assert outstanding(raw, warehouse) == Outstanding(is_due=True, faults=())
    build(raw, warehouse)
    assert outstanding(raw, warehouse) == Outstanding(is_due=False, faults=FAULTS)
    (raw / "more.toml").write_text("", "utf-8")
    assert outstanding(raw, warehouse) == Outstanding(is_due=True, faults=())


@pytest.mark.slow
def test_the_scheduled_flow_fails_where_nothing_is_due_and_something_could_not_be_read(
    raw: Path, warehouse: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from flows import amendments as flow  # noqa: PLC0415 - imports Prefect

    def must_not(*_: Any) -> None:
        pytest.fail("nothing is to be brought in")

    monkeypatch.setattr(flow, "fetch", lambda *_: Fetched())
    monkeypatch.setattr(flow, "bring_in", must_not)
    build(raw, warehouse)
    with pytest.raises(flow.SkippedError, match=r"law\.xml: cannot be read"):
        flow.amendments.fn(raw=str(raw), warehouse=str(warehouse))
