"""Changed laws through the readers and on to rows: each is read or refused by an `InputError`, and soon.

    python -m tests.benchmarks.law_fuzz [COUNT] [FORM ...] [--first SEED]

Prints what became of each form, the slowest input, and every other exception with the seed that makes it. Seconds are
those of the processor, so that a busy machine changes nothing.
"""

from __future__ import annotations

import datetime as dt
import signal
import sys
import time
import traceback
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

from flows.corpus.inputs import LawInput
from flows.corpus.readings import read_input
from flows.documents.law_files import LawFile, ZipReader, find_law_files
from flows.errors import InputError
from flows.reading import law_names
from flows.records.laws.law_rows import Wording, law_rows
from flows.records.laws.mentions import NameIndex
from flows.records.laws.revisions import Seen, first_seen_id, in_order
from tests.conftest import SHARED
from tests.law_mutations import mutated

LAWS = SHARED / "laws"
ARCHIVES = {
    "xml": "egov-xml-2020-11-dev.zip",
    "flattened": "markdown-xml-pairs-dev.zip",
    "legalize": "legalize-security-revisions.zip",
}
LARGEST = 40_000
"""Bytes of the laws that are changed; only one in fifty is larger."""

LARGE = 8

LIMIT = 5.0
"""Seconds for one law."""


class TookTooLongError(Exception):
    """A reader was not done within the limit."""


@dataclass(slots=True)
class Outcome:
    """What became of the changed laws of one form.

    Args:
        read: how many were read.
        refused: how many were refused, by the reader's problem without its details.
        slowest: seconds and seed of the slowest.
        crashes: seeds by exception and place.
    """

    read: int = 0
    refused: Counter[str] = field(default_factory=Counter)
    slowest: tuple[float, int] = (0.0, 0)
    crashes: dict[str, list[int]] = field(default_factory=dict)


def sources(form: str) -> list[tuple[LawFile, bytes]]:
    """Real laws of one form: two hundred small ones, then the `LARGE` largest of up to ten times their size."""
    found = [file for file in find_law_files([LAWS / ARCHIVES[form]]).files if file.form == form]
    by_size = sorted(found, key=lambda file: (file.size, file.name))
    small = [file for file in by_size if file.size <= LARGEST] or by_size[: len(by_size) // 2]
    large = [file for file in by_size if file.size <= 10 * LARGEST][-LARGE:]
    with ZipReader() as reader:
        return [(file, reader.read(file)) for file in [*small[:: len(small) // 200 + 1], *large]]


def law_input(file: LawFile) -> LawInput:
    """The input of the readers for one file."""
    revision = file.law_revision_id or file.law_id
    return LawInput(file.law_id, revision, file.form, "", "fuzz", None, file)


def wording(file: LawFile) -> Wording:
    """What the rows of one file say of their wording."""
    revision = file.law_revision_id or first_seen_id(file.law_id, dt.date(2020, 11, 18))
    return in_order([Seen(revision, "fuzz", "")])[0].wording()


@contextmanager
def limited(seconds: float) -> Iterator[None]:
    """Interrupt what takes longer."""

    def stop(_number: int, _frame: FrameType | None) -> None:
        raise TookTooLongError(f"more than {seconds} s")

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def changed(laws: Sequence[tuple[LawFile, bytes]], seed: int) -> tuple[LawFile, bytes]:
    """The law that a seed chooses, a large one out of fifty, changed."""
    small = len(laws) - LARGE
    file, content = laws[small + seed // 50 % LARGE] if seed % 50 == 0 else laws[seed % small]
    return file, mutated(content, seed, file.form)


def run(form: str, seeds: Sequence[int]) -> Outcome:
    """Read changed laws of one form."""
    outcome = Outcome()
    laws = sources(form)
    known = NameIndex(law_names()[0])
    for seed in seeds:
        file, content = changed(laws, seed)
        start = time.process_time()
        try:
            with limited(LIMIT):
                read = read_input(law_input(file), content)
                law_rows(read.tree, wording(file), known)
            outcome.read += 1
        except InputError as fault:
            outcome.refused[f"{fault.problem:.40}"] += 1
        except Exception as error:
            frames = traceback.extract_tb(error.__traceback__)
            own = [frame for frame in frames if "/flows/" in frame.filename] or list(frames)
            place = (
                f"{type(error).__name__} at {Path(own[-1].filename).name}:{own[-1].lineno}: {error!s:.100}"
            )
            outcome.crashes.setdefault(place, []).append(seed)
        took = time.process_time() - start
        outcome.slowest = max(outcome.slowest, (took, seed))
    return outcome


def main(arguments: Sequence[str]) -> int:
    """Run and print; 1 where anything else than an `InputError` was raised."""
    rest = list(arguments)
    first = int(rest.pop(rest.index("--first") + 1)) if "--first" in rest else 0
    rest = [argument for argument in rest if argument != "--first"]
    count = int(rest.pop(0)) if rest and rest[0].isdigit() else 10_000
    crashed = False
    for form in rest or list(ARCHIVES):
        start = time.perf_counter()
        outcome = run(form, range(first, first + count))
        refused = outcome.refused.total()
        print(
            f"{form}: {count:,} changed laws in {time.perf_counter() - start:.0f} s: {outcome.read:,} read, "
            f"{refused:,} refused, {count - outcome.read - refused:,} crashed; slowest {outcome.slowest[0]:.2f} s "
            f"(seed {outcome.slowest[1]})"
        )
        for problem, number in outcome.refused.most_common(12):
            print(f"  {number:6,} {problem}")
        for place, seeds in outcome.crashes.items():
            print(f"  CRASH {len(seeds):,}: {place}  seeds {seeds[:5]}")
        crashed = crashed or bool(outcome.crashes)
    return int(crashed)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
