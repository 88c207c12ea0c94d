"""What differs between the wordings of 2020, how many rows say it, and what finding it costs.

    python -m tests.benchmarks.law_changes

Every pair of consecutive wordings in `amendments-2020-dev.zip` is compared. The rows must make the newer wording out of
the older one, and the runs give both texts back; otherwise the benchmark stops. The floor of the time is that of lxml to
parse the two wordings of a pair. Rows are set beside those that a comparison by path alone would give.
"""

from __future__ import annotations

import time
import zipfile
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

from lxml import etree

from flows.records.laws.changes import ProvisionChange, apply, changes, provided
from flows.records.laws.nodes import Node
from tests.conftest import SHARED
from tests.law_nodes import from_xml

AMENDMENTS = SHARED / "laws" / "amendments-2020-dev.zip"


def wordings() -> dict[str, list[tuple[str, bytes]]]:
    """Return the wordings of each law, each with its revision, in order."""
    laws: dict[str, list[tuple[str, bytes]]] = defaultdict(list)
    with zipfile.ZipFile(AMENDMENTS) as archive:
        for name in sorted(name for name in archive.namelist() if name.endswith(".xml")):
            laws[Path(name).stem.split("_")[0]].append((Path(name).stem, archive.read(name)))
    return laws


def by_path(before: Sequence[Node], after: Sequence[Node]) -> Counter[str]:
    """Count the changes that a comparison by path alone would give."""
    old, new = ({node.elm: node for node in provided(nodes)} for nodes in (before, after))
    return Counter(
        added=len(new.keys() - old.keys()),
        removed=len(old.keys() - new.keys()),
        amended=sum(old[elm] != new[elm] for elm in old.keys() & new.keys()),
    )


def check(before: Sequence[Node], after: Sequence[Node], rows: Sequence[ProvisionChange]) -> None:
    """Stop where the rows do not make the newer wording, or their runs the texts.

    Raises:
        AssertionError: they do not.
    """
    if apply(before, rows) != provided(after):
        raise AssertionError(f"{rows[0].to_revision_id}: the rows do not make it")
    for row in rows:
        texts = ["".join(text for op, text in row.edits if op != other) for other in ("insert", "delete")]
        if row.edits and texts != [row.text_before, row.text_after]:
            raise AssertionError(
                f"{row.to_revision_id}: the runs of change {row.ordinal} do not give its texts"
            )


def main() -> None:
    """Print pairs, rows by kind of change, and seconds beside the floor."""
    kinds, naive = Counter[str](), Counter[str]()
    times: list[tuple[float, float, str, int]] = []
    for law_id, revisions in wordings().items():
        for (older, old), (newer, new) in pairwise(revisions):
            start = time.process_time()
            for text in (old, new):
                etree.fromstring(text)
            floor = time.process_time() - start
            before, after = from_xml(old), from_xml(new)
            start = time.process_time()
            rows = changes(law_id, older, newer, before, after)
            times.append((time.process_time() - start, floor, newer, len(after)))
            check(before, after, rows)
            kinds.update(row.change for row in rows)
            naive += by_path(before, after)
    print(f"{len(times)} pairs, {sum(nodes for *_, nodes in times)} nodes in the newer wordings")
    for kind in ("added", "removed", "amended", "renumbered", "moved"):
        print(f"{kind:<12} {kinds[kind]:6}   by path alone {naive[kind]:6}")
    took, floor = sum(time for time, *_ in times), sum(floor for _, floor, *_ in times)
    print(
        f"seconds per pair {took / len(times):7.4f}   parsing {floor / len(times):7.4f}   ratio {took / floor:5.2f}"
    )
    for seconds, _, newer, nodes in sorted(times, reverse=True)[:3]:
        print(f"slowest      {seconds:7.3f}   {newer} ({nodes} nodes)")


if __name__ == "__main__":
    main()
