"""What a ground for the use of weapons protects, and of which type it is.

The types are those of the debate in Japan: 自己保存型 protects oneself, those beside one and those who have come
under one's control; 任務遂行型 goes further, to others or to the removal of obstruction; 宿営地共同防護 defends a
shared camp. They follow from the wording of a ground; exactly one rule must hold.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from flows.documents.located import Located
from flows.japanese.widths import fold

INTERESTS = ("生命", "身体", "財産")

_JOINT = "又は|若しくは|及び|並びに|、"
_PROTECTED = re.compile(
    rf"の(?P<interests>(?:{'|'.join(INTERESTS)})(?:(?:・|又は|若しくは|及び|並びに|、)(?:{'|'.join(INTERESTS)}))*)(?=の防護|を防護|の保護|を保護)"
)
_SELF_LIST = re.compile(rf"自己(?={_JOINT}|の(?:{'|'.join(INTERESTS)}))")
_GUARDED = re.compile("職務上警護する[^、がをにはの]+")
_BESIDE = re.compile("自己と共に")
_OWN = re.compile("自己|自己と共に.*|.*自己の管理の下に入った者")
_BARE_NOUN = re.compile("[一-龠々ァ-ヶー]+")


@dataclass(frozen=True, slots=True)
class Protected:
    """A person or thing that a ground protects.

    Args:
        text: who or what, in the source.
        interests: out of 生命, 身体, 財産.
        own: whether it is oneself, beside oneself, or under one's own control.
    """

    text: Located
    interests: list[str] = field(default_factory=list)
    own: bool = False


def protected_objects(ground: Located) -> list[Protected]:
    """Read whom and what a ground protects, in the order of the text."""
    found: list[Protected] = []
    position = 0
    for match in _PROTECTED.finditer(ground.text):
        start = _list_start(ground.text, position, match.start())
        interests = re.findall("|".join(INTERESTS), match["interests"])
        found += _listed(ground[start : match.start()], interests)
        position = match.end()
    found += [Protected(ground[match.start() : match.end()]) for match in _GUARDED.finditer(ground.text)]
    return found


def _list_start(text: str, start: int, end: int) -> int:
    """Return where the list of persons begins: at its first 自己, or after the last comma."""
    first = _SELF_LIST.search(text, start, end + 3)
    return first.start() if first and first.start() < end else max(start, text.rfind("、", start, end) + 1)


def _listed(persons: Located, interests: list[str]) -> list[Protected]:
    """Cut a list of persons; a bare noun after a comma shares 「自己と共に…」 with the person before it."""
    found: list[Protected] = []
    position = 0
    beside = False
    for person in persons.split(_JOINT):
        text = person.strip()
        comma = persons.text[position - 1 : position] == "、"
        beside = bool(_BESIDE.match(text.text)) or (
            beside and comma and bool(_BARE_NOUN.fullmatch(text.text))
        )
        found.append(Protected(text, interests, beside or bool(_OWN.fullmatch(text.text))))
        position += len(person)
        joint = re.compile(_JOINT).match(persons.text, position)
        position = joint.end() if joint else position
    return found


@dataclass(frozen=True, slots=True)
class Wording:
    """What the rules look at: the ground in folded text, and what it protects."""

    text: str
    protected: list[Protected]

    def says(self, pattern: str) -> bool:
        """Tell whether the ground has these words."""
        return bool(re.search(pattern, self.text))

    @property
    def applies_another_law(self) -> bool:
        """The ground is nothing but the application of another provision."""
        return self.says(r"を準用する[。\s]*$")

    @property
    def joint_camp(self) -> bool:
        """A camp is defended together with those who share it."""
        return self.says("宿営地") and self.says("共同して")

    @property
    def removes_obstruction(self) -> bool:
        """Obstruction of the mission is removed."""
        return self.says("妨害する行為の排除")

    @property
    def persons(self) -> list[Protected]:
        """Those whose life, body or property is protected."""
        return [each for each in self.protected if each.interests]

    @property
    def mission(self) -> bool:
        """Others than one's own are protected, or obstruction is removed."""
        others = any(not each.own for each in self.persons)
        return not self.joint_camp and (self.removes_obstruction or others or self.says("職務上警護する人"))


TYPES: dict[str, Callable[[Wording], bool]] = {
    "use_of_force": lambda ground: ground.says("武力の行使"),
    "mutatis_mutandis": lambda ground: ground.applies_another_law,
    "camp_joint_defense": lambda ground: ground.joint_camp,
    "mission_execution": lambda ground: ground.mission,
    "self_preservation": lambda ground: bool(ground.persons) and not ground.mission and not ground.joint_camp,
    "facility_protection": lambda ground: ground.says("職務上警護する施設"),
    "stop_vessel": lambda ground: (
        ground.says("船舶の進行を停止|停船させる") and not ground.applies_another_law
    ),
    "missile_destruction": lambda ground: ground.says("ミサイル等?の破壊"),
    "other": lambda ground: ground.says(r"措置\([^()]*武器(?:の)?使用[^()]*\)"),
}
"""The rule of each type. `other`: weapons are named as one of several measures, without a ground of their own."""


def types_of(ground: Located, protected: list[Protected]) -> list[str]:
    """Return every type whose rule holds for a ground; the caller stops unless it is exactly one."""
    wording = Wording(fold(ground.text), protected)
    return [name for name, holds in TYPES.items() if holds(wording)]
