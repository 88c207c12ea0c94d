"""Cards and bytes: what is not as its card says stops the build with file, place and remedy."""

import hashlib
from pathlib import Path

import pytest

from flows.documents.source_text import decode, read_bytes, read_text
from flows.errors import InputError
from flows.sources import RAW, load_card, load_cards, open_source, verified_bytes


def test_every_source_is_as_its_card_says() -> None:
    cards = load_cards(RAW)
    assert {card.kind for card in cards} == {
        "white-paper-actions", "white-paper-outline", "guidelines", "guidelines-review", "law-markdown",
        "law-legalize", "law-list",
    }  # fmt: skip
    for card in cards:
        assert hashlib.sha256(open_source(card).text.encode()).hexdigest() == card.sha256
        assert card.licence
        assert card.covers


def test_wrong_hash_names_file_expected_and_found(raw: Path) -> None:
    path = raw / "guidelines-1997.md"
    path.write_bytes(path.read_bytes() + b" ")
    card = load_card(raw / "guidelines-1997.toml")
    with pytest.raises(InputError) as failure:
        verified_bytes(card)
    message = str(failure.value)
    assert str(path) in message
    assert card.sha256 in message
    assert hashlib.sha256(path.read_bytes()).hexdigest() in message


@pytest.mark.parametrize(
    ("line", "replacement", "message"),
    [
        ("licence", "", "no licence"),
        ("sha256", "", "no sha256"),
        ("sha256", 'sha256 = "beef"', "is not a SHA-256"),
        ("kind", 'kind = "poem"', "is 'poem'"),
        ("encoding", 'encoding = "latin-1"', "is 'latin-1'"),
        ("title", 'tittle = "x"', "no title"),
        ("notes", "colour = 3", "is not a field"),
        ("title", "title = [", "is not TOML"),
    ],
)
def test_faulty_card(raw: Path, line: str, replacement: str, message: str) -> None:
    path = raw / "muto-2024.toml"
    lines = path.read_text("utf-8").splitlines()
    path.write_text("\n".join(replacement if text.startswith(line) else text for text in lines), "utf-8")
    with pytest.raises(InputError, match=message):
        load_cards(raw)


def test_document_without_card_and_card_without_document(raw: Path) -> None:
    (raw / "more.csv").write_text("a,b")
    with pytest.raises(InputError, match="has no card"):
        load_cards(raw)
    (raw / "more.csv").unlink()
    (raw / "muto-2024.txt").unlink()
    card = next(card for card in load_cards(raw) if card.source_id == "muto-2024")
    with pytest.raises(InputError, match="does not exist"):
        open_source(card)


def test_folder_without_cards(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="holds no source card"):
        load_cards(tmp_path)
    with pytest.raises(InputError, match="is not a folder"):
        load_cards(tmp_path / "none")


def test_encoding_must_be_the_cards(raw: Path) -> None:
    path = raw / "muto-2024.toml"
    path.write_text(path.read_text("utf-8").replace('encoding = "utf-8"', 'encoding = "cp932"'), "utf-8")
    with pytest.raises(InputError, match="is utf-8, but its card says cp932"):
        open_source(load_card(path))


def test_unreadable_files(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"")
    with pytest.raises(InputError, match="is empty"):
        read_bytes(path)
    with pytest.raises(InputError, match="not a regular file"):
        read_bytes(tmp_path)
    with path.open("wb") as file:
        file.truncate(200 * 1024 * 1024)
    with pytest.raises(InputError, match="209,715,200 bytes"):
        read_bytes(path)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932"])
def test_decoding_keeps_the_text(tmp_path: Path, encoding: str) -> None:
    text = "① 命令権者：内閣総理大臣\r\n～－①②③㈱"
    path = tmp_path / "a.csv"
    path.write_bytes(text.encode(encoding))
    assert read_text(path, "a").text == text
    assert read_text(path, "a").encoding == encoding


@pytest.mark.parametrize("content", ["漢字".encode("utf-16"), b"\xef\xbb\xbf\xff", b"abc\x00def", b"\x82"])
def test_bytes_that_are_no_text(content: bytes) -> None:
    with pytest.raises(InputError, match="is not text in UTF-8 or CP932: byte 0x"):
        decode(content, "a.csv")
