"""Lists of laws as e-Gov packs them with its bulk files: `all_law_list.csv`, `R080507.csv`, one row per wording.

They are UTF-8 with a byte order mark and CRLF; days are those of Japanese eras; 未施行 is ○ or blank. A list has no
column for the revision id: it is the law's id and the last step of the address of the text.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from flows.counts import counted
from flows.documents.law_ids import is_law_id, law_of_revision
from flows.documents.source_text import decode
from flows.errors import InputError
from flows.japanese.eras import era_date

COLUMNS = (
    "法令種別", "法令番号", "法令名", "法令名読み", "旧法令名", "公布日", "改正法令名", "改正法令番号", "改正法令公布日",
    "施行日", "施行日備考", "法令ID", "本文URL", "未施行",
)  # fmt: skip

_MARKS = {"": False, "○": True}
_AGAIN = "Compare the row with e-Gov's list, or fetch the bulk file again."


@dataclass(frozen=True, slots=True)
class LawList:
    """One row of a list: one wording of one law. What the list leaves blank is None.

    Args:
        law_type_ja: 法令種別 (法律, 政令, 府省令, 規則, ...).
        law_num: 法令番号.
        title: 法令名.
        title_kana: 法令名読み.
        former_title: 旧法令名; several are joined by commas.
        promulgated_on: 公布日.
        amendment_title, amendment_num, amendment_promulgated_on: name, number and promulgation of the law whose
            amendment made this wording.
        enforced_on: 施行日 of this wording.
        enforcement_note: 施行日備考, the words by which a day is set that is not known yet.
        law_id: 法令ID.
        law_revision_id: e-Gov's id of this wording.
        not_yet_enforced: 未施行.
        category: 事項別分類, which the lists of the bulk files do not have.
    """

    law_type_ja: str | None
    law_num: str | None
    title: str | None
    title_kana: str | None
    former_title: str | None
    promulgated_on: dt.date | None
    amendment_title: str | None
    amendment_num: str | None
    amendment_promulgated_on: dt.date | None
    enforced_on: dt.date | None
    enforcement_note: str | None
    law_id: str
    law_revision_id: str
    not_yet_enforced: bool
    category: str | None = None


def read_law_list(content: bytes, path: Path, name: str = "") -> tuple[list[LawList], list[InputError]]:
    """Read one list.

    Args:
        content: its bytes.
        path: the file, or the zip that holds it.
        name: its name in the zip.

    Returns:
        Its rows in their order, and one fault for each row that cannot be read.

    Raises:
        InputError: it is not text, or its first row is not that of such a list.
    """
    where = f"{path}: {name}" if name else path
    text, _ = decode(content, where)
    rows: list[LawList] = []
    faults: list[InputError] = []
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    records = _records(reader, where, faults)
    header = next(records, (0, []))[1]
    if tuple(header) != COLUMNS:
        raise InputError(
            where,
            "header",
            f"is no list of laws: its columns are {','.join(header)[:200]!r}",
            f"A list of e-Gov's bulk files has {','.join(COLUMNS)}.",
        )
    for line, cells in records:
        try:
            rows.append(_row(cells, where, line))
        except InputError as fault:
            faults.append(fault)
    return rows, faults


def _records(
    reader: Iterator[list[str]], where: Path | str, faults: list[InputError]
) -> Iterator[tuple[int, list[str]]]:
    """Yield the records with their numbers, the header being 1; one that is no CSV ends them with a fault."""
    number = 0
    while True:
        number += 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            problem = f"is not CSV: {error}; this row and those behind it are not read"
            faults.append(InputError(where, f"row {number}", problem, _AGAIN))
            return
        if cells:
            yield number, cells


def _row(cells: Sequence[str], where: Path | str, line: int) -> LawList:
    """Read one row.

    Raises:
        InputError: it names the row and its column.
    """
    if len(cells) != len(COLUMNS):
        problem = f"has {counted(len(cells), 'cell')} where the list has {len(COLUMNS)} columns"
        raise InputError(where, f"row {line}", problem, _AGAIN)
    values = dict(zip(COLUMNS, cells, strict=True))

    def fault(column: str, problem: str) -> InputError:
        return InputError(where, f"row {line}, column {column}", f"{values[column][:80]!r} {problem}", _AGAIN)

    def day(column: str) -> dt.date | None:
        try:
            return era_date(values[column]) if values[column] else None
        except ValueError:
            raise fault(column, "is not a day of an era") from None

    law_id = values["法令ID"].upper()
    if not is_law_id(law_id):
        raise fault("法令ID", "is not an e-Gov law id")
    law_revision_id = _revision_of(law_id, values["本文URL"])
    if law_revision_id is None:
        raise fault("本文URL", f"is not the address of a wording of {law_id}")
    if values["未施行"] not in _MARKS:
        raise fault("未施行", "is neither blank nor ○")
    return LawList(
        law_type_ja=values["法令種別"] or None,
        law_num=values["法令番号"] or None,
        title=values["法令名"] or None,
        title_kana=values["法令名読み"] or None,
        former_title=values["旧法令名"] or None,
        promulgated_on=day("公布日"),
        amendment_title=values["改正法令名"] or None,
        amendment_num=values["改正法令番号"] or None,
        amendment_promulgated_on=day("改正法令公布日"),
        enforced_on=day("施行日"),
        enforcement_note=values["施行日備考"] or None,
        law_id=law_id,
        law_revision_id=law_revision_id,
        not_yet_enforced=_MARKS[values["未施行"]],
    )


def _revision_of(law_id: str, url: str) -> str | None:
    """Return the revision id that an address ends in (`…/411AC0000000060/20210901_503AC0000000036`)."""
    law, _, wording = "/".join(url.upper().rstrip("/").split("/")[-2:]).partition("/")
    law_revision_id = f"{law_id}_{wording}"
    return law_revision_id if law == law_id and law_of_revision(law_revision_id) else None
