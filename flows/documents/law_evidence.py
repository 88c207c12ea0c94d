"""What speaks for and against a step of the outline: every observation that is weighed, by name.

An observation is a tuple: its name, then what was observed. How much each weighs was estimated on statutes whose
structure is known (`law_weights.json`, made by `tests/benchmarks/law_weights.py`); an observation without a
weight counts nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from flows.documents.law_line import LawLine
from flows.documents.law_line_references import Point
from flows.documents.law_outline import CELL, CHILD, LEVEL_OF, Level, Outline

Observation = tuple[str | int | bool, ...]


@dataclass(frozen=True, slots=True)
class Demands:
    """What references elsewhere in the law say an article has.

    Args:
        paragraphs: it has at least this number of paragraphs.
        items: at least so many items by paragraph.
        letters: at least so many sub-items by paragraph and item.
    """

    paragraphs: int = 0
    items: dict[int, int] = field(default_factory=dict)
    letters: dict[tuple[int, int], int] = field(default_factory=dict)


NO_DEMANDS = Demands()

CONTRADICTIONS: list[Observation] = [
    ("paragraphs before", False, ""),
    ("items before", False, "", False),
    ("items demanded", -1),
    ("letters demanded", -1),
    ("letters of the item before", -1),
    ("points back", -1),
    ("points back to letter", -1),
    ("number announced", -1),
    ("number announced", 1),
    ("paragraphs demanded", -1),
]
"""Observations by which a reference or an announcement would point to nothing."""


def observe(
    outline: Outline, step: str, line: LawLine, following: LawLine | None, demands: Demands
) -> list[Observation]:
    """Return what speaks for or against a line's taking a step.

    Args:
        outline: the article before the line.
        step: one of `outline.steps(line)`.
        line: the line.
        following: the line after it.
        demands: what references elsewhere say of the article.
    """
    if not outline.levels:
        return []
    role = _role(outline, step)
    seen = _general(outline, role, line, following)
    level = LEVEL_OF.get(step)
    if level is not None:
        seen += _closing(outline, level, role, line, demands)
        seen += _beside(outline, level, role, line) if level else _new_paragraph(outline, line)
    if step == CHILD:
        seen.append(("demanded here", _is_demanded(outline, demands), outline.levels[-1].open.announces))
    if outline.depth:
        seen += _columns(outline.levels[-1], role, line)
    if step != CELL:
        seen += _references(outline, step, role, line)
    return seen


def observe_end(outline: Outline, demands: Demands) -> list[Observation]:
    """Return what speaks for or against an article's ending here."""
    seen = _closing(outline, 0, "end", None, demands)
    if demands.paragraphs:
        seen.append(("paragraphs demanded", _compare(outline.levels[0].number, demands.paragraphs)))
    return seen


def _role(outline: Outline, step: str) -> str:
    """Name the step by what it does here, so that what was learnt of one level serves for all."""
    level = LEVEL_OF.get(step)
    if level is None:
        return step
    if level == 0:
        return "paragraph"
    up = min(outline.depth - level, 2)
    return ("item" if level == 1 else "subitem") + ("", " up 1", " up 2")[up]


def _compare(count: int, demanded: int) -> int:
    return (count > demanded) - (count < demanded)


def _general(outline: Outline, role: str, line: LawLine, following: LawLine | None) -> list[Observation]:
    open_ = outline.levels[-1].open
    depth, cells, form = min(outline.depth, 2), min(outline.cells, 4), line.form
    in_cells = cells > 0
    table = outline.levels[0].open.table or open_.table
    return [
        ("depth", role, depth, cells),
        ("form", role, depth, in_cells, open_.announces, open_.pairs, form),
        ("lead", role, line.lead, form),
        ("length", role, line.length, form),
        ("topic", role, line.topic, form),
        ("announces", role, line.announces, open_.announces),
        ("table", role, table, cells, form),
        ("marker", role, line.marker, in_cells),
        ("several sentences", role, line.several, in_cells),
        ("bracket open", role, open_.opened > 0),
        ("cells follow", role, following is not None and following.marked, form),
        ("classical", role, form, open_.last.form, depth),
    ]


def _closing(
    outline: Outline, level: int, role: str, line: LawLine | None, demands: Demands
) -> list[Observation]:
    """Observe the provisions that a step closes: lists of one, announcements without anything below."""
    levels = outline.levels
    last, open_ = levels[-1], levels[-1].open
    unfulfilled = "table" if open_.table else open_.announces
    seen: list[Observation] = [
        ("announced in vain", role, "" if outline.cells else unfulfilled, min(outline.depth, 2)),
        ("announces as the first", role, last.number > 1, last.first.announced, open_.announced),
    ]
    if open_.children:
        seen.append(("number announced", -1))
    if last.pairs and open_.columns == 1 and not open_.announces:
        seen.append(("column missing", role, last.first.columns > 1, open_.last.form))
    for closed in range(len(levels) - 1, level, -1):
        list_ = levels[closed]
        ended = list_.open.begins.lead == "other" or list_.open.begins.references.items > 1
        seen.append(("list of one", list_.number == 1, min(closed, 2), line.form if line else ""))
        seen.append(("ends as lists do", ended, min(closed, 2)))
        if levels[closed - 1].open.children:
            seen.append(("number announced", _compare(list_.number, levels[closed - 1].open.children)))
    return seen + _demanded(outline, level, demands)


def _demanded(outline: Outline, level: int, demands: Demands) -> list[Observation]:
    """Compare the provisions that a step closes with what references in the law say of them."""
    seen: list[Observation] = []
    paragraph, item = outline.place
    if level <= 1 and item:
        letters = outline.levels[2].number if outline.depth > 1 else 0
        wanted = _wanted_letters(outline, demands)
        if wanted:
            seen.append(("letters demanded", _compare(letters, wanted)))
        elif letters:
            seen.append(("letters not demanded", outline.levels[1].open.announced))
    wanted = max(demands.items.get(paragraph, 0), outline.wanted(paragraph))
    if level == 0 and wanted:
        seen.append(("items demanded", _compare(item, wanted)))
    return seen


def _wanted_letters(outline: Outline, demands: Demands) -> int:
    """Return how many sub-items references say that the open item has."""
    return max(demands.letters.get(outline.place, 0), outline.wanted_letters(*outline.place))


def _is_demanded(outline: Outline, demands: Demands) -> bool:
    """Whether references say that the open provision has something below it."""
    paragraph, _ = outline.place
    if not outline.depth:
        return paragraph in demands.items or outline.wanted(paragraph) > 0
    return outline.depth == 1 and _wanted_letters(outline, demands) > 0


def _new_paragraph(outline: Outline, line: LawLine) -> list[Observation]:
    if not outline.depth:
        return []
    items = outline.levels[1]
    first, last = items.first.begins, items.open.begins
    return [
        ("after items", first.form, line.form, min(outline.depth, 2)),
        ("after items alike", min(_same_end(last, line), 2), first.form, line.form),
        ("after items topic", first.form, line.form, line.topic, last.topic),
        ("after items number", min(items.number, 3), line.form),
        ("after promise", items.open.promises),
    ]


def _beside(outline: Outline, level: int, role: str, line: LawLine) -> list[Observation]:
    """Compare a line with the provisions that it would stand beside."""
    own = outline.levels[level]
    first, before = own.first.begins, own.open.begins
    deepest = outline.levels[-1].open.begins
    seen: list[Observation] = [
        ("beside", role, first.form, line.form, own.first.columns > 1),
        ("beside same end", role, _same_end(before, line), line.form),
        ("beside same beginning", role, _same_beginning(before, line)),
        ("beside announcing", role, own.open.announced, line.announces),
        ("beside topic", role, before.topic, line.topic, line.form, first.form),
        ("beside last", role, before.lead == "other", deepest.lead == "other", line.lead),
        ("beside quote", role, first.lead == "quote", line.lead == "quote"),
        ("beside blank", role, before.form, line.form),
    ]
    if outline.depth > 1:
        lists = outline.levels[1:]
        likeness = [len(at.open.begins.pairs_of & line.pairs_of) for at in lists]
        ends = [_same_end(at.first.begins, line) for at in lists]
        beginnings = [_same_beginning(at.first.begins, line) for at in lists]
        seen += [
            ("likest", role, likeness[level - 1] == max(likeness), len(likeness)),
            ("likest end", role, ends[level - 1], max(ends)),
            ("likest beginning", role, beginnings[level - 1], max(beginnings)),
        ]
    return seen


def _columns(list_: Level, role: str, line: LawLine) -> list[Observation]:
    """Look at the columns of the open item and of the first one of its list."""
    open_, first, pairs = list_.open, list_.first, list_.pairs
    columns, first_columns, form = min(open_.columns, 2), min(first.columns, 3), line.form
    alike, last_alike = first.begins.form == form, open_.last.form == form
    return [
        ("columns first", role, pairs, columns, open_.last.form, open_.begins.form, min(list_.number, 2)),
        ("columns alike", role, columns, alike, first_columns > 1, last_alike),
    ]


def _references(outline: Outline, step: str, role: str, line: LawLine) -> list[Observation]:
    """Check that what a line refers to would stand where it says."""
    said = line.references
    if not (said.paragraphs or said.items or said.letters or said.digits or said.points):
        return []
    after = outline.after(step, line)
    level = after.depth
    numbers = [*(at.number for at in after.levels), 0, 0, 0]
    seen: list[Observation] = []
    if said.paragraphs:
        stands = said.paragraphs <= numbers[0]
        seen.append(("paragraphs before", stands, role if stands else ""))
    if said.items:
        stands = said.items <= numbers[1]
        seen.append(("items before", stands, role if stands else "", said.items == numbers[1]))
        seen.append(("items before lead", line.lead == "item", role, stands))
    if said.items_before:
        before = after.items[-1] if after.items else 0
        seen.append(("items of the paragraph before", _compare(before, said.items_before), role))
    if said.letters:
        compared = _compare(numbers[2], said.letters + 1) if level > 1 else 0
        seen.append(("letters before", min(level, 2), compared, role))
    if said.digits:
        compared = _compare(numbers[3], said.digits + 1) if level > 2 else 0
        seen.append(("digits before", min(level, 3), compared, role))
    if said.letters_before and level:
        before = after.letters_of(numbers[0], numbers[1] - 1)
        seen.append(("letters of the item before", _compare(before, said.letters_before)))
    return seen + [one for point in said.points for one in _points_back(after, point)]


def _points_back(after: Outline, point: Point) -> list[Observation]:
    """Check an item that a line names and that must stand before it, now that the line has its place."""
    paragraph, item, letter = after.target(point)
    if paragraph < 1:
        return [("points back", -1)]
    if (paragraph, item) >= after.place:
        return []
    seen: list[Observation] = []
    if paragraph < after.place[0]:
        seen.append(("points back", _compare(after.items[paragraph - 1], item)))
    if letter:
        seen.append(("points back to letter", _compare(after.letters_of(paragraph, item), letter)))
    return seen


def _same_end(one: LawLine, other: LawLine) -> int:
    """Say how much the ends of two lines are alike: 0 to 3."""
    a, b = one.text, other.text
    if a[-2:] != b[-2:]:
        return 0
    return 1 + (a[-4:] == b[-4:]) + (a[-6:] == b[-6:])


def _same_beginning(one: LawLine, other: LawLine) -> int:
    """Say how much the beginnings of two lines are alike: 0 to 3."""
    a, b = one.text, other.text
    if a[:2] != b[:2]:
        return 0
    return 1 + (a[:4] == b[:4]) + (a[:8] == b[:8])
