"""What a user has loaded: it is remembered in the snapshot, and another state of it asks for another build."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path

import pytest

from flows.errors import InputError
from flows.loaded import Loaded, added, read_loaded, require_present, state, write_loaded

DAY = dt.date(2020, 11, 24)


def test_what_was_loaded_is_read_from_the_snapshot(tmp_path: Path) -> None:
    loaded = [Loaded(Path("/laws/all_xml.zip")), Loaded(Path("/法令/更新"), DAY)]
    write_loaded(loaded, tmp_path)
    assert read_loaded(tmp_path) == loaded


def test_a_snapshot_without_loaded_laws_has_none(tmp_path: Path) -> None:
    assert read_loaded(tmp_path) == []
    assert read_loaded(None) == []


def test_a_path_that_is_loaded_again_is_there_once_with_its_new_day() -> None:
    first, second = Loaded(Path("/a")), Loaded(Path("/b"))
    assert added([first, second], [Loaded(Path("/a"), DAY), Loaded(Path("/c"))]) == [
        Loaded(Path("/a"), DAY),
        second,
        Loaded(Path("/c")),
    ]


def test_what_is_gone_stops_the_build_with_its_path(tmp_path: Path) -> None:
    (tmp_path / "here").mkdir()
    require_present([Loaded(tmp_path / "here")])
    with pytest.raises(InputError, match="gone") as caught:
        require_present([Loaded(tmp_path / "here"), Loaded(tmp_path / "away")])
    assert "laws forget" in str(caught.value)
    assert str(tmp_path / "away") in str(caught.value)


def test_another_state_is_seen(tmp_path: Path) -> None:
    folder = tmp_path / "laws"
    (folder / "below").mkdir(parents=True)
    file = folder / "below" / "a.xml"
    file.write_text("<Law/>")
    loaded = [Loaded(folder)]
    states = [state(loaded)]
    assert state(loaded) == states[0]
    file.write_text("<Law></Law>")
    states.append(state(loaded))
    os.utime(file, (1, 1))
    states.append(state(loaded))
    (folder / "b.xml").write_text("<Law/>")
    states.append(state(loaded))
    file.rename(folder / "below" / "c.xml")
    states.append(state(loaded))
    states += [state([Loaded(folder, DAY)]), state([Loaded(folder / "b.xml")]), state([])]
    assert len(set(states)) == len(states)
