"""Real texts of laws changed at random, as a broken download, a slip of a tool or malice would change them.

The same seed gives the same change. A change of characters is made to any form; a change of elements to XML, so that
it stays well-formed and gets past the parser.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from copy import deepcopy

from lxml import etree

TOKENS = (
    "第一条", "第千万億兆条", "第〇条", "第九十九条の二から第百条まで", "附則", "別表第一（第三条関係）", "削除", "第四章　雑則",
    "　", "\n", "\n\n", "\r", "\0", "\x1b", "\u2028", "\ufeff", "𠮷", "｟", "（", "）", "「", "」", "『", "（以下「甲」という。）",
    "一　", "イ　", "（１）　", "２　", "⑴", "・", "。", "、", "次に掲げる", "次の各号のいずれかに該当する", "前項", "同条第二項ただし書",
    "とあるのは", "と読み替える", "は、準用する", "9" * 400, "兆" * 40, "の二" * 60, "第七十七十七条第二二十三項", "平成二二十三年法律第十十号", "別表第十十", "次の十十部", "第一項及び" * 300, "（" * 3000, "「（" * 800,
    "**", "# ", "## ", "- ", "---", "---\n", "|", "| 一 | 二 |", "*（平成十一年法律第六十号）*", '<a id="x"></a>', "[a](b.md)", "![x](y)",
    "title: ", "law_num: ", "\t", "&amp;", "&#x85;", "<", ">", "<!--", "-->", "]]>", "<Sentence>", "</Paragraph>", '<Item Num="1">',
    "<Ruby>法<Rt>ほう</Rt></Ruby>", "<Column/>", "<TableStruct/>", 'Num="', '"',
)  # fmt: skip

NAMES = (
    "Article", "Paragraph", "ParagraphNum", "ParagraphSentence", "Item", "ItemSentence", "Subitem1", "Subitem10", "Sentence", "Column",
    "Table", "TableStruct", "TableRow", "TableColumn", "SupplProvision", "MainProvision", "Part", "Chapter", "TOC", "Ruby", "Rt", "Line",
    "Fig", "ArithFormula", "QuoteStruct", "AmendProvision", "NewProvision", "AppdxTable", "AppdxStyle", "Remarks", "List", "Class",
    "LawTitle", "LawNum", "LawBody", "Law", "Preamble", "EnactStatement", "Sup", "Sub", "ArticleCaption", "Nonsense", "{urn:x}Article",
)  # fmt: skip

ATTRIBUTES = {
    "Num": (
        "",
        "1",
        "1_2",
        "1:3",
        "0",
        "-1",
        "イ",
        "１",
        "1-2",
        "[1]",
        " 1 ",
        "9" * 5000,
        "1_" * 2000 + "1",
        "三",
    ),
    "Delete": ("true", "false", "", "x"),
    "Hide": ("true", "1"),
    "Era": ("Reiwa", "Taika", ""),
    "Year": ("0", "-3", "9999999999999999999999", "元", "１"),
    "PromulgateMonth": ("13", "0", "x"),
    "PromulgateDay": ("31", "99", ""),
    "LawType": ("Act", "", "Nonsense"),
    "AmendLawNum": ("平成十一年法律第六十号", "", "x"),
    "Function": ("proviso", "main", "front", "x"),
    "rowspan": ("2", "0", "-1", "x", "99999999999", "65000"),
    "colspan": ("2", "0", "-1", "1.5", "99999999999", "65000"),
    "src": ("../../x", ""),
    "Kana": ("", "かな", "," * 3000),
    "Abbrev": ("a,b", "", "、" * 3000),
}


def mutated(content: bytes, seed: int, form: str) -> bytes:
    """Return a text of a law with one to five changes.

    Args:
        content: the real text.
        seed: chooses the changes.
        form: `xml`, `legalize` or `flattened`.
    """
    chance = random.Random(seed)  # noqa: S311 - it makes test data
    if form == "xml" and chance.random() < 0.75:
        return _mutated_tree(content, chance)
    if chance.random() < 0.1:
        return _mutated_bytes(content, chance)
    text = content.decode("utf-8")
    for _ in range(chance.choice([1, 1, 1, 2, 4])):
        text = chance.choice(_TEXT)(text, chance)
    return text.encode("utf-8", "surrogatepass")


def _mutated_bytes(content: bytes, chance: random.Random) -> bytes:
    data = bytearray(content)
    for _ in range(chance.randint(1, 3)):
        data[chance.randrange(len(data))] = chance.randrange(256)
    return bytes(data[: chance.randrange(len(data))] if chance.random() < 0.3 else data)


def _piece(text: str, chance: random.Random, longest: int = 400) -> tuple[int, int]:
    start = chance.randrange(len(text) + 1)
    return start, min(len(text), start + chance.randrange(longest))


def _cut(text: str, chance: random.Random) -> str:
    start, end = _piece(text, chance)
    return text[:start] + text[end:]


def _truncate(text: str, chance: random.Random) -> str:
    return text[: chance.randrange(len(text) + 1)]


def _repeat(text: str, chance: random.Random) -> str:
    start, end = _piece(text, chance, chance.choice([3, 40, 400]))
    return text[:end] + text[start:end] * chance.choice([1, 2, 30, 200]) + text[end:]


def _move(text: str, chance: random.Random) -> str:
    start, end = _piece(text, chance)
    rest = text[:start] + text[end:]
    at = chance.randrange(len(rest) + 1)
    return rest[:at] + text[start:end] + rest[at:]


def _insert(text: str, chance: random.Random) -> str:
    at = chance.randrange(len(text) + 1)
    return text[:at] + chance.choice(TOKENS) + text[at:]


def _replace_everywhere(text: str, chance: random.Random) -> str:
    return text.replace(chance.choice(text or " "), chance.choice(TOKENS)[:20], chance.choice([1, 5, 100]))


def _lines(text: str, chance: random.Random) -> str:
    """Take out, put twice, exchange or join lines."""
    lines = text.split("\n")
    one, other = chance.randrange(len(lines)), chance.randrange(len(lines))
    change = chance.randrange(4)
    if change == 0:
        del lines[one : one + chance.choice([1, 2, 20])]
    elif change == 1:
        lines[other:other] = lines[one : one + chance.choice([1, 3, 30])] * chance.choice([1, 2, 20])
    elif change == 2:
        lines[one], lines[other] = lines[other], lines[one]
    else:
        lines[one : one + 5] = ["".join(lines[one : one + 5])]
    return "\n".join(lines)


_TEXT: tuple[Callable[[str, random.Random], str], ...] = (
    _cut, _truncate, _repeat, _move, _insert, _insert, _insert, _replace_everywhere, _lines, _lines,
)  # fmt: skip


def _mutated_tree(content: bytes, chance: random.Random) -> bytes:
    """Change elements, attributes and texts, and leave the document well-formed."""
    root = etree.fromstring(content)
    for _ in range(chance.choice([1, 1, 1, 2, 4])):
        elements = list(root.iter("*"))
        _change_element(chance.choice(elements), elements, chance)
    return etree.tostring(root, encoding="utf-8", xml_declaration=True)


def _change_element(one: etree._Element, elements: list[etree._Element], chance: random.Random) -> None:
    other = chance.choice(elements)
    parent = one.getparent()
    change = chance.randrange(9)
    if change == 0 and parent is not None:
        parent.remove(one)
    elif change == 1 and parent is not None:
        for _ in range(chance.choice([1, 1, 3, 100]) if len(one) < 20 else 1):
            parent.append(deepcopy(one))
    elif change == 2:
        other.insert(
            chance.randrange(len(other) + 1),
            deepcopy(one) if len(list(one.iter())) < 500 else etree.Element("Item"),
        )
    elif change == 3:
        one.tag = chance.choice(NAMES)
    elif change == 4:
        name = chance.choice(list(ATTRIBUTES))
        one.set(name, chance.choice(ATTRIBUTES[name]))
    elif change == 5:
        one.attrib.clear()
    elif change == 6:
        one.text = _allowed((one.text or "") + chance.choice(TOKENS))
    elif change == 7:
        one.tail = _allowed(chance.choice(TOKENS))
    else:
        for _ in range(chance.choice([1, 2, 40, 220])):
            inner = etree.SubElement(one, chance.choice(NAMES))
            one = inner if chance.random() < 0.7 else one


def _allowed(text: str) -> str:
    """Leave out what XML cannot hold."""
    return "".join(char for char in text if char >= " " or char in "\t\n\r")
