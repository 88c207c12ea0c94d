"""One run: each law of the watch list is asked for, and what is new of it is kept in `raw/egov/`.

Of each law its list of revisions is asked for; then the text of each revision of which no text is held, oldest first.
The list is kept last: it stands for a law that is complete. So whatever ends a run, the next one goes on where it stopped.
"""

from __future__ import annotations

import fcntl
import json
import logging
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from flows.captures import Arrival, keep_list, keep_text
from flows.catching_up.completeness import read_complete, write_complete
from flows.catching_up.fetched import Fetched
from flows.catching_up.holdings import Held, held_of, law_cards, missing, wanted
from flows.catching_up.packs import Packs
from flows.catching_up.ways import choose
from flows.egov.api import Listing, law_data, revisions
from flows.egov.connection import Connection, EgovError
from flows.egov.headers import Validators
from flows.egov.pace import AskingEndedError
from flows.egov.responses import LawRevisions, RevisionInfo
from flows.errors import InputError
from flows.sources import EGOV
from flows.watch import Watched
from flows.withdrawn import WITHDRAWN, read_withdrawn

log = logging.getLogger("anpo")

AT_ONCE = 100
"""So many new laws are looked at together, to see which category files would save requests."""


def fetch_amendments(
    raw: Path,
    watch: Sequence[Watched],
    egov: Connection,
    limit: int | None = None,
    tell: Callable[[str], None] = log.info,
) -> Fetched:
    """Ask e-Gov for what has changed in the laws of the watch list, and keep it.

    Args:
        raw: the folder of sources.
        watch: the laws.
        egov: who is asked; its deadline bounds the run.
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


class _Run:
    """One run: what is held, what bulk files hold, and what was fetched."""

    def __init__(
        self,
        raw: Path,
        watch: Sequence[Watched],
        egov: Connection,
        limit: int | None,
        tell: Callable[[str], None],
    ) -> None:
        self.raw, self.watch, self.egov, self.tell = raw, watch, egov, tell
        self.left = limit
        self.fetched = Fetched()
        self.packs = Packs(raw, (law.law_id for law in watch), egov, tell)
        self.unchanged: list[Listing] = []
        self.cards = law_cards(raw)
        self.withdrawn = read_withdrawn(raw)

    def all_laws(self) -> None:
        """Ask for every law of the watch list."""
        through, complete = read_complete(self.raw)
        to_ask = [law for law in self.watch if law.law_id not in complete]
        count = len({law.law_id for law in self.watch}) - len(to_ask)
        others = len([law for law in to_ask if law.law_id not in self.cards])
        try:
            touched = self.packs.touched(choose(count, others, through, self.egov.today()), self.cards)
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
            self.packs.remove()
            today = self.egov.today()
            if self.fetched.is_new and through != today:
                write_complete(self.raw, today, {law.law_id for law in self.watch})

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
            self.packs.fetch_categories(one for plan in plans for one in plan.wanted)
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
        listing = revisions(self.egov, law_id, Validators(last.etag, last.last_modified) if last else None)
        if listing is None or not self._missing(listing, held):
            return listing
        listing = revisions(self.egov, law_id)
        if listing is not None and (gone := self._missing(listing, held)):
            raise InputError(
                listing.url,
                "",
                f"lists no more what is known: {', '.join(gone)}",
                f"Nothing was deleted. Where e-Gov has withdrawn it for good, write so, with reason and evidence, into "
                f"{self.raw / EGOV / WITHDRAWN}; flows/README.md says how.",
            )
        return listing

    def _missing(self, listing: Listing, held: Held) -> list[str]:
        return [name for name in missing(listing.answer, held) if name not in self.withdrawn]

    def _held(self, law_id: str) -> Held:
        return held_of(self.raw, law_id, self.cards.get(law_id, []))

    def _carry_out(self, plan: _Plan) -> None:
        """Fetch the texts of a law that are wanted, then keep its list.

        Raises:
            AskingEndedError: see there.
            _LimitError: see there.
        """
        try:
            for one in plan.wanted:
                self._fetch(one, plan)
        except EgovError as error:
            self._skip(plan.law, error)
            return
        if plan.listing is not None:
            is_first = self._held(plan.law.law_id).last is None
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
        arrival = self.packs.text(name, plan.answer.law_info.law_num) or self._text(name)
        kept = keep_text(self.raw, name, arrival, one.law_title or plan.law.title, _info(plan, name))
        if self.left is not None:
            self.left -= 1
        if kept is None:
            return
        self.tell(f"arrived: {name}" + (f", capture {kept.number}" if kept.number > 1 else ""))
        (self.fetched.second if kept.number > 1 else self.fetched.arrived).append(kept)

    def _text(self, law_revision_id: str) -> Arrival:
        text = law_data(self.egov, law_revision_id)
        return Arrival(text.content, text.url, text.retrieved_at)

    def _skip(self, law: Watched, error: InputError) -> None:
        self._done(law)
        self.fetched.faults.append(
            InputError(error.file, f"{law.title} ({law.law_id})", f"skipped: {error.problem}", error.remedy)
        )


def _info(plan: _Plan, law_revision_id: str) -> str:
    """Return what e-Gov said of a revision, as it said it."""
    if plan.listing is None:
        return ""
    entries = json.loads(plan.listing.content)["revisions"]
    said = next(each for each in entries if str(each["law_revision_id"]).strip().upper() == law_revision_id)
    return json.dumps(said, ensure_ascii=False)
