"""A law before and after an amendment that does something of each kind, and a decree that depends on it in each way."""

from __future__ import annotations

from tests.tiny_laws import DECREE, FIRST, article, law, paragraph

BEFORE, AFTER = f"{FIRST}_20190501_000000000000000", f"{FIRST}_20200401_502AC0000000002"
CITING = f"{DECREE}_20190601_000000000000000"
NUMBERS = "一二三四五六七八九十"


def _text(*articles: tuple[str, str, str]) -> str:
    body = "".join(article(num, title, "見出し", paragraph(1, text)) for num, title, text in articles)
    return f"<MainProvision>{body}</MainProvision>"


def _article(number: int, text: str) -> tuple[str, str, str]:
    return str(number), f"第{NUMBERS[number - 1]}条", text


def files() -> dict[str, str]:
    """The files, by revision id."""
    same = [
        _article(2, "船舶の所有者は、届け出る。"),
        _article(4, "許可を受けた者は、掲示する。"),
        _article(5, "第三条から前条までの規定は、適用しない。"),
    ]
    before = [
        _article(1, "この法律において「船舶」とは、海上を航行する船をいう。"),
        same[0],
        _article(3, "大臣は、許可する。"),
        *same[1:],
        _article(6, "措置をとる。"),
        _article(9, "毎年その状況を報告する。"),
    ]
    after = [
        _article(1, "この法律において「船舶」とは、海上又は河川を航行する船をいう。"),
        same[0],
        _article(3, "大臣は、申請により免許する。"),
        ("3_2", "第三条の二", "免許は、更新する。"),
        *same[1:],
        _article(10, "毎年その状況を報告する。"),
    ]
    citing = [
        _article(
            1,
            "甲の措置に関する法律第三条第一項の規定は、乙について準用する。この場合において、同項中「許可する」とあるのは、"
            "「認可する」と読み替えるものとする。",
        ),
        _article(2, "甲の措置に関する法律第六条の措置の例による。"),
        _article(3, "甲の措置に関する法律第九条の報告による。"),
        _article(4, "前条の報告は、電子で行う。"),
        _article(5, "前条の電子は、別に定める。"),
        _article(6, "前条の定めは、公示する。"),
        _article(7, "甲の措置に関する法律に従う。"),
    ]
    title = "甲の措置に関する法律"
    return {
        BEFORE: law("Act", "令和元年法律第九百一号", title, _text(*before), "甲法"),
        AFTER: law("Act", "令和元年法律第九百一号", title, _text(*after), "甲法"),
        CITING: law("CabinetOrder", "令和元年政令第九百二号", f"{title}施行令", _text(*citing)),
    }
