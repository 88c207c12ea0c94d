"""武器の使用: the grounds on which weapons may be used, their bearers and limits.

A bullet reads `…自衛官について、…場合、その事態に応じ…`: who, on which ground or numbered grounds, and a tail
that holds for all grounds. Bullets of 権限に関する主な規定 that themselves speak of force or of the use of weapons
are grounds too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from flows.documents.located import Located, Span
from flows.japanese.markers import Label, candidates, enumeration, references, restore
from flows.japanese.widths import fold
from flows.records.actions.cells import Cell, Repair
from flows.records.actions.legal_bases import provisions_applied
from flows.records.actions.powers import bullets
from flows.records.actions.weapon_use_types import Protected, protected_objects, types_of
from flows.records.laws.names import LawNames

COLUMNS = {"weapon_use": "W", "powers": "A"}
"""The letter that stands for a column in the id of a condition (A: 権限, authority)."""

ARMED = re.compile("武力の行使|武器の?使用")
"""What makes a bullet of 権限に関する主な規定 a ground for the use of weapons."""

_BEARER = re.compile("(?P<who>[^、。]*?(?:自衛官|隊員|部隊等?|者))(?:の職務の執行)?(?:については?|は)、")
_BEARER_OF_GROUND = re.compile("(?P<who>[^、。]*?(?:自衛官|隊員|部隊等?|者))については?、")
_TOPIC = re.compile("[^、。]*?(?:業務|活動|措置|派遣|行動)については?、")
_TAIL = re.compile("その事態に応じ")
_CONNECTIVE = re.compile(r"(?:には)?[、\s]*(?:又は|若しくは|及び|並びに)?[、\s]*$")
_STATES_USE = re.compile("(?:の武器の使用を規定)?。?$")

_NECESSITY = re.compile("やむを得ない必要があると認める相当の理由")
_PROPORTIONALITY = re.compile("合理的に必要と(?:判断される|される)限度")
_HARM = re.compile("人に危害を与えてはならない")
_LIMITS = {"限度": _PROPORTIONALITY, "危害": _HARM}
"""Words that set a limit, and the wording in which the limit is known."""
_PRESENCE = re.compile("(?:警察官|海上保安官)[^。]*がその場にいない場合")
_AREA = re.compile(
    "(?P<camp>[^、。]*宿営地であって[^、。]*もの)に対する攻撃|(?P<area>[^、。]*(?:地域|区域|水域|海域|空域|領域)内?)において"
)


@dataclass(frozen=True, slots=True)
class WeaponUseCondition:
    """One row of `weapon_use_conditions`."""

    condition_id: str
    action_id: str
    source_id: str
    source_column: str
    bullet: int
    ground_label: str | None
    text: str
    text_corrected: str | None
    bearer: str | None
    type: str
    necessity: bool
    proportionality: bool
    harm_restriction: bool
    area_limitation: str | None
    presence_limited: bool
    tail_text: str | None
    bullet_text: str
    spans: list[Span]
    bullet_spans: list[Span]


@dataclass(frozen=True, slots=True)
class ProtectedObject:
    """One row of `weapon_use_protected_objects`."""

    condition_id: str
    source_id: str
    ordinal: int
    object: str
    interests: list[str]
    spans: list[Span]


@dataclass(frozen=True, slots=True)
class AppliedProvision:
    """One row of `weapon_use_applied_provisions`."""

    condition_id: str
    source_id: str
    ordinal: int
    law_id: str
    article: str
    paragraph: str | None
    spans: list[Span]


@dataclass(frozen=True, slots=True)
class Ground:
    """One ground of a bullet: its label and its text, both in the source."""

    text: Located
    label: Label | None = None
    label_text: Located | None = None
    references: list[Label] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Bullet:
    """A bullet taken apart: who may use weapons, on which grounds, and what holds for all of them."""

    column: str
    number: int
    text: Located
    bearer: Located | None
    grounds: list[Ground]
    tail: Located | None


@dataclass(frozen=True, slots=True)
class Condition:
    """A ground read: its row, the rows that hang on it, and the labels that were repaired in it."""

    row: WeaponUseCondition
    objects: list[ProtectedObject]
    provisions: list[AppliedProvision]
    repairs: list[Repair]


def take_apart(cell: Cell, column: str, number: int, text: Located) -> Bullet:
    """Take the `number`-th bullet of a cell apart into bearer, grounds and tail.

    Raises:
        InputError: a circled number is left that neither counts nor refers.
    """
    bearer = _BEARER.match(text.text)
    head = bearer or _TOPIC.match(text.text)
    begin = head.end() if head else 0
    labels = enumeration(text.text, cell.alphabet)
    tail = _TAIL.search(text.text, labels[-1].end if labels else begin)
    end = tail.start() if tail else _STATES_USE.search(text.text).start()  # type: ignore[union-attr]
    who = text[bearer.start("who") : bearer.end("who")] if bearer else None
    grounds = list(_grounds(cell, text, begin, end, labels))
    return Bullet(column, number, text, who, grounds, text[end:] if tail else None)


def _grounds(cell: Cell, text: Located, begin: int, end: int, labels: list[Label]) -> Iterator[Ground]:
    """Yield the numbered grounds of a bullet, or the one that has no number."""
    inline = references(text.text, cell.alphabet, labels)
    for label in candidates(text.text, cell.alphabet):
        if label not in (*labels, *inline) and not re.fullmatch("[0-9A-Z]", fold(text.text[label.start])):
            raise cell.error(
                "a circled number neither counts a ground nor refers to one", text[label.start :]
            )
    ends = [*(label.start for label in labels[1:]), end]
    for label, label_end in zip(labels, ends, strict=False):
        stretch = text[label.end : label_end]
        ground = _without_connective(stretch)
        start = label.end + len(stretch.text) - len(stretch.text.lstrip())
        inside = [
            Label(each.number, each.start - start, each.end - start)
            for each in inline
            if start <= each.start < start + len(ground)
        ]
        yield Ground(ground, label, text[label.start : label.end], inside)
    if not labels:
        yield Ground(_without_connective(text[begin:end]))


def _without_connective(stretch: Located) -> Located:
    """Take off what only joins a ground to what follows: 「…場合、」, 「…場合には、」."""
    stretch = stretch.strip()
    match = _CONNECTIVE.search(stretch.text)
    return stretch[: match.start()] if match else stretch


def conditions(cell: Cell, column: str, names: LawNames, action_id: str) -> list[Condition]:
    """Read the grounds of a cell of 武器の使用, or those among the bullets of 権限に関する主な規定.

    Args:
        cell: the cell.
        column: `weapon_use` or `powers`.
        names: names of laws.
        action_id: the action.

    Raises:
        InputError: a bullet's marker, a law or the type of a ground is not known.
    """
    return [
        _condition(cell, bullet, ground, action_id, names)
        for number, text in enumerate(bullets(cell), 1)
        if column == "weapon_use" or ARMED.search(text.text)
        for bullet in [take_apart(cell, column, number, text)]
        for ground in bullet.grounds
    ]


def _condition(cell: Cell, bullet: Bullet, ground: Ground, action_id: str, names: LawNames) -> Condition:
    address = f"{COLUMNS[bullet.column]}{bullet.number}{f'-{ground.label.circled}' if ground.label else ''}"
    condition_id = f"{action_id}/{address}"
    source_id = cell.document.source_id
    protected = protected_objects(ground.text)
    own_bearer = _BEARER_OF_GROUND.match(ground.text.text)
    limits = fold(f"{ground.text}{bullet.tail or ''}")
    for word, known in _LIMITS.items():
        if word in limits and not known.search(limits):
            raise cell.error(
                f"limits the use of weapons in a wording that is not known ({word})", ground.text
            )
    row = WeaponUseCondition(
        condition_id=condition_id,
        action_id=action_id,
        source_id=source_id,
        source_column=bullet.column,
        bullet=bullet.number,
        ground_label=ground.label.circled if ground.label else None,
        text=str(ground.text),
        text_corrected=_corrected(ground),
        bearer=own_bearer["who"] if own_bearer else str(bullet.bearer) if bullet.bearer else None,
        type=_type(cell, ground.text, protected),
        necessity=bool(_NECESSITY.search(limits)),
        proportionality=bool(_PROPORTIONALITY.search(limits)),
        harm_restriction=bool(_HARM.search(limits)),
        area_limitation=_area(ground.text),
        presence_limited=bool(_PRESENCE.search(limits)),
        tail_text=str(bullet.tail) if bullet.tail else None,
        bullet_text=str(bullet.text),
        spans=ground.text.spans(),
        bullet_spans=bullet.text.spans(),
    )
    objects = [
        ProtectedObject(condition_id, source_id, ordinal, str(each.text), each.interests, each.text.spans())
        for ordinal, each in enumerate(protected, 1)
    ]
    return Condition(row, objects, _applied(cell, ground.text, row, names), _repairs(ground))


def _type(cell: Cell, ground: Located, protected: list[Protected]) -> str:
    """Return the one type whose rule holds.

    Raises:
        InputError: none holds, or several do.
    """
    types = types_of(ground, protected)
    if len(types) != 1:
        how = f"is of several types ({', '.join(types)})" if types else "is of no known type"
        raise cell.error(f"a ground for the use of weapons {how}", ground)
    return types[0]


def _area(ground: Located) -> str | None:
    match = _AREA.search(ground.text)
    return (match["camp"] or match["area"]) if match else None


def _applied(cell: Cell, ground: Located, row: WeaponUseCondition, names: LawNames) -> list[AppliedProvision]:
    """Return the provisions that a ground applies.

    Raises:
        InputError: it applies a law that is unknown, or says not which.
    """
    if row.type != "mutatis_mutandis":
        return []
    found = [
        AppliedProvision(
            row.condition_id,
            row.source_id,
            ordinal,
            citation.law_id,
            citation.article,
            citation.paragraph,
            citation.text.spans(),
        )
        for ordinal, citation in enumerate(provisions_applied(cell, ground, names), 1)
        if citation.article
    ]
    if not found:
        raise cell.error("applies a provision, but no article of a law is cited", ground)
    return found


def _repairs(ground: Ground) -> list[Repair]:
    """Return the decayed label of a ground and the decayed references in it."""
    found = [Repair(ground.label_text, ground.label)] if ground.label and ground.label_text else []
    found += [Repair(ground.text[each.start : each.end], each) for each in ground.references]
    return [repair for repair in found if not repair.intact]


def _corrected(ground: Ground) -> str | None:
    restored = restore(ground.text.text, ground.references)
    return restored if restored != ground.text.text else None
