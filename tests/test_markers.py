from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.japanese.markers import (
    CIRCLED,
    Alphabet,
    alphabet_of,
    circled,
    decayed,
    enumeration,
    label_number,
    line_labels,
    references,
    repair_evidence,
    restore,
    restored,
)
from flows.japanese.widths import fold

WRITTEN: dict[Alphabet, Callable[[int], str]] = {
    Alphabet.CIRCLED: circled,
    Alphabet.LETTERS: lambda number: decayed(circled(number)),
    Alphabet.DIGITS: str,
}

GROUNDS = (
    "業務について、{1}自己を防護する場合、{2}宿営地に対する攻撃があった場合、{3}いわゆる「安全確保業務」に従事する"
    "自衛官については、{1}及び{2}のほかに、第7条により20日以内に他人を防護する場合、{4}その業務を妨害する行為を排除する場合"
)


def written(alphabet: Alphabet, text: str = GROUNDS) -> str:
    return text.format(*(WRITTEN[alphabet](number) if number else "" for number in range(5)))


@pytest.mark.parametrize(("whole", "rest"), [("①", "@"), ("②", "A"), ("⑳", "S"), ("Ⅰ", "T"), ("Ⅲ", "V")])
def test_the_lost_lead_byte_is_found_again(whole: str, rest: str) -> None:
    assert decayed(whole) == rest
    assert restored(rest) == whole


@pytest.mark.parametrize("char", [" ", "\n", "あ", "\x7f"])
def test_what_no_nec_code_ends_in_is_not_restored(char: str) -> None:
    assert restored(char) is None


@pytest.mark.parametrize("char", ["あ", "a", "～", "☃"])
def test_only_the_nec_row_decays(char: str) -> None:
    with pytest.raises(ValueError, match="does not decay"):
        decayed(char)


@given(st.sampled_from(CIRCLED))
def test_every_circled_number_survives_decay(char: str) -> None:
    assert restored(decayed(char)) == char
    assert label_number(decayed(char), Alphabet.LETTERS) == CIRCLED.index(char) + 1


@given(st.sampled_from(list(Alphabet)), st.integers(1, 20))
def test_a_label_is_read_in_its_alphabet(alphabet: Alphabet, number: int) -> None:
    assert label_number(WRITTEN[alphabet](number), alphabet) == number


@pytest.mark.parametrize(
    ("first", "alphabet"),
    [
        ("①", Alphabet.CIRCLED),
        ("@", Alphabet.LETTERS),
        ("＠", Alphabet.LETTERS),
        ("1", Alphabet.DIGITS),
        ("１", Alphabet.DIGITS),
        ("A", None),
        ("②", None),
        ("○", None),
    ],
)
def test_the_place_of_the_first_label_tells_the_alphabet(first: str, alphabet: Alphabet | None) -> None:
    assert alphabet_of(first) is alphabet


def test_letters_are_labels_only_where_the_document_has_decayed() -> None:
    assert label_number("A", Alphabet.CIRCLED) is None
    assert label_number("A", Alphabet.DIGITS) is None
    assert label_number("②", Alphabet.DIGITS) == 2


@pytest.mark.parametrize("number", [0, 21])
def test_there_is_no_circled_number_outside_1_to_20(number: int) -> None:
    with pytest.raises(ValueError, match="no circled"):
        circled(number)


@pytest.mark.parametrize("alphabet", list(Alphabet))
def test_labels_and_references_of_one_bullet(alphabet: Alphabet) -> None:
    text = written(alphabet)
    labels = enumeration(text, alphabet)
    assert [label.circled for label in labels] == list("①②③④")
    inline = references(text, alphabet, labels)
    assert [label.circled for label in inline] == list("①②")
    assert all(text[label.end :].startswith(("及び", "のほかに")) for label in inline)
    assert restore(text, [*labels, *inline]) == written(Alphabet.CIRCLED)


def test_terms_enumerated_in_a_sentence() -> None:
    text = "1情報収集、警戒監視及び偵察、2防空、3アセット(装備品等)の防護及び4施設の使用を含む"
    starts = [text[label.end : label.end + 2] for label in enumeration(text, Alphabet.DIGITS)]
    assert starts == ["情報", "防空", "アセ", "施設"]


def test_labels_of_lines_stand_after_white_space_only() -> None:
    text = "1 甲国との2国間の協議 2 乙、3国間の協議"
    assert [text[label.end :][:2] for label in line_labels(text, Alphabet.DIGITS)] == [" 甲", " 乙"]
    assert line_labels("1 甲", Alphabet.DIGITS) == []


@pytest.mark.parametrize(
    "text",
    [
        "自衛隊法第77条の2、第84条の5及び第7条により20日以内に付議",
        "停船のため、1隻の船舶に対して武器を使用する場合",
        "2自己を防護する場合、3他人を防護する場合",
    ],
)
def test_digits_that_count_nothing_are_no_labels(text: str) -> None:
    assert enumeration(text, Alphabet.DIGITS) == []


def test_letters_inside_latin_words_are_no_labels() -> None:
    text = "PKO、ACSA、@国連の活動、A米軍の活動"
    assert [text[label.start : label.end] for label in enumeration(text, Alphabet.LETTERS)] == ["@", "A"]


def test_evidence_names_the_codes() -> None:
    label = enumeration("@甲、A乙", Alphabet.LETTERS)[1]
    assert "② as 0x8741" in repair_evidence(label, "A")
    assert "continues the count as 2" in repair_evidence(label, "2")
    with pytest.raises(ValueError, match="has not decayed"):
        repair_evidence(label, "②")


@given(st.text())
def test_folding_keeps_offsets(text: str) -> None:
    assert len(fold(text)) == len(text)
    assert fold(fold(text)) == fold(text)


def test_folding_touches_width_only() -> None:
    assert fold("（１）：＠Ａ　①㍻ア、。") == "(1):@A ①㍻ア、。"
