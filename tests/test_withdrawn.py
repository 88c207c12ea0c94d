"""Revisions that are missed no more: each with reason and evidence, or the run says what is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from flows.errors import InputError
from flows.withdrawn import FIELDS, read_withdrawn

REVISION = "411AC0000000060_20300401_509AC0000000099"
WHOLE = {"law_revision_id": REVISION, "reason": "Entered by mistake.", "evidence": "The law's page."}


def entry(**changed: str | None) -> str:
    fields = {name: value for name, value in {**WHOLE, **changed}.items() if value is not None}
    return "[[revision]]\n" + "".join(f'{name} = "{value}"\n' for name, value in fields.items())


@pytest.fixture
def file(tmp_path: Path) -> Path:
    (tmp_path / "egov").mkdir()
    return tmp_path / "egov" / "withdrawn.toml"


def test_where_there_is_no_file_every_revision_is_missed(tmp_path: Path) -> None:
    assert read_withdrawn(tmp_path) == set()


def test_each_entry_is_a_revision(file: Path) -> None:
    other = REVISION.replace("2030", "2031")
    file.write_text(entry() + entry(law_revision_id=other), "utf-8")
    assert read_withdrawn(file.parents[1]) == {REVISION, other}


BROKEN = {
    "no TOML": ("[[revision", "is not TOML"),
    "another group": (entry() + "[[law]]", "something else"),
    "one alone": ("revision = 3", "something else"),
    "a list of texts": ("revision = ['x']", "revision 1"),
    "an id that is none": (entry(law_revision_id="411AC0000000060"), "is not an e-Gov revision id"),
    "another field": (entry(day="2030-04-01"), "a field too few or too many: day"),
    **{f"no {name}": (entry(**{name: None}), f"too few or too many: {name}") for name in FIELDS},
    **{f"empty {name}": (entry(**{name: " "}), f"{name} is empty") for name in FIELDS},
}


@pytest.mark.parametrize("case", BROKEN)
def test_what_is_wrong_is_told(file: Path, case: str) -> None:
    text, said = BROKEN[case]
    file.write_text(text, "utf-8")
    with pytest.raises(InputError, match=said) as caught:
        read_withdrawn(file.parents[1])
    assert caught.value.file == file
