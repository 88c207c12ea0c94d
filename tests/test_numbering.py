"""Markers at the beginning of a line, and terms enumerated inside a sentence."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.japanese.enumeration import document_alphabet, terms
from flows.japanese.markers import Alphabet
from flows.japanese.numbering import (
    BRACKETED_DIGIT,
    BRACKETED_IROHA,
    BRACKETED_ROMAN,
    CAPITAL,
    CHAPTER,
    CIRCLED_NUMBER,
    DECAYED_NUMBER,
    DIGIT,
    IROHA,
    LISTED_DIGIT,
    ROMAN,
    ROMAN_NUMBER,
    SMALL_LETTER,
    SMALL_ROMAN,
    markers_at,
    unknown_marker,
    write_marker,
)


@pytest.mark.parametrize(
    ("text", "readings"),
    [
        ("第1章防衛協力", [(CHAPTER, 1, "第1章")]),
        ("第十二章　宇宙", [(CHAPTER, 12, "第十二章")]),
        ("Ⅳ 対処行動", [(ROMAN_NUMBER, 4, "Ⅳ")]),
        ("IV. 対処行動", [(ROMAN_NUMBER, 4, "IV.")]),
        ("A同盟調整", [(CAPITAL, 1, "A"), (DECAYED_NUMBER, 2, "A")]),
        ("Ｃ　共同計画", [(CAPITAL, 3, "Ｃ"), (DECAYED_NUMBER, 4, "Ｃ")]),
        ("@情報収集", [(DECAYED_NUMBER, 1, "@")]),
        ("a. 情報収集", [(SMALL_LETTER, 1, "a.")]),
        ("1日本に対する", [(DIGIT, 1, "1")]),
        ("12 その他", [(DIGIT, 12, "12")]),
        ("- 1 日米安全保障条約", [(LISTED_DIGIT, 1, "- 1"), ("-", None, "-")]),
        ("(3) 運用面", [(BRACKETED_DIGIT, 3, "(3)")]),
        ("（ロ）捜索", [(BRACKETED_IROHA, 2, "（ロ）")]),
        ("(二) その他", [(BRACKETED_IROHA, 4, "(二)")]),
        ("(iv) 施設", [(BRACKETED_ROMAN, 4, "(iv)")]),
        ("() 衛生", [(BRACKETED_ROMAN, None, "()")]),
        ("⑩訓練", [(CIRCLED_NUMBER, 10, "⑩")]),
        ("●日米両政府", [("●", None, "●")]),
        ("－ 切れ目", [("－", None, "－")]),
        ("2015年に改定", []),
        ("3か国の協力", []),
        ("20日以内", []),
        ("ISR活動", []),
        ("(注)本文", []),
        ("(備考) 本文", []),
        ("第千二千章", []),
        ("日米両国政府は", []),
        ("", []),
    ],
)
def test_readings_of_a_marker(text: str, readings: list[tuple[str, int | None, str]]) -> None:
    found = markers_at(text)
    assert [(marker.form, marker.number, text[: marker.length]) for marker in found] == readings
    assert all(text[marker.length : marker.body].strip() == "" for marker in found)


@pytest.mark.parametrize(
    ("text", "certain"),
    [("A同盟", False), ("1日本", False), ("A 同盟", True), ("1.同盟", True), ("(1)同盟", True)],
)
def test_a_bare_letter_may_begin_a_word(text: str, certain: bool) -> None:
    assert markers_at(text)[0].certain is certain


@pytest.mark.parametrize(
    ("text", "marker"),
    [
        ("♪協力", "♪"),
        ("ア 協力", "ア"),
        ("(あ) 協力", "(あ)"),
        ("口", "口"),
        ("協力する。", None),
        ("ISR 活動", None),
        ("「協力」を", None),
    ],
)
def test_unknown_markers(text: str, marker: str | None) -> None:
    assert unknown_marker(text) == marker


@pytest.mark.parametrize(
    ("form", "numerals", "like"),
    [(ROMAN_NUMBER, ROMAN, ""), (BRACKETED_ROMAN, SMALL_ROMAN, "()"), (BRACKETED_IROHA, IROHA, "（二）")],
)
def test_what_is_written_is_read_back(form: str, numerals: str, like: str) -> None:
    for value in range(1, len(numerals) + 1):
        marker = write_marker(form, value, like)
        read = markers_at(f"{marker} 協力")[0]
        assert (read.form, read.number, read.length) == (form, value, len(marker))


@pytest.mark.parametrize(("form", "value"), [(DIGIT, 1), (BRACKETED_ROMAN, 13), (ROMAN_NUMBER, 0)])
def test_what_is_not_restored(form: str, value: int) -> None:
    with pytest.raises(ValueError, match="is written for"):
        write_marker(form, value, "()")


@given(st.text("第章1Ａa.(（)）イ二ⅳiⅠ①@-・● 　一千百〇日本、。", max_size=8))
def test_any_beginning_can_be_read(text: str) -> None:
    for marker in markers_at(text):
        assert 0 < marker.length <= marker.body <= len(text)
    unknown_marker(text)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("①防空、②輸送及び③衛生を含む。", ["防空", "輸送", "衛生"]),
        ("次の①防空及び警戒、②訓練・演習を含むが、これに限られない。", ["防空及び警戒", "訓練・演習"]),
        (
            "①非戦闘員を退避させるための活動、②避難民を保護するための措置を実施する。",
            ["非戦闘員を退避させるための活動", "避難民を保護するための措置"],
        ),
        ("例は、①輸送、②情報の交換である。", ["輸送", "情報の交換"]),
        (
            "①輸送、②施設（港湾である場合を含む。）の使用を明記",
            ["輸送", "施設（港湾である場合を含む。）の使用"],
        ),
        ("①輸送、②見直し", ["輸送", "見直し"]),
        ("①輸送、②調整についての検討等が含まれる。", ["輸送", "調整についての検討等"]),
        ("①のみを定める。", []),
        ("協力する。", []),
    ],
)
def test_terms_of_a_sentence(text: str, found: list[str]) -> None:
    assert [text[term.start : term.end] for term in terms(text, Alphabet.CIRCLED)] == found


@pytest.mark.parametrize(
    ("text", "alphabet", "problem"),
    [
        ("①輸送、③衛生を含む。", Alphabet.CIRCLED, "out of sequence"),
        ("②輸送、③衛生を含む。", Alphabet.CIRCLED, "out of sequence"),
        ("は、1輸送、3衛生を含む。", Alphabet.DIGITS, "out of sequence"),
        ("は、@輸送、B衛生を含む。", Alphabet.LETTERS, "out of sequence"),
        ("①輸送、②衛生をもって、これに充てる。", Alphabet.CIRCLED, "does not end"),
        ("①輸送、②衛生に資する", Alphabet.CIRCLED, "does not end"),
        ("①輸送、②を含む。", Alphabet.CIRCLED, "does not end"),
    ],
)
def test_enumerations_that_stop(text: str, alphabet: Alphabet, problem: str) -> None:
    with pytest.raises(ValueError, match=problem):
        terms(text, alphabet)


@pytest.mark.parametrize(
    "text",
    ["協力は、1つの目的、2国間の調整を含む。", "2015年、3か国の協力", "今後1年、2年及び3年", "第1条、2項"],
)
def test_numbers_in_a_sentence_are_no_labels(text: str) -> None:
    assert terms(text, Alphabet.DIGITS) == []


@pytest.mark.parametrize(
    ("text", "alphabet"),
    [
        ("①防空、②輸送", Alphabet.CIRCLED),
        ("次の、@防空、A輸送", Alphabet.LETTERS),
        ("A防空 1輸送", Alphabet.DIGITS),
        ("a@b", Alphabet.DIGITS),
    ],
)
def test_the_alphabet_of_a_document(text: str, alphabet: Alphabet) -> None:
    assert document_alphabet(text) is alphabet
