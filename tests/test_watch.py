"""The watch list: thirteen laws unless someone says otherwise, by any name that a law has."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from flows.cli import app
from flows.errors import InputError
from flows.watch import add, read_watch, remove
from tests.egov_door import RAW, without_laws

pytestmark = pytest.mark.slow

MINISTRY = "329AC0000000164"


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    folder = without_laws(tmp_path / "raw")
    (folder / "laws").mkdir()
    for path in (RAW / "laws").glob("4*"):
        (shutil.copytree if path.is_dir() else shutil.copy)(path, folder / "laws" / path.name)
    return folder


def test_by_default_the_laws_of_the_project() -> None:
    laws = read_watch(RAW)
    assert len(laws) == 13
    assert ("329AC0000000165", "自衛隊法") in laws


@pytest.mark.parametrize(
    "name", ["防衛省設置法", "昭和二十九年法律第百六十四号", MINISTRY, MINISTRY.lower(), " 防衛省設置法 "]
)
def test_a_law_by_any_of_its_names(sources: Path, name: str) -> None:
    before = read_watch(sources)
    assert add(sources, [name]) == [(MINISTRY, "防衛省設置法")]
    assert read_watch(sources) == sorted([*before, (MINISTRY, "防衛省設置法")])
    assert add(sources, [name]) == []
    assert remove(sources, [name]) == [(MINISTRY, "防衛省設置法")]
    assert read_watch(sources) == before


def test_a_law_that_no_list_has_yet_by_its_id(sources: Path) -> None:
    assert add(sources, ["508AC0000000001"]) == [("508AC0000000001", "508AC0000000001")]


@pytest.mark.parametrize(
    ("name", "said"),
    [("防衛省設置方", "Did you mean 防衛省設置法"), ("", "is no name"), ("411AC", "is no name")],
)
def test_a_name_that_means_no_law(sources: Path, name: str, said: str) -> None:
    with pytest.raises(InputError, match=said):
        add(sources, ["自衛隊法", name])
    assert not (sources / "egov").exists()


def test_what_is_not_watched_cannot_be_removed(sources: Path) -> None:
    with pytest.raises(InputError, match="is not on the watch list"):
        remove(sources, [MINISTRY])


@pytest.mark.parametrize(
    "text", ["law = 3", "[[law]]\nlaw_id = 1", "[[law]]\nlaw_id = 'x'\ntitle = 'y'", "[[law"]
)
def test_a_damaged_list_is_told(sources: Path, text: str) -> None:
    (sources / "egov").mkdir()
    (sources / "egov" / "watch.toml").write_text(text, "utf-8")
    with pytest.raises(InputError):
        read_watch(sources)


def test_an_empty_list_watches_nothing(sources: Path) -> None:
    remove(sources, [law.law_id for law in read_watch(sources)])
    assert read_watch(sources) == []


def test_the_commands(sources: Path) -> None:
    def said(*words: str) -> str:
        result = CliRunner().invoke(app, ["watch", *words, "--raw", str(sources)], catch_exceptions=False)
        assert result.exit_code == 0
        return result.stdout

    assert "防衛省設置法: watched from now on" in said("add", "防衛省設置法")
    assert "watched already" in said("add", MINISTRY)
    assert [MINISTRY, "防衛省設置法"] in [
        line.strip("│").replace("│", " ").split() for line in said("list").splitlines()
    ]
    assert "no longer watched" in said("remove", "防衛省設置法")
    assert MINISTRY not in said("list")
    said("remove", *(law.law_id for law in read_watch(sources)[1:]))
    assert said("list").endswith("1 law\n")
