"""資料10 of the Defense White Paper: the main actions of the Self-Defense Forces, their conditions and powers."""

from __future__ import annotations

import re
from collections.abc import Iterable

from flows.documents.csv_table import CsvTable, Record, TableForm, read_table
from flows.documents.located import Located
from flows.documents.source_text import SourceText
from flows.errors import InputError
from flows.japanese.markers import Alphabet, Label, alphabet_of, repair_evidence, restore
from flows.japanese.widths import fold
from flows.records.actions.actions import (
    Action,
    is_name_cell,
    name_and_basis,
    situation_labels,
    situations,
)
from flows.records.actions.approvals import FIRST_REQUIREMENT, approvals, requirement_labels
from flows.records.actions.cells import DASHES, FILLED, Cell, Repair
from flows.records.actions.legal_bases import legal_bases
from flows.records.actions.powers import BULLET, powers
from flows.records.actions.weapon_use import conditions
from flows.records.extraction import Correction, Extraction
from flows.records.laws.names import LawNames

NAME, SITUATION, REQUIREMENTS, POWERS, WEAPON_USE = range(5)

TABLES = (
    "actions",
    "action_legal_bases",
    "action_situations",
    "approvals",
    "powers",
    "weapon_use_conditions",
    "weapon_use_protected_objects",
    "weapon_use_applied_provisions",
    "corrections",
)


def _is_weapon_use_cell(text: str) -> bool:
    """Tell whether a text may be a cell of 武器の使用: nothing, a dash, or whole bullets."""
    if not text or text in DASHES:
        return True
    return (
        text[0] in BULLET
        and len(text.strip(f"{BULLET} \u3000")) > 0
        and (text[-1] == "。" or "。" not in text)
    )


FORM = TableForm(
    title="資料10, 自衛隊の主な行動の要件",
    columns=["区分", "対象となる事態等", "行動の要件等", "権限に関する主な規定", "武器の使用"],
    is_first=is_name_cell,
    is_last=_is_weapon_use_cell,
)


def read_actions(document: SourceText, names: LawNames) -> Extraction:
    """Read the table of actions, published or flattened, with circled numbers whole or decayed.

    Args:
        document: the table as CSV.
        names: the names by which laws are recognised.

    Raises:
        InputError: it is not this table, or a cell says what the rules do not know.
    """
    table = read_table(document, FORM)
    alphabet = alphabet_of_table(table)
    extraction = Extraction(document)
    for name in TABLES:
        extraction.add(name)
    for record in table.records:
        cells = [
            Cell(document, table.place(record, column), text, alphabet)
            for column, text in enumerate(record.cells)
        ]
        _read_record(extraction, record, cells, names)
    for span, reason in table.syntax:
        extraction.ignore(span, reason)
    extraction.ignore(table.title, "table_title")
    for heading in table.header:
        extraction.ignore(heading, "table_header")
    return extraction


def alphabet_of_table(table: CsvTable) -> Alphabet:
    """Tell how a document writes circled numbers: by what stands before 命令権者, which is always the first.

    Raises:
        InputError: something else stands there, or two ways of decay are mixed.
    """
    found: dict[Alphabet, Record] = {}
    for record in table.records:
        text = fold(record.cells[REQUIREMENTS].text)
        match = FIRST_REQUIREMENT.match(text)
        alphabet = alphabet_of(match[1]) if match else None
        if alphabet is None:
            raise InputError(
                table.document.path,
                table.place(record, REQUIREMENTS),
                f"the cell does not begin with 「① 命令権者:」, in whatever form of ①: 「{text[:80]}」",
                "Compare the record with the published table.",
            )
        found.setdefault(alphabet, record)
    decayed = [alphabet for alphabet in found if alphabet is not Alphabet.CIRCLED]
    if len(decayed) > 1:
        raise InputError(
            table.document.path,
            table.place(found[decayed[1]], REQUIREMENTS),
            f"has {decayed[1].value}, while {table.place(found[decayed[0]], REQUIREMENTS)} has {decayed[0].value}",
            "Fetch the table again, or restore its circled numbers.",
        )
    return decayed[0] if decayed else Alphabet.CIRCLED


def _read_record(extraction: Extraction, record: Record, cells: list[Cell], names: LawNames) -> None:
    """Add the rows of one action."""
    source_id = extraction.document.source_id
    action_id = f"{source_id}/{record.number:02}"
    name, basis = name_and_basis(cells[NAME])
    situation, requirements = cells[SITUATION], cells[REQUIREMENTS]
    counted = situation_labels(situation)
    extraction.add(
        "actions",
        Action(
            action_id=action_id,
            source_id=source_id,
            ordinal=record.number,
            name=str(name),
            name_cell=str(cells[NAME].text),
            legal_basis_text=str(basis),
            situation_status=situation.status,
            situation_text=restore(situation.text.text, counted) if situation.status == FILLED else None,
            requirements_text=restore(requirements.text.text, requirement_labels(requirements)),
            powers_status=cells[POWERS].status,
            weapon_use_status=cells[WEAPON_USE].status,
            spans=[span for cell in cells for span in cell.text.spans()],
        ),
    )
    extraction.add("action_legal_bases", *legal_bases(cells[NAME], basis, names, action_id))
    extraction.add("action_situations", *situations(situation, counted, action_id))
    extraction.add("approvals", *approvals(requirements, action_id))
    extraction.add("powers", *powers(cells[POWERS], action_id))
    repaired = [
        *_repairs(situation.text, counted),
        *_repairs(requirements.text, requirement_labels(requirements)),
    ]
    _add_corrections(extraction, "actions", action_id, repaired)
    for column, cell in (("powers", cells[POWERS]), ("weapon_use", cells[WEAPON_USE])):
        for condition in conditions(cell, column, names, action_id):
            extraction.add("weapon_use_conditions", condition.row)
            extraction.add("weapon_use_protected_objects", *condition.objects)
            extraction.add("weapon_use_applied_provisions", *condition.provisions)
            _add_corrections(
                extraction, "weapon_use_conditions", condition.row.condition_id, condition.repairs
            )


def _repairs(text: Located, labels: Iterable[Label]) -> list[Repair]:
    found = (Repair(text[label.start : label.end], label) for label in labels)
    return [repair for repair in found if not repair.intact]


def _add_corrections(extraction: Extraction, table: str, row_id: str, repairs: Iterable[Repair]) -> None:
    """Add a correction for each decayed circled number."""
    source_id = extraction.document.source_id
    for ordinal, repair in enumerate(repairs, 1):
        before = str(repair.text)
        digits = re.fullmatch("[0-9]+", fold(before))
        extraction.add(
            "corrections",
            Correction(
                f"{source_id}/{table}/{row_id.removeprefix(source_id + '/')}/{ordinal}",
                source_id,
                table,
                row_id,
                before,
                repair.label.circled,
                "circled number written as a digit"
                if digits
                else "circled number without its first CP932 byte",
                repair_evidence(repair.label, before),
            ),
        )
