"""Changes between real wordings: goldens read by hand, and every sixth law of those amended in 2020."""

import zipfile
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from flows.records.laws.changes import provided
from flows.records.laws.nodes import Node
from tests.conftest import SHARED
from tests.law_change_rows import between, check, lines
from tests.law_nodes import from_xml

AMENDMENTS = SHARED / "laws" / "amendments-2020-dev.zip"
GOLDENS = sorted((Path(__file__).parent / "golden" / "changes").glob("*.tsv"))

needs_amendments = pytest.mark.skipif(
    not AMENDMENTS.exists(), reason=f"the wordings of 2020 are not at {AMENDMENTS}"
)


def wording(law_id: str, day: str) -> list[Node]:
    name = f"{law_id}_{day}_000000000000000"
    with zipfile.ZipFile(AMENDMENTS) as archive:
        return from_xml(archive.read(f"{name}/{name}.xml"))


def test_there_are_goldens() -> None:
    assert len(GOLDENS) >= 6


@needs_amendments
@pytest.mark.parametrize("golden", GOLDENS, ids=lambda path: path.stem)
def test_changes_are_what_a_person_reads(golden: Path) -> None:
    law_id, older, newer = golden.stem.split("_")
    rows = between(wording(law_id, older), wording(law_id, newer))
    assert lines(rows) == golden.read_text("utf-8").splitlines()


def wordings() -> Iterator[tuple[str, list[bytes]]]:
    """The wordings of every sixth law; the benchmark reads all."""
    with zipfile.ZipFile(AMENDMENTS) as archive:
        laws: dict[str, list[str]] = defaultdict(list)
        for name in sorted(name for name in archive.namelist() if name.endswith(".xml")):
            laws[Path(name).name.split("_")[0]].append(name)
        for law_id in sorted(laws)[::6]:
            yield law_id, [archive.read(name) for name in laws[law_id]]


@pytest.mark.slow
@needs_amendments
def test_changes_of_real_wordings_make_the_newer_out_of_the_older_in_fewer_rows_than_numbers_alone() -> None:
    real = by_number = 0
    for _, texts in wordings():
        for before, after in pairwise(from_xml(text) for text in texts):
            rows = between(before, after)
            check(before, after, rows)
            real += sum(row.change not in ("renumbered", "moved") for row in rows)
            old, new = ({node[:1]: node for node in provided(nodes)} for nodes in (before, after))
            by_number += sum(old.get(elm) != new.get(elm) for elm in old.keys() | new.keys())
    assert 0 < real < by_number
