"""What one line of a law says about its place: how it ends and begins, what it announces, what it refers to.

A line is a sentence, a column of an item or a cell of a table. Statutes are written so uniformly that the words
alone tell much: a paragraph is a sentence with a predicate; items are named by noun phrases or end in こと, とき,
もの, 者; 次に掲げる and 次の各号 announce items, 次のイからハまで sub-items, 次の表 a table; ただし and この場合において
go on with the provision before; 前号 stands in an item that has one before it, 前項 in a later paragraph.
"""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass, field

from flows.documents.law_line_references import LineReferences, line_references
from flows.japanese.numerals import NUMERAL, number

NOUN = "noun"
NOMINAL = "nominal"
PREDICATE = "predicate"
CLASSICAL = "classical"
BLANK = "blank"

_QUOTED = re.compile("「[^「」]*」")
_BRACKETED = re.compile("（[^（）]*）")
_PLACEHOLDERS = {"削除", "略", "（略）", "［略］", "削る"}
_NOMINAL_ENDS = (
    "こと", "とき", "もの", "者", "場合", "時", "日", "額", "事項", "書類", "書面", "物", "罪", "方法", "措置",
    "所", "金", "費", "等", "率", "とおり", "ため", "間", "年", "月", "人", "品", "地", "他", "行為", "理由",
    "事由", "数", "量", "類", "状態", "状況", "限り", "旨", "資格", "機関", "団体", "会社", "施設", "ところ",
    "取引", "事業", "業務", "規定",
)  # fmt: skip
_CLASSICAL_PREDICATE = re.compile("(?:[スズシムルクフツヌブグリジ]|得|ベシ|ナリ)$")
_CLASSICAL_NOUN = re.compile("(?:コト|モノ|トキ|ノ|タメ|迄)$")

_LEADS = {
    "proviso": re.compile("ただし|但シ|但し|但、|タダシ"),
    "rear": re.compile("この場合(?!を)|[其此]ノ場合|その際|また、|又、|なお、|この場合、"),
    "anaphor": re.compile("これ(?:を|に|ら)|その(?!他)|此等?[ノヲ]|之[ヲニ]"),
    "paragraph": re.compile(f"前{NUMERAL}?項|前各項|第{NUMERAL}項"),
    "item": re.compile(f"前{NUMERAL}?号|前各号|第{NUMERAL}号|次号"),
    "subitem": re.compile("(?:次の)?[イロハニホヘトチリヌ](?:に|の|及び|又は|から|若しくは|、)"),
    "other": re.compile("(?:その|其ノ|其の)他"),
    "article": re.compile(f"前{NUMERAL}?条|第{NUMERAL}条|次条|附則|法第|令第|規則第"),
    "this": re.compile("この(?:法律|政令|省令|規則|府令|命令|条|項|規程)"),
    "quote": re.compile("「"),
    "bracket": re.compile("（.*）$"),
    "closing": re.compile("[」）、]"),
}
"""How a line may begin; the first that fits."""
_ALSO = re.compile(
    "(?:も、?(?:また)?、?(?:同様|同じ)|についても同様)(?:で|と)?(?:する|す|ある)?。?$|亦同[ジシ]$"
)
_LIKEWISE = re.compile("この場合(?:について|に)準用|この限りで")

_ANNOUNCEMENTS = {
    "items": re.compile("(?:[次左]|(?<!部)下)[のノ]各号|左記各号|次の各項に"),
    "units": re.compile(
        "[次左]の(?P<units>[一二三四五六七八九十]+)(?:部|課|室|科|局|係|所|研究|機関|官職|名|職|款|班)"
    ),
    "subitems": re.compile("次の[イロハ]"),
    "formula": re.compile("[次左]の(?:計算|算)?式|[次左]ノ算式|次の文|次の様式|次の算定式"),
    "listed": re.compile(
        "(?:[次左]|(?<!部)下)に(?:掲|定|規|該|揚|あげ|列記|示|記|よ)|(?:[次左]|(?<!部)下)の(?:とおり|通り|いずれ|何れ|区分|各|よう)"
        "|(?:[次左]|(?<!部)下)の(?:事項|場合|者|要件|基準|書類|方法|図書|書面|措置|業務|事務|事由|条件|割合|費用|罪|科目|地域|金額"
        "|額|施設|行為|定義|法律|政令|法令|規定|機関|資料|物|人|目的|順)|[次左]によ"
        "|[次左][ニノ](?!表)|左記"
    ),
    "named": re.compile(
        "[次左]の(?!表|会計|事業|年度|年|月|日|期|通常|世代|四半期|国会|総選挙|番号|訴|段|欄|順位)[^、。]"
    ),
    "ordinals": re.compile("(?:^|[、。がはとうをにのち])第一号(?:から|に|及び|又は|の|若しくは|と)"),
}
"""What a line may announce below it; the first that fits."""
_TABLE = re.compile("[次左下][のノ][^、。の]{0,4}表|[次下左]表|掲げる表")
_PAIRS = re.compile(
    "当該(?:各)?号[のに]|それぞれ当該|各号に(?:定|規定)|用語|意義|当該[イロ]|それぞれ(?:次|イ)|につき[^。]{0,24}任命|その当該"
)
"""Words by which each of the announced has two columns: a term and its meaning, a case and its value."""
_CHILDREN = re.compile("次の(?P<list>イ(?:及び|又は|から|、)[^。]{0,20}?)(?:まで|に|の|を)")
_MARKER = re.compile(
    "(?:[一二三四五六七八九十]+|[イロハニホヘトチリヌ]|[0-9０-９]+|[(（][0-9０-９一二三四五六七八九十]+[)）]|備考|注)　"
)
_INNER_END = re.compile("。(?!$)")


@dataclass(slots=True, eq=False)
class LawLine:
    """What one line says.

    Args:
        text: the line.
        marked: it has the marker of a list in a table's cell.
        form: `noun` (no full stop), `nominal` (ends こと。), `predicate`, `classical` (a predicate of the
            katakana era, without full stop), `blank` (削除, 略).
        lead: how it begins (a key of `_LEADS`, `also` for 「…も、同様とする。」), or empty.
        announces: what it announces below (a key of `_ANNOUNCEMENTS`, `letters` for イ又はロに掲げる), or empty.
        table: it announces a table.
        pairs: what it announces, if it announces anything, has two columns.
        children: number of those announced, where it says so (次のイからハまで, 次の二部); 0 otherwise.
        topic: it has a topic (…は、).
        length: 0 to 4, short to long.
        opened: brackets and quotations opened and not closed; negative where it closes more.
        marker: it begins with a number or letter and a space, as lists in cells do.
        several: it holds more than one sentence.
        references: what the references in it say of its place.
        pairs_of: pairs of characters, for likeness; computed when first asked for.
    """

    text: str
    marked: bool = False
    form: str = NOUN
    lead: str = ""
    announces: str = ""
    table: bool = False
    pairs: bool = False
    children: int = 0
    topic: bool = False
    length: int = 0
    opened: int = 0
    marker: bool = False
    several: bool = False
    references: LineReferences = field(default_factory=LineReferences)
    _pairs_of: frozenset[str] | None = field(default=None, repr=False)

    @property
    def pairs_of(self) -> frozenset[str]:
        """The pairs of neighbouring characters in it."""
        if self._pairs_of is None:
            self._pairs_of = frozenset(map(str.__add__, self.text, self.text[1:]))
        return self._pairs_of


def describe(text: str, *, marked: bool = False) -> LawLine:
    """Say what a line says about its place."""
    line = LawLine(text, marked)
    plain = _without(_QUOTED, text, "〓")
    bare = _without(_BRACKETED, plain, "")
    line.form = _form(text, plain, bare)
    line.lead = _lead(text, plain)
    line.announces = _announces(plain)
    line.table = _TABLE.search(plain) is not None
    line.pairs = _PAIRS.search(plain) is not None
    line.topic = "は、" in bare or (line.form == CLASSICAL and "ハ" in bare)
    line.length = sum(len(text) > limit for limit in (8, 16, 32, 64))
    line.marker = _MARKER.match(text) is not None
    line.several = _INNER_END.search(bare) is not None
    line.opened = sum(text.count(char) for char in "（「") - sum(text.count(char) for char in "）」")
    line.references = line_references(text)
    line.children = line.references.children
    if not line.announces and line.references.letters == 2 and line.form in (NOUN, NOMINAL):
        line.announces = "letters"
    if (match := _ANNOUNCEMENTS["units"].search(plain)) is not None:
        # 次の十十部 announces no number.
        with suppress(ValueError):
            line.children = number(match["units"])
    return line


def _without(pattern: re.Pattern[str], text: str, instead: str) -> str:
    """Take out what a pattern matches, from the inside to the outside."""
    while (shorter := pattern.sub(instead, text)) != text:
        text = shorter
    return text


def _form(text: str, plain: str, bare: str) -> str:
    if text in _PLACEHOLDERS:
        return BLANK
    core = bare or plain
    if core.endswith("。") or plain.endswith("。"):
        return NOMINAL if core.removesuffix("。").endswith(_NOMINAL_ENDS) else PREDICATE
    in_katakana = not re.search("[ぁ-ん]", text) and len(re.findall("[ァ-ン]", text)) > 1
    if in_katakana and _CLASSICAL_PREDICATE.search(core) and not _CLASSICAL_NOUN.search(core):
        return CLASSICAL
    return NOUN


def _lead(text: str, plain: str) -> str:
    for lead in ("proviso", "rear"):
        if _LEADS[lead].match(plain):
            return lead
    if _ALSO.search(plain):
        return "also"
    if _LIKEWISE.search(plain):
        return "likewise"
    return next((lead for lead, pattern in _LEADS.items() if pattern.match(text)), "")


def _announces(plain: str) -> str:
    return next((name for name, pattern in _ANNOUNCEMENTS.items() if pattern.search(plain)), "")
