"""The door of law files: what a user names is found, verified and bounded, and one fault stops one entry only."""

import datetime as dt
import os
import random
import stat
import struct
import subprocess
import sys
import time
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from flows.documents import folder_walk, zip_end
from flows.documents.law_files import Found, LawFile, ZipReader, find_law_files, read_law_file
from flows.documents.safe_xml import LARGEST_LAW
from flows.errors import InputError
from tests.conftest import SHARED
from tests.hostile_zips import (
    LAW,
    MEMBER,
    OTHER,
    OTHER_MEMBER,
    REVISION,
    central,
    declare,
    declare_end,
    pack,
    rename,
)  # fmt: skip
from tests.memory import STATUS

LAWS = SHARED / "laws"
XML = b"<Law><LawNum/><LawBody/></Law>"
FRONT = b"---\ntitle: x\n---\n"
BOMB = b"\0" * (40 * 1024 * 1024)


def both(tmp_path: Path) -> Path:
    """An archive of two laws, of which the first is then damaged."""
    return pack(tmp_path / "laws.zip", (MEMBER, XML), (OTHER_MEMBER, XML * 9))


def only_other(found: Found) -> str:
    """The one fault of the first law; the second one is there and can be read."""
    assert [file.law_revision_id for file in found.files] == [OTHER]
    assert read_law_file(found.files[0]) == XML * 9
    (fault,) = found.faults
    return str(fault)


def test_bulk_file_as_downloaded(tmp_path: Path) -> None:
    path = pack(
        tmp_path / "all_xml.zip", (f"{REVISION}/", b""), (MEMBER, XML), (f"{REVISION}/pict/a.pdf", b"%PDF"), ("README.md", b"x")
    )  # fmt: skip
    found = find_law_files([path])
    assert found.files == [
        LawFile(path, MEMBER, len(XML), zlib.crc32(XML), "xml", LAW, REVISION, dt.date(2026, 5, 7))
    ]
    assert found.files[0].name == f"all_xml.zip: {MEMBER}"
    assert found.faults == []
    assert found.ignored == [f"{path}: {REVISION}/pict/a.pdf", f"{path}: README.md"]
    assert read_law_file(found.files[0]) == XML


def test_plain_files_and_forms(tmp_path: Path) -> None:
    names = {
        f"{LAW}.xml": (XML, "xml", None),
        f"{LAW}.md": (b"# \xe6\xb3\x95\n", "flattened", None),
        f"{REVISION}.md": (FRONT, "legalize", REVISION),
        f"{OTHER}.md": (b"# \xe6\xb3\x95\n", "flattened", OTHER),
    }
    for name, (content, _, _) in names.items():
        (tmp_path / name).write_bytes(content)
    pack(tmp_path / "z.zip", *((name, content) for name, (content, _, _) in names.items()))
    found = find_law_files([tmp_path])
    assert found.faults == []
    assert [file.path.name for file in found.files] == [*sorted(names), *["z.zip"] * 4]
    for file in found.files:
        content, form, revision = names[file.member or file.path.name]
        assert (file.form, file.law_revision_id, file.size) == (form, revision, len(content))
        assert (file.crc is None, file.seen_on is None) == (file.member is None,) * 2
        assert read_law_file(file) == content
    assert find_law_files([tmp_path / f"{LAW}.md", tmp_path]).files[0].name == f"{LAW}.md"


def test_ids_in_lower_case_are_those_in_upper_case(tmp_path: Path) -> None:
    name = "321M30000f40001_20161001_000000000000000"
    found = find_law_files([pack(tmp_path / "a.zip", (f"{name}/{name}.xml", XML))])
    assert (found.files[0].law_id, found.files[0].law_revision_id) == ("321M30000F40001", name.upper())
    assert read_law_file(found.files[0]) == XML


@pytest.mark.parametrize(
    ("name", "message"),
    [
        (f"{REVISION}/../{LAW}.xml", "leads out"),
        (f"/{LAW}.xml", "leads out"),
        (f"C:{LAW}.xml", "leads out"),
        (f"{REVISION}//{LAW}.xml", "leads out"),
        (f"{LAW}.xml\x1b[2J", "control characters"),
        ("411AC000000006.xml", "no e-Gov id"),
        (f"{LAW}_20211332_503AC0000000036.xml", "no e-Gov id"),
        ("law.xml", "no e-Gov id"),
        (f"{OTHER}/{LAW}.xml", "another law"),
        (f"{LAW}_20150801_000000000000000/{REVISION}.xml", "another law or wording"),
        (f"{LAW}.txt", "no law by its ending"),
        (LAW, "no law by its ending"),
        ("more.zip", "archive in an archive"),
        ("法令.xml", "no e-Gov id"),
    ],
)
def test_names(tmp_path: Path, name: str, message: str) -> None:
    path = pack(tmp_path / "laws.zip", (name, XML), (OTHER_MEMBER, XML * 9))
    fault = only_other(find_law_files([path]))
    assert message in fault
    assert str(path) in fault
    assert "\x1b" not in fault


DAMAGE: dict[str, tuple[Callable[[Path], object], str]] = {
    "link": (lambda path: declare(path, made_by=3 << 8 | 20, attributes=(stat.S_IFLNK | 0o777) << 16), "symbolic link"),
    "link made on Windows": (lambda path: declare(path, made_by=20, attributes=(stat.S_IFLNK | 0o777) << 16), "symbolic"),
    "device": (lambda path: declare(path, attributes=(stat.S_IFCHR | 0o600) << 16), "no file"),
    "folder with the name of a file": (lambda path: declare(path, attributes=(stat.S_IFDIR | 0o700) << 16), "no file"),
    "encrypted": (lambda path: declare(path, flags=1), "encrypted"),
    "method": (lambda path: declare(path, method=12), "method 12"),
    "size": (lambda path: declare(path, size=LARGEST_LAW + 1), "bytes unpacked where at most 67,108,864"),
    "ratio": (lambda path: declare(path, size=LARGEST_LAW, packed=40), "above 200 to 1"),
    "empty": (lambda path: declare(path, size=0), "is empty"),
    "another part": (lambda path: declare(path, disk=3), "another part"),
    "outside": (lambda path: declare(path, packed=100_000), "outside"),
    "zip64 without its field": (lambda path: declare(path, size=0xFFFFFFFF), "broken zip64"),
    "name not text": (
        lambda path: declare(rename(path, b"411AC0", b"411\xff\x810"), flags=0x800), "name that is not text",
    ),
    "backslash": (lambda path: rename(path, f"{REVISION}/{REVISION}".encode(), f"{REVISION}\\{REVISION}".encode()), "leads out"),
    "folder with content": (lambda path: rename(path, b"36.xml", b"36.xm/"), "has content"),
}  # fmt: skip


@pytest.mark.parametrize("damage", DAMAGE)
def test_fault_of_an_entry_in_the_directory(tmp_path: Path, damage: str) -> None:
    change, message = DAMAGE[damage]
    path = both(tmp_path)
    change(path)
    assert message in only_other(find_law_files([path]))


def spoil(path: Path, at: int, content: bytes) -> int:
    data = path.read_bytes()
    return path.write_bytes(data[:at] + content + data[at + len(content) :])


BEGIN = 30 + len(MEMBER)
"""Where the packed bytes of the first entry begin."""

READ: dict[str, tuple[Callable[[Path], object], str]] = {
    "CRC": (lambda path: declare(path, crc=1), "its CRC-32 is"),
    "smaller than declared": (lambda path: declare(path, size=len(XML) + 1), "ends after 30 of the 31"),
    "larger than declared": (lambda path: declare(path, size=len(XML) - 1), "larger than the 29 bytes"),
    "cut off": (lambda path: declare(path, packed=9), "is cut off after"),
    "more than one stream": (lambda path: declare(path, packed=29 + len(OTHER_MEMBER)), "shares bytes"),
    "not deflated": (lambda path: spoil(path, BEGIN, b"\xff\xff\xff"), "is damaged: Error -3"),
    "said to be stored": (
        lambda path: (declare(path, method=0), spoil(path, 8, b"\0")), "is stored, but",
    ),
    "another method": (lambda path: spoil(path, 8, b"\0"), "packed in another way"),
    "encrypted at its place only": (lambda path: spoil(path, 6, b"\1"), "packed in another way"),
    "another name": (lambda path: rename(path, b"411AC", b"412AC", everywhere=False), "another name at its place"),
    "no header": (lambda path: spoil(path, 0, b"PK\3\5"), "not where the directory says"),
}  # fmt: skip


@pytest.mark.parametrize("damage", READ)
def test_fault_of_an_entry_when_it_is_read(tmp_path: Path, damage: str) -> None:
    change, message = READ[damage]
    path = both(tmp_path)
    change(path)
    found = find_law_files([path])
    if found.faults:
        assert message in "".join(map(str, found.faults))
        return
    first = next(file for file in found.files if file.law_revision_id != OTHER)
    with ZipReader() as reader:
        with pytest.raises(InputError, match=message):
            reader.read(first)
        assert reader.read(next(file for file in found.files if file.law_revision_id == OTHER)) == XML * 9


def test_trailing_bytes_behind_the_packed_ones(tmp_path: Path) -> None:
    name, packed = MEMBER.encode(), zlib.compress(XML)[2:-4] + b"more"
    local = struct.pack(
        "<4s5H3I2H", b"PK\3\4", 20, 0, 8, 0, 0, zlib.crc32(XML), len(packed), len(XML), len(name), 0
    )
    entry = struct.pack(
        "<4s6H3I5H2I", b"PK\1\2", 20, 20, 0, 8, 0, 0, zlib.crc32(XML), len(packed), len(XML), len(name), 0, 0, 0, 0, 0, 0
    )  # fmt: skip
    body = local + name + packed
    end = struct.pack("<4s4H2IH", b"PK\5\6", 0, 0, 1, 1, len(entry + name), len(body), 0)
    path = tmp_path / "a.zip"
    path.write_bytes(body + entry + name + end)
    (file,) = find_law_files([path]).files
    assert file.seen_on is None
    with pytest.raises(InputError, match="ends after 30 of the 30 bytes"):
        read_law_file(file)


def test_entry_with_data_descriptor_and_entry_in_zip64_are_read(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with path.open("wb") as target, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        target.seekable = lambda: False  # type: ignore[method-assign]
        with archive.open(zipfile.ZipInfo(MEMBER), "w", force_zip64=True) as member:
            member.write(XML)
    (file,) = find_law_files([path]).files
    assert read_law_file(file) == XML


def test_zip64_values_in_the_directory(tmp_path: Path) -> None:
    path = pack(tmp_path / "a.zip", (MEMBER, XML), (OTHER_MEMBER, XML))
    data = path.read_bytes()
    at = central(data)
    packed = struct.unpack_from("<I", data, at + 20)[0]
    field = struct.pack("<HHQQ", 1, 16, len(XML), packed)
    behind = at + 46 + len(MEMBER)
    path.write_bytes(data[:behind] + field + data[behind:])
    declare(path, size=0xFFFFFFFF, packed=0xFFFFFFFF, extra_length=len(field))
    end = path.read_bytes().rindex(b"PK\5\6")
    declare_end(path, length=end - at)
    files = find_law_files([path]).files
    assert [read_law_file(file) for file in files] == [XML, XML]
    data = path.read_bytes()
    path.write_bytes(data.replace(field, struct.pack("<HHQQ", 1, 8, len(XML), packed)))
    (fault,) = find_law_files([path]).faults
    assert "broken zip64 field" in str(fault)


def test_end_record_of_zip64(tmp_path: Path) -> None:
    path = both(tmp_path)
    data = path.read_bytes()
    start, end = central(data), data.rindex(b"PK\5\6")
    record = struct.pack("<4sQ2H2I4Q", b"PK\6\6", 44, 45, 45, 0, 0, 2, 2, end - start, start)
    locator = struct.pack("<4sIQI", b"PK\6\7", 0, end, 1)
    path.write_bytes(data[:end] + record + locator + data[end:])
    declare_end(path, entries=0xFFFF, here=0xFFFF, start=0xFFFFFFFF)
    assert len(find_law_files([path]).files) == 2
    path.write_bytes(path.read_bytes().replace(b"PK\6\7", b"PK\6\0"))
    (fault,) = find_law_files([path]).faults
    assert "the end record of zip64 is missing" in str(fault)


def test_duplicate_entries_are_told_once_and_none_is_read(tmp_path: Path) -> None:
    with pytest.warns(UserWarning, match="Duplicate name"):
        path = pack(tmp_path / "a.zip", (MEMBER, XML), (OTHER_MEMBER, XML * 9), (MEMBER, XML + b" "))
    assert "is there 2 times" in only_other(find_law_files([path]))


def test_entries_that_share_bytes(tmp_path: Path) -> None:
    path = both(tmp_path)
    data = path.read_bytes()
    spoil(path, central(data) + 42, struct.pack("<I", data.index(OTHER_MEMBER.encode()) - 30))
    found = find_law_files([path])
    assert found.files == []
    assert ["shares bytes" in str(fault) for fault in found.faults] == [True, True]


def truncate(path: Path, length: int) -> None:
    path.write_bytes(path.read_bytes()[:length])


BROKEN: dict[str, tuple[Callable[[Path], object], str]] = {
    "cut off": (lambda path: truncate(path, path.stat().st_size - 30), "is cut off"),
    "cut off in the end record": (lambda path: truncate(path, path.stat().st_size - 1), "is cut off"),
    "empty": (lambda path: path.write_bytes(b""), "is empty"),
    "page": (lambda path: path.write_bytes(b"\n<!DOCTYPE html><html></html>"), "a page or a text"),
    "no zip": (lambda path: path.write_bytes(b"Rar!\x1a\7\0rest"), r"it begins with b'Rar!"),
    "parts": (lambda path: declare_end(path, disk=1), "in several"),
    "more entries": (lambda path: declare_end(path, entries=3, here=3), "does not hold the 3 entries"),
    "fewer entries": (lambda path: declare_end(path, entries=1, here=1), "does not hold the 1 entries"),
    "elsewhere": (lambda path: declare_end(path, start=3), "not where its end record says"),
    "no entry": (lambda path: spoil(path, central(path.read_bytes(), 1), b"PK\1\3"), "does not hold the 2 entries"),
    "entry runs on": (lambda path: declare(path, 1, extra_length=9999), "does not hold the 2 entries"),
    "byte before": (lambda path: path.write_bytes(b"x" + path.read_bytes()), "not where its end record says"),
}  # fmt: skip


@pytest.mark.parametrize("damage", BROKEN)
def test_archive_that_cannot_be_opened_is_one_fault(tmp_path: Path, damage: str) -> None:
    change, message = BROKEN[damage]
    path = both(tmp_path)
    sound = pack(tmp_path / "z.zip", (MEMBER, XML))
    change(path)
    found = find_law_files([path, sound])
    assert [file.path for file in found.files] == [sound]
    (fault,) = found.faults
    assert fault.file == path
    assert message in str(fault)


def test_too_many_entries(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = both(tmp_path)
    (tmp_path / "folder").mkdir()
    for number in range(2):
        (tmp_path / "folder" / f"{number}.txt").write_text("x")
    monkeypatch.setattr(zip_end, "MOST_ENTRIES", 1)
    monkeypatch.setattr(folder_walk, "MOST_ENTRIES", 1)
    found = find_law_files([path, tmp_path / "folder"])
    assert found.files == []
    assert ["at most 1 entries" in str(found.faults[0]), "more than 1 files" in str(found.faults[1])] == [
        True
    ] * 2


def test_folders_are_walked_without_following_links(tmp_path: Path) -> None:
    folder = tmp_path / "laws"
    (folder / "b" / "c").mkdir(parents=True)
    for place in (folder / f"{OTHER}.xml", folder / "b" / "c" / f"{REVISION}.xml", tmp_path / f"{LAW}.xml"):
        place.write_bytes(XML)
    (folder / "b" / f"{LAW}.xml").symlink_to(tmp_path / f"{LAW}.xml")
    (folder / "loop").symlink_to(folder)
    (folder / ".DS_Store").write_bytes(b"x")
    os.mkfifo(folder / "pipe.xml")
    found = find_law_files([folder])
    assert [file.path.name for file in found.files] == [f"{OTHER}.xml", f"{REVISION}.xml"]
    assert [(Path(fault.file).name, fault.problem) for fault in found.faults] == [
        ("loop", "is a symbolic link"),
        ("pipe.xml", "is no file"),
        (f"{LAW}.xml", "is a symbolic link"),
    ]
    assert found.ignored == [str(folder / ".DS_Store")]
    link = tmp_path / "link"
    link.symlink_to(folder)
    through = find_law_files([link, link / "b" / f"{LAW}.xml", folder])
    assert [file.path for file in through.files] == [
        link / f"{OTHER}.xml",
        link / "b" / "c" / f"{REVISION}.xml",
        link / "b" / f"{LAW}.xml",
    ]
    assert len(through.faults) == 6


def test_deep_folders(tmp_path: Path) -> None:
    there = Path.cwd()
    os.chdir(tmp_path)
    try:
        for _ in range(2500):
            Path("d").mkdir()
            os.chdir("d")
    finally:
        os.chdir(there)
    (fault,) = find_law_files([tmp_path]).faults
    assert "name too long" in str(fault).lower()
    subprocess.run(["rm", "-r", tmp_path / "d"], check=True)


@pytest.mark.parametrize("path", ["no/such.xml", "a\0b.xml", "x" * 300, "/dev/null/x.zip"])
def test_paths_that_cannot_be_read(path: str) -> None:
    (fault,) = find_law_files([Path(path)]).faults
    assert "cannot be read" in str(fault)


@pytest.mark.parametrize("path", ["/dev/zero", "/dev/stdin"])
def test_devices(path: str) -> None:
    (fault,) = find_law_files([Path(path)]).faults
    assert "is no file" in str(fault)


def test_plain_files_that_are_no_laws(tmp_path: Path) -> None:
    (tmp_path / f"{LAW}.xml").write_bytes(b"")
    with (tmp_path / f"{OTHER}.xml").open("wb") as large:
        large.truncate(LARGEST_LAW + 1)
    (tmp_path / f"{LAW}.md").write_bytes(FRONT)
    (tmp_path / "notes.docx").write_bytes(b"x")
    (tmp_path / "README").write_bytes(b"x")
    found = find_law_files([tmp_path])
    assert [fault.problem.split(" where")[0] for fault in found.faults] == [
        "is 67,108,865 bytes",
        "has front matter, and its name does not say which wording of the law it is",
        "is empty",
        "is no law by its ending",
    ]
    assert (found.files, found.ignored) == ([], [str(tmp_path / "README")])


def test_what_has_changed_since_it_was_found(tmp_path: Path) -> None:
    plain, packed = tmp_path / f"{LAW}.xml", pack(tmp_path / "a.zip", (MEMBER, XML))
    plain.write_bytes(XML)
    files = find_law_files([plain, packed]).files
    plain.write_bytes(XML + b"\n")
    pack(packed, (MEMBER, XML.replace(b"Body", b"Dody")))
    for file in files:
        with pytest.raises(InputError, match="has changed since"):
            read_law_file(file)
    plain.unlink()
    packed.unlink()
    for file in files:
        with pytest.raises(InputError, match="cannot be read: No such file"):
            read_law_file(file)


@pytest.mark.skipif(not STATUS.is_file(), reason="needs /proc to measure memory")
def test_bomb_is_a_fault_and_takes_no_memory(tmp_path: Path) -> None:
    """Once as declared, and once with a declared size that hides it: reading stops there."""
    path = pack(tmp_path / "bomb.zip", (MEMBER, BOMB))
    assert path.stat().st_size < 50_000
    assert "above 200 to 1" in str(find_law_files([path]).faults[0])
    declare(path, size=1000)
    script = (
        "import sys\n"
        "from pathlib import Path\n"
        "from flows.documents.law_files import find_law_files, read_law_file\n"
        "from flows.errors import InputError\n"
        "from tests.memory import peak\n"
        "before = peak()\n"
        "(file,) = find_law_files([Path(sys.argv[1])]).files\n"
        "try:\n"
        "    read_law_file(file)\n"
        "except InputError as fault:\n"
        "    print(peak() - before, fault.problem)\n"
    )
    told = subprocess.run(
        [sys.executable, "-c", script, path], check=True, capture_output=True, text=True
    ).stdout
    kilobytes, _, problem = told.partition(" ")
    assert problem.strip() == "is larger than the 1,000 bytes that it declares"
    assert int(kilobytes) < 8 * 1024


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    contents=st.lists(st.binary(min_size=1, max_size=3000).map(lambda piece: piece * 3), min_size=1, max_size=4),
    method=st.sampled_from([zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED]),
    comment=st.binary(max_size=40),
)  # fmt: skip
def test_reads_what_the_standard_library_packs(
    tmp_path: Path, contents: list[bytes], method: int, comment: bytes
) -> None:
    path = tmp_path / "any.zip"
    with zipfile.ZipFile(path, "w", method) as archive:
        archive.comment = comment
        for number, content in enumerate(contents):
            archive.writestr(f"{411 + number}AC0000000060.xml", content)
    found = find_law_files([path])
    assert found.faults == []
    with ZipReader() as reader:
        assert [reader.read(file) for file in found.files] == contents


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 2**32))
def test_damaged_archives_are_faults_or_true_contents(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - it makes test data
    path = both(tmp_path)
    data = bytearray(path.read_bytes())
    for _ in range(chance.randint(1, 4)):
        data[chance.randrange(len(data))] = chance.choice([0, 1, 0xFF, chance.randrange(256)])
    path.write_bytes(data)
    contents = {REVISION: XML, OTHER: XML * 9}
    with ZipReader() as reader:
        for file in find_law_files([path]).files:
            try:
                content = reader.read(file)
            except InputError:
                continue
            # A changed name may be another law's; the bytes are as they were packed, by size and CRC-32.
            assert content == contents.get(file.law_revision_id or "", content)
            assert content in contents.values()


@pytest.mark.skipif(not LAWS.is_dir(), reason="needs ../shared/laws")
@pytest.mark.parametrize(
    ("name", "forms", "rows"),
    [
        ("egov-xml-2020-11-dev.zip", {"xml": 4211}, 4211),
        ("amendments-2020-dev.zip", {"xml": 530}, 0),
        ("markdown-xml-pairs-dev.zip", {"xml": 150, "flattened": 150}, 0),
        ("legalize-security-revisions.zip", {"legalize": 120}, 0),
    ],
)
def test_real_archives(name: str, forms: dict[str, int], rows: int) -> None:
    start = time.process_time()
    found = find_law_files([LAWS / name])
    took = time.process_time() - start
    start = time.process_time()
    with zipfile.ZipFile(LAWS / name) as archive:
        for each in archive.infolist():
            archive.read(each)
    whole = time.process_time() - start
    assert found.faults == []
    assert {form: sum(file.form == form for file in found.files) for form in forms} == forms
    assert sum(forms.values()) == len(found.files)
    assert len(found.lists) == rows
    assert {row.law_revision_id for row in found.lists} <= {file.law_revision_id for file in found.files}
    assert [file.member for file in found.files] == sorted(file.member or "" for file in found.files)
    assert all(file.seen_on for file in found.files)
    assert took < whole, "finding what is in an archive costs more than reading all of it"
    with ZipReader() as reader, zipfile.ZipFile(LAWS / name) as archive:
        for file in found.files[:: max(1, len(found.files) // 300)]:
            assert reader.read(file) == archive.read(file.member or "")
