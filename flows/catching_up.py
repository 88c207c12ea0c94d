"""From the watch list to `raw/egov/`: what e-Gov is asked for, and what of its answers is kept.

Of each law its list of revisions is asked for; then the text of each revision of which no text is held, oldest first.
The list is kept last: it stands for a law that is complete. So whatever ends a run, the next one goes on where it stopped.
Bulk files only save requests: they say which laws have changed, or hold texts that would be asked for one by one.
"""

from __future__ import annotations

import datetime as dt
import fcntl
import json
import logging
import os
import tomllib
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from flows.captures import (
    Arrival,
    Capture,
    History,
    capture_number,
    history,
    keep_list,
    keep_text,
    write_whole,
)
from flows.corpus.collect import FORMS, is_scheduled
from flows.documents.law_files import LawFile, find_law_files, read_law_file
from flows.documents.law_identity import require_law
from flows.egov import CATEGORIES, AskingEndedError, Egov, EgovError, Listing, Validators
from flows.egov_responses import LawRevisions, RevisionInfo
from flows.errors import InputError
from flows.records.laws.revisions import parse_revision_id
from flows.sources import EGOV, Card, load_cards
from flows.watch import Watched

log = logging.getLogger("anpo")

COMPLETE = "complete.toml"
"""Says through which day which laws are complete."""

BULK = ".bulk"
"""Folder for bulk files until what is wanted of them has been kept."""

DAYS_BACK = 90
"""e-Gov has the daily files of three months; the shortest three have 89 days with their first."""

DAILY_COSTS = 10
"""Requests that a daily file counts for. It holds what changed in all laws, where a list is of one; and it is made once
a day, so that the API can be ahead of it: few laws are better asked for themselves."""

WHOLE_COSTS = 300
"""Requests that the file of all laws counts for: it is 285 MB."""

AT_ONCE = 100
"""So many new laws are looked at together, to see which category files would save requests."""


@dataclass(slots=True)
class Fetched:
    """What a run brought.

    Args:
        arrived: texts of revisions that were not held in this form before.
        second: texts that differ from those that came under the same ids before.
        lists: laws whose list of revisions is new or has changed.
        faults: laws that were skipped, each with the reason.
        ended: why the run ended before all was asked; None where it did not.
        left: ids of the laws that were not reached.
        requests: requests sent.
        seconds: seconds spent in them.
    """

    arrived: list[Capture] = field(default_factory=list)
    second: list[Capture] = field(default_factory=list)
    lists: list[str] = field(default_factory=list)
    faults: list[InputError] = field(default_factory=list)
    ended: str | None = None
    left: list[str] = field(default_factory=list)
    requests: int = 0
    seconds: float = 0.0

    @property
    def is_new(self) -> bool:
        """Whether anything was kept that a build depends on."""
        return bool(self.arrived or self.second or self.lists)

    @property
    def is_complete(self) -> bool:
        """Whether all laws were asked for, and none was skipped."""
        return not (self.faults or self.ended)


class Way(NamedTuple):
    """How to ask: `law_by_law`, `daily` or `whole`; and for `daily` the days."""

    kind: str
    days: tuple[dt.date, ...] = ()


def choose(complete: int, others: int, through: dt.date | None, today: dt.date) -> Way:
    """Choose how to ask for what has changed.

    Law by law costs a request for each law and sees what the API has now. The daily files since `through`, its own
    day and today's with it, save that where they count for fewer requests than the laws they answer for; they go back
    three months. Beyond that, or for laws of which nothing is held, the file of all laws does, where there are many.

    Args:
        complete: laws that are complete through a day.
        others: laws of which nothing is held; they are asked for one by one unless there are many.
        through: that day; None where there are none.
        today: the day in Japan.
    """
    if others > WHOLE_COSTS:
        return Way("whole")
    if through is None or not complete:
        return Way("law_by_law")
    count = max((today - through).days, 0) + 1
    if count <= DAYS_BACK:
        if DAILY_COSTS * count < complete:
            return Way("daily", tuple(through + dt.timedelta(at) for at in range(count)))
        return Way("law_by_law")
    return Way("whole" if complete > WHOLE_COSTS else "law_by_law")


class Held(NamedTuple):
    """What is held of one law.

    Args:
        xml: revisions held as XML, each with the day on which it was retrieved.
        others: revisions held in another form only, likewise.
        last: e-Gov's newest list of them.
    """

    xml: dict[str, dt.date | None]
    others: dict[str, dt.date | None]
    last: History | None


def wanted(answer: LawRevisions, held: Held) -> list[RevisionInfo]:
    """Return the revisions whose texts are to be asked for, in the order of their entry into force.

    They are those of which no text is held; before such a one, the revision that it amends, where that is held in
    another form only: what changes between the two is seen in two texts of one form; and those held that e-Gov has
    touched since it listed them last.
    """
    order = sorted(answer.revisions, key=lambda one: _place(one.law_revision_id))
    found: dict[str, RevisionInfo] = {}
    for at, one in enumerate(order):
        name = one.law_revision_id
        if name in held.xml:
            before = held.last.by_id.get(name) if held.last else None
            if before is not None and before.updated != one.updated:
                found[name] = one
        elif name not in held.others:
            if at and order[at - 1].law_revision_id in held.others:
                found.setdefault(order[at - 1].law_revision_id, order[at - 1])
            found[name] = one
    return list(found.values())


def missing(answer: LawRevisions, held: Held) -> list[str]:
    """Return the revisions that e-Gov listed before, or that are held where it was never asked, and lists no more.

    One that was not in force yet and has been given another day, and with it another id, is not among them: there is
    a new revision by the same amending law.
    """
    if held.last is not None:
        before: Mapping[str, dt.date | None] = dict.fromkeys(held.last.by_id, held.last.listed_on)
    else:
        before = {**held.others, **held.xml}
    listed = {one.law_revision_id for one in answer.revisions}
    new = {parse_revision_id(name).amendment_law_id for name in listed - before.keys()}
    return sorted(
        name
        for name, day in before.items()
        if name not in listed
        and not (is_scheduled(name, day) and parse_revision_id(name).amendment_law_id in new - {None})
    )


def fetch_amendments(
    raw: Path,
    watch: Sequence[Watched],
    egov: Egov,
    limit: int | None = None,
    tell: Callable[[str], None] = log.info,
) -> Fetched:
    """Ask e-Gov for what has changed in the laws of the watch list, and keep it.

    Args:
        raw: the folder of sources.
        watch: the laws.
        egov: the door; its deadline bounds the run.
        limit: texts to fetch at most; None for no limit.
        tell: is told each step.

    Raises:
        InputError: the folder of sources is not as it must be, cannot be written, or another run is at it.
    """
    if not raw.is_dir():
        raise InputError(
            raw, "", "is not a folder", "Name the folder that holds the sources and their cards."
        )
    try:
        with _alone(raw):
            run = _Run(raw, watch, egov, limit, tell)
            run.all_laws()
    except OSError as error:
        problem, remedy = f"cannot be written: {error.strerror}", "Make room, or make the folder writable."
        raise InputError(error.filename or raw, "", problem, remedy) from None
    run.fetched.requests, run.fetched.seconds = egov.requests, egov.seconds
    return run.fetched


@contextmanager
def _alone(raw: Path) -> Iterator[None]:
    """Keep other runs from a folder of sources; the lock is on the folder itself, so that nothing is written for it.

    Raises:
        InputError: another run is at it.
    """
    folder = os.open(raw, os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    except BlockingIOError:
        raise InputError(raw, "", "is being added to by another run", "Wait until that is done.") from None
    finally:
        os.close(folder)


class _LimitError(Exception):
    """As many texts have been fetched as were asked for."""


class _Plan(NamedTuple):
    """What is to be done for one law: its list, None where e-Gov says it is the one held; and texts to ask for."""

    law: Watched
    listing: Listing | None
    answer: LawRevisions
    wanted: list[RevisionInfo]


class _Packed(NamedTuple):
    """A text in a bulk file, and where that is from."""

    file: LawFile
    url: str
    retrieved_at: dt.datetime


class _Run:
    """One run: what is held, what bulk files hold, and what was fetched."""

    def __init__(
        self, raw: Path, watch: Sequence[Watched], egov: Egov, limit: int | None, tell: Callable[[str], None]
    ) -> None:
        self.raw, self.watch, self.egov, self.tell = raw, watch, egov, tell
        self.left = limit
        self.fetched = Fetched()
        self.packed: dict[str, _Packed] = {}
        self.unchanged: list[Listing] = []
        self.cards: dict[str, list[Card]] = {}
        for card in load_cards(raw):
            if card.kind in FORMS and card.law_revision_id:
                self.cards.setdefault(card.law_revision_id.partition("_")[0], []).append(card)

    def all_laws(self) -> None:
        """Ask for every law of the watch list."""
        through, complete = _complete(self.raw)
        laws = {law.law_id: law for law in self.watch}
        to_ask = [law for law in self.watch if law.law_id not in complete]
        others = len([law for law in to_ask if law.law_id not in self.cards])
        way = choose(len(laws) - len(to_ask), others, through, self.egov.today())
        try:
            touched = self._touched(way)
            if touched is None:
                to_ask = list(self.watch)
            else:
                to_ask += [law for law in self.watch if law.law_id in complete and law.law_id in touched]
            self._ask(to_ask)
        except (AskingEndedError, _LimitError) as end:
            self.fetched.ended = str(end)
        if self.fetched.is_new:
            # The first list of a law whose texts are all here says who amended it, which alone is nothing new.
            for listing in self.unchanged:
                self._keep_list(listing)
        if self.fetched.is_complete:
            self._tidy(laws, through)

    def _touched(self, way: Way) -> set[str] | None:
        """Return the laws that bulk files show to have changed; None where they do not tell.

        Raises:
            AskingEndedError: see there.
        """
        if way.kind == "law_by_law":
            return None
        try:
            if way.kind == "daily":
                for day in way.days:
                    self._unpack(f"day-{day:%Y%m%d}", partial(self.egov.bulk_day, day))
                return {name.partition("_")[0] for name in self.packed}
            self._unpack("whole", self.egov.bulk_all)
        except EgovError as error:
            # They would only have saved requests.
            self.tell(f"bulk files: {error.problem}; asking law by law")
            return None
        cards = [card for cards in self.cards.values() for card in cards]
        cards.sort(key=lambda card: (FORMS[card.kind] == "xml", capture_number(card.path)))
        held = {card.law_revision_id: card for card in cards}
        return {
            name.partition("_")[0]
            for name, packed in self.packed.items()
            if name not in held or _differs(held[name], packed.file)
        }

    def _unpack(self, name: str, fetch: Callable[[Path], Path]) -> None:
        """Fetch a bulk file, unless it came today, and note the texts in it that may be wanted.

        Raises:
            EgovError: e-Gov has no such file, or none that is whole.
            AskingEndedError: see there.
        """
        folder = self.raw / EGOV / BULK
        path = folder / f"{self.egov.today():%Y%m%d}-{name}.zip"
        if not path.is_file():
            self.tell(f"fetching the bulk file {name}")
            folder.mkdir(parents=True, exist_ok=True)
            fetch(path)
            moment = self.egov.now().timestamp()
            os.utime(path, (moment, moment))
        watched = {law.law_id for law in self.watch}
        retrieved = dt.datetime.fromtimestamp(path.stat().st_mtime, dt.UTC)
        for file in find_law_files([path]).files:
            if file.law_id in watched and file.form == "xml" and file.law_revision_id:
                self.packed[file.law_revision_id] = _Packed(
                    file, f"{self.egov.base_url}/bulkdownload", retrieved
                )

    def _ask(self, laws: Sequence[Watched]) -> None:
        """Ask for laws: one after the other those of which something is held, then the new ones together.

        Raises:
            AskingEndedError: see there.
            _LimitError: see there.
        """
        known = [law for law in laws if law.law_id in self.cards]
        new = [law for law in laws if law.law_id not in self.cards]
        self.fetched.left = [law.law_id for law in (*known, *new)]
        for law in known:
            if plan := self._plan(law):
                self._carry_out(plan)
        waiting = iter(new)
        while group := list(islice(waiting, AT_ONCE)):
            plans = [plan for law in group if (plan := self._plan(law))]
            self._fetch_categories(plans)
            for plan in plans:
                self._carry_out(plan)

    def _plan(self, law: Watched) -> _Plan | None:
        """Ask for a law's list; None where that law has to be skipped.

        Raises:
            AskingEndedError: see there.
        """
        held = self._held(law.law_id)
        try:
            listing = self._list(law.law_id, held)
        except InputError as error:
            self._skip(law, error)
            return None
        answer = listing.answer if listing else held.last.answer if held.last else None
        if answer is None:
            self._skip(
                law, InputError(law.law_id, "", "was not sent: e-Gov says that it is held", "Run again.")
            )
            return None
        return _Plan(law, listing, answer, wanted(answer, held))

    def _list(self, law_id: str, held: Held) -> Listing | None:
        """Ask for a list; once more where it lacks what was there before.

        Raises:
            EgovError: there is none.
            InputError: it still lacks it.
            AskingEndedError: see there.
        """
        last = held.last
        listing = self.egov.revisions(law_id, Validators(last.etag, last.last_modified) if last else None)
        if listing is None or not missing(listing.answer, held):
            return listing
        listing = self.egov.revisions(law_id)
        if listing is not None and (gone := missing(listing.answer, held)):
            count = len(listing.answer.revisions)
            raise InputError(
                listing.url,
                "",
                f"lists {count} revisions, and {len(gone)} that are known no more: {', '.join(gone[:3])}",
                "Nothing was deleted. If e-Gov has withdrawn it for good, see its page of the law.",
            )
        return listing

    def _held(self, law_id: str) -> Held:
        xml: dict[str, dt.date | None] = {}
        others: dict[str, dt.date | None] = {}
        for card in self.cards.get(law_id, []):
            form = xml if FORMS[card.kind] == "xml" else others
            form[str(card.law_revision_id)] = card.retrieved_on
        return Held(
            xml, {name: day for name, day in others.items() if name not in xml}, history(self.raw, law_id)
        )

    def _fetch_categories(self, plans: Sequence[_Plan]) -> None:
        """Fetch the files of categories that save requests: those with two texts or more that are to be asked for.

        They have what is in force and what will be. One that does not come is done without.

        Raises:
            AskingEndedError: see there.
        """
        counts = Counter(
            one.category
            for plan in plans
            for one in plan.wanted
            if one.current_revision_status in ("CurrentEnforced", "UnEnforced")
            and one.law_revision_id not in self.packed
        )
        for category, count in sorted(counts.items(), key=str):
            if count < 2 or category not in CATEGORIES:
                continue
            code = CATEGORIES.index(category) + 1
            try:
                self._unpack(f"category-{code}", partial(self.egov.bulk_category, code))
            except EgovError as error:
                self.tell(f"bulk file of {category}: {error.problem}; asking law by law")

    def _carry_out(self, plan: _Plan) -> None:
        """Fetch the texts of a law that are wanted, then keep its list.

        Raises:
            AskingEndedError: see there.
            _LimitError: see there.
        """
        law_id = plan.law.law_id
        try:
            for one in plan.wanted:
                self._fetch(one, plan)
        except EgovError as error:
            self._skip(plan.law, error)
            return
        if plan.listing is not None:
            is_first = self._held(law_id).last is None
            if is_first and not plan.wanted and not any(one.ends_on for one in plan.answer.revisions):
                self.unchanged.append(plan.listing)
            else:
                self._keep_list(plan.listing)
        self._done(plan.law)

    def _keep_list(self, listing: Listing) -> None:
        law_id = listing.answer.law_info.law_id
        arrival = Arrival(listing.content, listing.url, listing.retrieved_at)
        if keep_list(self.raw, law_id, arrival, *listing.validators):
            self.fetched.lists.append(law_id)

    def _done(self, law: Watched) -> None:
        self.fetched.left.remove(law.law_id)

    def _fetch(self, one: RevisionInfo, plan: _Plan) -> None:
        """Fetch and keep the text of a revision.

        Raises:
            EgovError: there is none.
            AskingEndedError: see there.
            _LimitError: see there.
        """
        if self.left == 0:
            raise _LimitError(
                "as many texts as were asked for have been fetched; the next run goes on from here"
            )
        name = one.law_revision_id
        arrival = self._text(name, plan.answer.law_info.law_num)
        kept = keep_text(self.raw, name, arrival, one.law_title or plan.law.title, _info(plan, name))
        if self.left is not None:
            self.left -= 1
        if kept is None:
            return
        self.tell(f"arrived: {name}" + (f", capture {kept.number}" if kept.number > 1 else ""))
        (self.fetched.second if kept.number > 1 else self.fetched.arrived).append(kept)

    def _text(self, law_revision_id: str, law_num: str | None) -> Arrival:
        """Return the text of a revision, from a bulk file that has it, or from the API.

        Raises:
            EgovError: there is none.
            AskingEndedError: see there.
        """
        if packed := self.packed.get(law_revision_id):
            try:
                content = read_law_file(packed.file)
                require_law(content, packed.file.name, law_revision_id, law_num)
            except InputError as error:
                self.tell(f"{error.file}: {error.problem}; asking for it by itself")
            else:
                return Arrival(content, packed.url, packed.retrieved_at)
        text = self.egov.law_data(law_revision_id)
        return Arrival(text.content, text.url, text.retrieved_at)

    def _skip(self, law: Watched, error: InputError) -> None:
        self._done(law)
        self.fetched.faults.append(
            InputError(error.file, f"{law.title} ({law.law_id})", f"skipped: {error.problem}", error.remedy)
        )

    def _tidy(self, laws: Iterable[str], through: dt.date | None) -> None:
        """Say that all laws are complete, where anything else was written too; and remove bulk files."""
        folder = self.raw / EGOV
        if (folder / BULK).is_dir():
            for path in (folder / BULK).iterdir():
                path.unlink()
            (folder / BULK).rmdir()
        today = self.egov.today()
        if self.fetched.is_new and through != today:
            ids = "".join(f"  {json.dumps(law_id)},\n" for law_id in sorted(laws))
            text = f"# Laws for which e-Gov has been asked through this day.\nthrough = {today}\nlaws = [\n{ids}]\n"
            write_whole(folder / COMPLETE, text.encode())


def _place(law_revision_id: str) -> tuple[dt.date, str, str]:
    each = parse_revision_id(law_revision_id)
    return each.enforced_on, each.amendment_law_id or "", law_revision_id


def _complete(raw: Path) -> tuple[dt.date | None, set[str]]:
    """Read through which day which laws are complete.

    Raises:
        InputError: it cannot be read.
    """
    path = raw / EGOV / COMPLETE
    if not path.is_file():
        return None, set()
    try:
        entry = tomllib.loads(path.read_text("utf-8"))
        through, laws = dt.date.fromisoformat(str(entry["through"])), set(map(str, entry["laws"]))
    except (KeyError, TypeError, ValueError) as error:
        raise InputError(
            path, "", f"cannot be read: {error}", "Remove it: all laws are asked for again."
        ) from None
    return through, laws


def _differs(card: Card, file: LawFile) -> bool:
    """Whether a text in a bulk file is another than the one held; one in another form cannot be compared."""
    if FORMS[card.kind] != "xml":
        return False
    return file.size != card.path.stat().st_size or file.crc != zlib.crc32(card.path.read_bytes())


def _info(plan: _Plan, law_revision_id: str) -> str:
    """Return what e-Gov said of a revision, as it said it."""
    if plan.listing is None:
        return ""
    entries = json.loads(plan.listing.content)["revisions"]
    said = next(each for each in entries if str(each["law_revision_id"]).strip().upper() == law_revision_id)
    return json.dumps(said, ensure_ascii=False)
