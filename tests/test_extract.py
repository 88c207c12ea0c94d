"""`anpo extract` on good documents and bad ones: tables, or a message that names file, place and remedy."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pyarrow.parquet as pq
import pytest

from flows.cli import main
from tests.conftest import RAW
from warehouse.contract import contract

pytestmark = pytest.mark.slow

FILES = {
    "white-paper-actions": "wp2021-siryo10.csv",
    "white-paper-outline": "wp2021-zuhyo3-2-1-2.csv",
    "guidelines": "guidelines-1997.md",
    "guidelines-review": "muto-2024.txt",
    "law-markdown": "law-411AC0000000060.md",
}
ROWS = {
    "white-paper-actions": {"actions": 20, "approvals": 82, "powers": 20, "weapon_use_conditions": 30},
    "white-paper-outline": {"guideline_items": 106},
    "guidelines": {"guideline_items": 185, "cooperation_items": 40},
    "guidelines-review": {"guideline_items": 192},
    "law-markdown": {"citing_laws": 11},
}


class Result(NamedTuple):
    returncode: int
    stdout: str
    stderr: str


Extract = Callable[..., Result]


@pytest.fixture
def extract(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Extract:
    """Run the command in this process, which saves the start of one for each bad document."""

    def run(*arguments: str | Path) -> Result:
        monkeypatch.setattr("sys.argv", ["anpo", "extract", *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            main()
        return Result(int(ended.value.code or 0), *capsys.readouterr())

    return run


@pytest.mark.parametrize("kind", FILES)
def test_each_kind_yields_its_tables_as_parquet(kind: str, extract: Extract, tmp_path: Path) -> None:
    result = extract(kind, RAW / FILES[kind], "-o", tmp_path / "out" / "deep")
    assert result.returncode == 0, result.stderr
    written = {path.stem: pq.read_table(path) for path in (tmp_path / "out" / "deep").iterdir()}
    for name, table in written.items():
        assert table.schema.equals(contract()[name].schema), name
    assert {name: written[name].num_rows for name in ROWS[kind]} == ROWS[kind]
    assert written["coverage"]["unaccounted"].to_pylist() == [0]


@pytest.mark.parametrize("kind", FILES)
def test_without_a_folder_it_prints_a_summary(kind: str, extract: Extract) -> None:
    result = extract(kind, RAW / FILES[kind])
    assert result.returncode == 0, result.stderr
    assert "0 unaccounted for" in " ".join(result.stdout.split())
    assert max(map(len, result.stdout.splitlines())) <= 120


def test_several_files_are_told_apart_by_their_names(extract: Extract, tmp_path: Path) -> None:
    for name in ("r3.csv", "r4.csv"):
        shutil.copy(RAW / FILES["white-paper-actions"], tmp_path / name)
    assert (
        extract("white-paper-actions", tmp_path / "r3.csv", tmp_path / "r4.csv", "-o", tmp_path).returncode
        == 0
    )
    table = pq.read_table(tmp_path / "actions.parquet")
    assert table["source_id"].to_pylist() == ["r3"] * 20 + ["r4"] * 20
    again = extract("white-paper-actions", tmp_path / "r3.csv", tmp_path / "r3.csv")
    assert again.returncode == 1
    assert "is the second file named r3" in again.stderr


Damage = Callable[[bytes], bytes]


def replaced(old: str, new: str) -> Damage:
    def damage(content: bytes) -> bytes:
        assert old.encode() in content
        return content.replace(old.encode(), new.encode(), 1)

    return damage


def without_article(content: bytes) -> bytes:
    start = content.index('<a id="第七条"></a>\n**第七条**\n'.encode())
    return content[:start] + content[content.index('<a id="第八条"></a>'.encode()) :]


BAD: list[tuple[str, Damage, str]] = [
    ("white-paper-actions", lambda _: b"", "is empty"),
    ("white-paper-actions", lambda content: content[:-1], "is not text in UTF-8 or CP932"),
    ("white-paper-actions", lambda content: content + bytes(200 * 1024 * 1024), "bytes where at most"),
    ("white-paper-actions", replaced("対象となる事態等", "対象"), "対象"),
    ("white-paper-actions", replaced("国会の承認:不要", "国会の承認:随意"), "随意"),
    ("white-paper-actions", replaced("C その他:", "C 備考:"), "備考"),
    (
        "white-paper-actions",
        replaced("災害派遣(自衛隊法第83条),", "災害派遣(自衛隊法第83条)"),
        "A record has 5 cells",
    ),
    (
        "white-paper-actions",
        replaced("外国における緊急事態,", "外国における緊急事態,余分,"),
        "在外邦人等の保護措置",
    ),
    ("white-paper-actions", replaced('"@ 命令権者', "@ 命令権者"), ""),
    ("white-paper-actions", replaced("自衛隊法第83条", "自営隊法第83条"), "自営隊法"),
    ("white-paper-actions", replaced("合理的に必要とされる限度", "必要最小限度の範囲"), "限度"),
    ("white-paper-outline", replaced("項目,概要", "事項,概要"), "事項"),
    ("white-paper-outline", replaced("●日米両政府は", "＊日米両政府は"), "＊"),
    ("guidelines", replaced("(2) 作戦構想", "(5) 作戦構想"), "作戦構想"),
    ("guidelines-review", replaced("⇒ 日米防衛協力を", "＃ 日米防衛協力を"), "＃"),
    (
        "law-markdown",
        replaced("*（平成十一年法律第六十号）*", "*（平成十一年法律第九千号）*"),
        "平成十一年法律第九千号",
    ),
    ("law-markdown", replaced("# 重要影響", "重要影響"), "# title"),
    ("law-markdown", without_article, "第七条第六項"),
]


@pytest.mark.parametrize(("kind", "damage", "message"), BAD)
def test_a_bad_document_is_refused_in_words(
    kind: str, damage: Damage, message: str, extract: Extract, tmp_path: Path
) -> None:
    document = tmp_path / "document.txt"
    document.write_bytes(damage((RAW / FILES[kind]).read_bytes()))
    result = extract(kind, document, "-o", tmp_path / "out")
    assert result.returncode == 1
    assert "document.txt" in result.stderr
    assert message in result.stderr
    assert "Traceback" not in result.stderr
    assert not (tmp_path / "out").exists()


def test_missing_document_and_folder_that_cannot_be_written(extract: Extract, tmp_path: Path) -> None:
    missing = extract("guidelines", tmp_path / "none.md")
    assert missing.returncode == 1
    assert "does not exist" in missing.stderr
    (tmp_path / "file").touch()
    result = extract("guidelines", RAW / FILES["guidelines"], "-o", tmp_path / "file" / "out")
    assert result.returncode == 1
    assert "cannot be written" in result.stderr
