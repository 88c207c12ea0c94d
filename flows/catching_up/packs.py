"""Bulk files of one run, and the texts in them: they say which laws have changed, or hold what would be asked for one by one.

They only save requests. They lie in `raw/egov/.bulk` until what is wanted of them has been kept.
"""

from __future__ import annotations

import datetime as dt
import os
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

from flows.captures import Arrival, capture_number
from flows.catching_up.ways import Way
from flows.corpus.collect import FORMS
from flows.documents.law_files import LawFile, find_law_files, read_law_file
from flows.documents.law_identity import require_law
from flows.egov import bulk
from flows.egov.connection import Connection, EgovError
from flows.egov.responses import RevisionInfo
from flows.errors import InputError
from flows.sources import EGOV, Card

FOLDER = ".bulk"


class _Packed(NamedTuple):
    """A text in a bulk file, and where that is from."""

    file: LawFile
    url: str
    retrieved_at: dt.datetime


class Packs:
    """The bulk files of a run.

    Args:
        raw: the folder of sources.
        watched: ids of the laws whose texts may be wanted.
        egov: who is asked.
        tell: is told each step.
    """

    def __init__(
        self, raw: Path, watched: Iterable[str], egov: Connection, tell: Callable[[str], None]
    ) -> None:
        self.folder = raw / EGOV / FOLDER
        self.watched, self.egov, self.tell = set(watched), egov, tell
        self._packed: dict[str, _Packed] = {}

    def touched(self, way: Way, cards: Mapping[str, Sequence[Card]]) -> set[str] | None:
        """Return the laws that bulk files show to have changed; None where they do not tell.

        Args:
            way: how to ask.
            cards: of the texts that are held, by law.

        Raises:
            AskingEndedError: see there.
        """
        if way.kind == "law_by_law":
            return None
        try:
            if way.kind == "daily":
                for day in way.days:
                    self._fetch(f"day-{day:%Y%m%d}", partial(bulk.fetch_day, self.egov, day))
                return {name.partition("_")[0] for name in self._packed}
            self._fetch("whole", partial(bulk.fetch_all, self.egov))
        except EgovError as error:
            # They would only have saved requests.
            self.tell(f"bulk files: {error.problem}; asking law by law")
            return None
        held = _newest(cards)
        return {
            name.partition("_")[0]
            for name, packed in self._packed.items()
            if name not in held or _differs(held[name], packed.file)
        }

    def fetch_categories(self, wanted: Iterable[RevisionInfo]) -> None:
        """Fetch the files of categories that save requests: those with two texts or more that are to be asked for.

        They have what is in force and what will be. One that does not come is done without.

        Raises:
            AskingEndedError: see there.
        """
        counts = Counter(
            one.category
            for one in wanted
            if one.current_revision_status in ("CurrentEnforced", "UnEnforced")
            and one.law_revision_id not in self._packed
        )
        for category, count in sorted(counts.items(), key=str):
            if count < 2 or category not in bulk.CATEGORIES:
                continue
            code = bulk.CATEGORIES.index(category) + 1
            try:
                self._fetch(f"category-{code}", partial(bulk.fetch_category, self.egov, code))
            except EgovError as error:
                self.tell(f"bulk file of {category}: {error.problem}; asking law by law")

    def text(self, law_revision_id: str, law_num: str | None) -> Arrival | None:
        """Return the text of a revision; None where no bulk file has it whole."""
        packed = self._packed.get(law_revision_id)
        if packed is None:
            return None
        try:
            content = read_law_file(packed.file)
            require_law(content, packed.file.name, law_revision_id, law_num)
        except InputError as error:
            self.tell(f"{error.file}: {error.problem}; asking for it by itself")
            return None
        return Arrival(content, packed.url, packed.retrieved_at)

    def remove(self) -> None:
        """Remove the files, also those of runs that ended before."""
        if self.folder.is_dir():
            for path in self.folder.iterdir():
                path.unlink()
            self.folder.rmdir()

    def _fetch(self, name: str, fetch: Callable[[Path], Path]) -> None:
        """Fetch a bulk file, unless it came today, and note the texts in it that may be wanted.

        Raises:
            EgovError: e-Gov has no such file, or none that is whole.
            AskingEndedError: see there.
        """
        path = self.folder / f"{self.egov.today():%Y%m%d}-{name}.zip"
        if not path.is_file():
            self.tell(f"fetching the bulk file {name}")
            self.folder.mkdir(parents=True, exist_ok=True)
            fetch(path)
            moment = self.egov.now().timestamp()
            os.utime(path, (moment, moment))
        retrieved = dt.datetime.fromtimestamp(path.stat().st_mtime, dt.UTC)
        for file in find_law_files([path]).files:
            if file.law_id in self.watched and file.form == "xml" and file.law_revision_id:
                self._packed[file.law_revision_id] = _Packed(
                    file, f"{self.egov.base_url}{bulk.BULK}", retrieved
                )


def _newest(cards: Mapping[str, Sequence[Card]]) -> dict[str | None, Card]:
    """Return of each revision the text that says what e-Gov sent last."""
    every = [card for of_law in cards.values() for card in of_law]
    every.sort(key=lambda card: (FORMS[card.kind] == "xml", capture_number(card.path)))
    return {card.law_revision_id: card for card in every}


def _differs(card: Card, file: LawFile) -> bool:
    """Whether a text in a bulk file is another than the one held; one in another form cannot be compared."""
    if FORMS[card.kind] != "xml":
        return False
    return file.size != card.path.stat().st_size or file.crc != zlib.crc32(card.path.read_bytes())
