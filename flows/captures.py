"""What e-Gov sent, kept under `raw/egov/` as it came: texts of revisions and lists of revisions, each with a card.

    raw/egov/<law_id>/<law_revision_id>.xml     and .toml, its card: a text
    raw/egov/<law_id>/<law_revision_id>.2.xml   and .2.toml: other bytes under the same id, that came later
    raw/egov/<law_id>/revisions.json            and .toml: the list of the law's revisions; revisions.2.json the next

Nothing is overwritten. A file is written aside under a hidden name, forced to the disk and then given its name, and its
card after it: a process killed on the way leaves a whole capture, or a file without a card, which nobody reads and the
next run completes.
"""

from __future__ import annotations

import datetime as dt
import errno
import hashlib
import json
import os
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from pydantic import ValidationError

from flows.documents.law_ids import is_law_id, law_of_revision
from flows.documents.law_lists import LawList
from flows.egov.responses import LawInfo, LawRevisions, RevisionInfo
from flows.errors import InputError
from flows.sources import EGOV, LIST, Card

PUBLISHER = "e-Gov法令検索 (Digital Agency)"
LICENCE = (
    "政府標準利用規約 (第2.0版), compatible with CC BY 4.0; the text of a law is not subject to copyright "
    "(著作権法第13条第1号)"
)

LIST_KIND = "law-revision-list"

_NUMBERED = re.compile(r"(?P<name>[^.]+)(?:\.(?P<number>[0-9]+))?")
_NO_TEXT = re.compile("[\x7f-\x9f\uf8f0-\uf8f3]")
"""What is no text to the readers of sources, or to TOML."""

_RESTORE = "Restore it: files of raw/egov/ are only ever added, never changed."


class Capture(NamedTuple):
    """The text of a revision as e-Gov sent it on a day.

    Args:
        law_revision_id: e-Gov's id.
        number: 1 for the first bytes under this id, 2 for the next that differ.
        path: the XML.
        sha256: by its card.
        retrieved_at: when it came.
        info: `revision_info` as e-Gov sent it, or the row of its list, in JSON.
    """

    law_revision_id: str
    number: int
    path: Path
    sha256: str
    retrieved_at: dt.datetime
    info: str


class Arrival(NamedTuple):
    """Bytes as they came: from where, and when."""

    content: bytes
    url: str
    retrieved_at: dt.datetime


class History(NamedTuple):
    """The newest list of a law's revisions.

    Args:
        number: 1 for the first list, 2 for the next that differs.
        answer: the list.
        listed_on: the day on which it was retrieved.
        etag, last_modified: what e-Gov said with it.
    """

    number: int
    answer: LawRevisions
    listed_on: dt.date
    etag: str | None
    last_modified: str | None

    @property
    def by_id(self) -> dict[str, RevisionInfo]:
        """The revisions by their ids."""
        return {one.law_revision_id: one for one in self.answer.revisions}

    def law_lists(self) -> Iterator[LawList]:
        """Yield what it says of each revision, as a row of e-Gov's other lists."""
        for one in self.answer.revisions:
            yield as_row(one, self.answer.law_info)


def as_row(one: RevisionInfo, law: LawInfo | None = None) -> LawList:
    """Return what is said of a revision as a row of e-Gov's other lists."""
    return LawList(
        law_type_ja=None,
        law_num=law.law_num if law else None,
        title=one.law_title,
        title_kana=one.law_title_kana,
        former_title=None,
        promulgated_on=law.promulgation_date if law else None,
        amendment_title=one.amendment_law_title,
        amendment_num=one.amendment_law_num,
        amendment_promulgated_on=one.amendment_promulgate_date if one.amendment_law_id else None,
        enforced_on=one.amendment_enforcement_date or one.amendment_scheduled_enforcement_date,
        enforcement_note=one.amendment_enforcement_comment,
        law_id=one.law_id,
        law_revision_id=one.law_revision_id,
        not_yet_enforced=one.current_revision_status == "UnEnforced",
        category=one.category,
    )


def rows_of(by_law: Mapping[str, History], cards: Iterable[Card]) -> list[LawList]:
    """Return what e-Gov said of revisions: its newest list of each law, and, of what that has not, the cards."""
    rows = [row for one in by_law.values() for row in one.law_lists()]
    listed = {row.law_revision_id for row in rows}
    infos = (RevisionInfo.model_validate_json(card.info) for card in cards if card.info)
    return rows + [as_row(info) for info in infos if info.law_revision_id not in listed]


def of_law(raw: Path, law_id: str) -> dict[str, list[Capture]]:
    """Return the captures of a law by revision, the first bytes first; what has no card yet is none.

    Raises:
        InputError: a card cannot be read.
    """
    found: dict[str, list[Capture]] = {}
    for card in sorted((raw / EGOV / law_id).glob("*.toml")):
        name, number = _named(card)
        if law_of_revision(name) is None:
            continue
        entry = _card(card)
        found.setdefault(name, []).append(
            Capture(
                name,
                number,
                card.with_suffix(".xml"),
                entry["sha256"],
                entry["retrieved_at"],
                entry.get("info", ""),
            )
        )
    for captures in found.values():
        captures.sort(key=lambda each: each.number)
    return found


def history(raw: Path, law_id: str) -> History | None:
    """Return the newest list of a law's revisions; None where there is none.

    Raises:
        InputError: it is not the one of its card.
    """
    cards = [path for path in (raw / EGOV / law_id).glob(f"{LIST}*.toml") if _named(path)[0] == LIST]
    if not cards:
        return None
    newest = max(cards, key=lambda path: _named(path)[1])
    entry, path = _card(newest), newest.with_suffix(".json")
    content = path.read_bytes() if path.is_file() else b""
    if hashlib.sha256(content).hexdigest() != entry["sha256"]:
        raise InputError(path, "", "is not the file of its card, or is gone", _RESTORE)
    try:
        answer = LawRevisions.model_validate_json(content)
    except ValidationError as error:
        raise InputError(path, "", f"is no list of revisions: {error}", _RESTORE) from None
    retrieved = entry["retrieved_on"]
    return History(_named(newest)[1], answer, retrieved, entry.get("etag"), entry.get("last_modified"))


def capture_number(path: Path) -> int:
    """Return which of the captures of a revision a file is; 1 for any other file."""
    return _named(path)[1] or 1


def laws_held(raw: Path) -> list[str]:
    """Return the ids of the laws of which something was captured."""
    folder = raw / EGOV
    return sorted(path.name for path in folder.iterdir() if is_law_id(path.name)) if folder.is_dir() else []


def histories(raw: Path) -> dict[str, History]:
    """Return the newest list of each law, by law.

    Raises:
        InputError: one is not the one of its card.
    """
    found = ((law_id, history(raw, law_id)) for law_id in laws_held(raw))
    return {law_id: one for law_id, one in found if one is not None}


def keep_text(raw: Path, law_revision_id: str, arrival: Arrival, title: str, info: str) -> Capture | None:
    """Keep the text of a revision, unless the same bytes are the last that are held.

    Args:
        raw: the folder of sources.
        law_revision_id: e-Gov's id.
        arrival: the XML, as e-Gov sent it.
        title: of the law.
        info: see `Capture`.

    Returns:
        The new capture, whose number is 2 or more where other bytes came under the id before; None for the same.

    Raises:
        OSError: the folder cannot be written.
    """
    fields = {
        "title": title,
        "publisher": PUBLISHER,
        "kind": "law-xml",
        "url": arrival.url,
        "licence": LICENCE,
        "media_type": "application/xml",
        "encoding": "utf-8-sig" if arrival.content.startswith(b"\xef\xbb\xbf") else "utf-8",
        "covers": f"revision {law_revision_id}",
        "law_revision_id": law_revision_id,
    }
    if info:
        fields["info"] = info
    folder = raw / EGOV / law_revision_id.partition("_")[0]
    kept = _keep(folder / f"{law_revision_id}.xml", arrival, fields)
    return Capture(law_revision_id, *kept, arrival.retrieved_at, info) if kept else None


def keep_list(
    raw: Path, law_id: str, arrival: Arrival, etag: str | None = None, last_modified: str | None = None
) -> bool:
    """Keep a list of revisions, unless the last that is held says the same.

    Args:
        raw: the folder of sources.
        law_id: e-Gov law id.
        arrival: the answer, as e-Gov sent it.
        etag: what e-Gov said with it, by which it can be asked whether there is another.
        last_modified: the same.

    Returns:
        Whether it is new.

    Raises:
        InputError: the last that is held is not the one of its card.
        OSError: the folder cannot be written.
    """
    held, answer = history(raw, law_id), LawRevisions.model_validate_json(arrival.content)
    if held is not None and held.answer == answer:
        return False
    title = next((one.law_title for one in answer.revisions if one.law_title), law_id)
    fields = {
        "title": f"Revisions of {title}",
        "publisher": PUBLISHER,
        "kind": LIST_KIND,
        "url": arrival.url,
        "licence": LICENCE,
        "media_type": "application/json",
        "encoding": "utf-8",
        "covers": f"the revisions of {law_id} that e-Gov has",
    }
    fields |= {"etag": etag} if etag else {}
    fields |= {"last_modified": last_modified} if last_modified else {}
    return _keep(raw / EGOV / law_id / f"{LIST}.json", arrival, fields) is not None


def _keep(first: Path, arrival: Arrival, fields: dict[str, str]) -> tuple[int, Path, str] | None:
    """Write a file and its card under the next free number, unless its bytes are those of the last.

    Args:
        first: the file's path under the number 1.
        arrival: its bytes.
        fields: of its card.

    Returns:
        Number, path and SHA-256; None where nothing was written.
    """
    sha256 = hashlib.sha256(arrival.content).hexdigest()
    number = max((_named(path)[1] for path in _alike(first)), default=0)
    if number:
        last = _numbered(first, number)
        last_sha256 = hashlib.sha256(last.read_bytes()).hexdigest()
        if not last.with_suffix(".toml").is_file():
            # It arrived whole, and the process ended before its card was written.
            _write_card(last, last_sha256, _modified(last), fields)
            if last_sha256 == sha256:
                return number, last, sha256
        if last_sha256 == sha256:
            return None
    path = _numbered(first, number + 1)
    _write(path, arrival.content)
    _write_card(path, sha256, arrival.retrieved_at, fields)
    return number + 1, path, sha256


def _write_card(path: Path, sha256: str, retrieved_at: dt.datetime, fields: dict[str, str]) -> None:
    moment = retrieved_at.astimezone(dt.UTC).replace(microsecond=0)
    lines = [f"{key} = {_toml(value)}" for key, value in fields.items()]
    lines += [
        f"file = {_toml('/'.join(path.parts[-3:]))}",
        f"retrieved_on = {_day(moment)}",
        f"retrieved_at = {moment.isoformat().replace('+00:00', 'Z')}",
        f"sha256 = {_toml(sha256)}",
    ]
    _write(path.with_suffix(".toml"), ("\n".join(lines) + "\n").encode())
    _sync(path.parent)


def _day(moment: dt.datetime) -> dt.date:
    """Return the day in Japan."""
    return moment.astimezone(dt.timezone(dt.timedelta(hours=9))).date()


def _toml(text: str) -> str:
    """Write a text as TOML does: as JSON does, with what no source may hold as it is written by its number."""
    return _NO_TEXT.sub(lambda char: f"\\u{ord(char[0]):04x}", json.dumps(text, ensure_ascii=False))


def write_whole(path: Path, content: bytes) -> None:
    """Write a file whole or not at all, in place of one that may be there; the folder is made where there is none.

    Raises:
        OSError: it cannot be written.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.part")
    with part.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)


def _write(path: Path, content: bytes) -> None:
    if path.exists():
        raise FileExistsError(errno.EEXIST, "is there already, and nothing here is overwritten", str(path))
    write_whole(path, content)


def _sync(folder: Path) -> None:
    """Force the names of a folder to the disk."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _numbered(first: Path, number: int) -> Path:
    return first if number == 1 else first.with_name(f"{first.stem}.{number}{first.suffix}")


def _alike(first: Path) -> Iterator[Path]:
    """Yield the files of a name, whatever their number."""
    for path in first.parent.glob(f"{first.stem}*{first.suffix}"):
        if _named(path)[0] == first.stem:
            yield path


def _named(path: Path) -> tuple[str, int]:
    """Return name and number in a file's name; a hidden file has none."""
    match = _NUMBERED.fullmatch(path.stem)
    return (match["name"], int(match["number"] or 1)) if match else ("", 0)


def _modified(path: Path) -> dt.datetime:
    return dt.datetime.fromtimestamp(path.stat().st_mtime, dt.UTC)


def _card(path: Path) -> dict[str, Any]:
    """Read the fields of a card.

    Raises:
        InputError: it cannot be read, or lacks what every card here has.
    """
    try:
        entry = tomllib.loads(path.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputError(path, "", f"is no card of something fetched: {error}", _RESTORE) from None
    for name, kind in (("retrieved_at", dt.datetime), ("retrieved_on", dt.date), ("sha256", str)):
        if not isinstance(entry.get(name), kind):
            raise InputError(path, name, "is not in the card of something fetched", _RESTORE)
    return entry
