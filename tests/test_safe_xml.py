"""XML from elsewhere: what is dangerous or no law is an InputError that says where; what is sound is as lxml has it."""

import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from flows.documents.law_files import ZipReader, find_law_files
from flows.documents.safe_xml import LARGEST_LAW, MOST_MARKS, parse_xml
from flows.errors import InputError
from tests.conftest import SHARED
from tests.hostile_zips import LAW, MEMBER, declare, pack
from tests.memory import STATUS

DECLARED = b'<?xml version="1.0" encoding="UTF-8"?>\n'
LAUGHS = b"".join(
    b'<!ENTITY l%d "%s">' % (level, b"&l%d;" % (level - 1) * 10 if level else b"ha") for level in range(12)
)

REFUSED: dict[str, tuple[bytes, str, str]] = {
    "nothing": (b"", "", "is empty"),
    "blanks": (b" \r\n\t ", "", "nothing but blanks"),
    "zero bytes": (b"\0" * 4096, "line 1", "no text, by its first bytes"),
    "text": (b"hello", "line 1, column 1", "Start tag expected"),
    "page": (b"\n<!DOCTYPE html>\n<html><body>503</body></html>", "", "is an HTML page"),
    "page in XHTML": (DECLARED + b'<html xmlns="http://www.w3.org/1999/xhtml"/>', "", "is an HTML page"),
    "page behind a comment": (b"<!-- x --><HTML></HTML>", "", "is an HTML page"),
    "other document": (b"<DataRoot><Law/></DataRoot>", "line 1", "is a document <DataRoot> where <Law>"),
    "law of a namespace": (b'<Law xmlns="urn:x"/>', "line 1", "is a document <{urn:x}Law>"),
    "two roots": (b"<Law/><Law/>", "line 1, column 7", "Extra content"),
    "more behind it": (b"<Law/>\0", "line 1, column 7", "Extra content"),
    "cut off": (b"<Law>\n<LawNum>", "line 2, column 9", "ends in the middle"),
    "cut off in a tag": (b"<Law><LawNum Nu", "line 1, column 16", "not well-formed"),
    "wrong end": (b"<Law><a></b></Law>", "line 1", "mismatch"),
    "prefix": (b"<Law><x:a/></Law>", "line 1", "prefix"),
    "attribute twice": (b'<Law a="1" a="2"/>', "line 1", "redefined"),
    "declaration too late": (b"\n" + DECLARED + b"<Law/>", "line 2", "XML declaration allowed only at the start"),
    "version": (b'<?xml version="2.0"?><Law/>', "line 1", "Unsupported version"),
    # Document types and entities.
    "DTD": (DECLARED + b"<!DOCTYPE Law><Law/>", "line 2", "has a document type declaration"),
    "DTD behind a comment": (b"<!-- > --> <?x ?>\n<!DOCTYPE Law><Law/>", "line 2", "has a document type"),
    "billion laughs": (b"<!DOCTYPE Law [" + LAUGHS + b"]><Law>&l11;</Law>", "line 1", "has a document type"),
    "laughs in an attribute": (
        b"<!DOCTYPE Law [" + LAUGHS + b']><Law a="&l11;"/>', "line 1", "has a document type",
    ),
    "file as entity": (
        b'<!DOCTYPE Law [<!ENTITY x SYSTEM "file:///etc/passwd">]><Law>&x;</Law>', "line 1", "has a document type",
    ),
    "DTD from elsewhere": (
        b'<!DOCTYPE Law SYSTEM "http://127.0.0.1:9/x.dtd"><Law/>', "line 1", "has a document type",
    ),
    "entity": (b"<Law>&nbsp;</Law>", "line 1", "Entity 'nbsp' not defined"),
    "instruction": (b"<Law>\n<a/><?php x?></Law>", "line 2", "processing instruction <?php"),
    "instruction in a text": (b"<Law><a>x<?y?>z</a></Law>", "line 1", "processing instruction <?y"),
    # Depth and length.
    "deep": (b"<Law>" + b"<a>" * 10_000 + b"</a>" * 10_000 + b"</Law>", "line 1", "more than 256 deep"),
    "deep and cut off": (b"<Law>" + b"<a>" * 300_000, "line 1", "more than 256 deep"),
    "long text": (b"<Law>" + b"a" * 10_000_001 + b"</Law>", "line 1", "too long a text or tag"),
    "long attribute": (b'<Law a="' + b"a" * 10_000_001 + b'"/>', "line 1", "too long a text or tag"),
    "long name": (b"<Law><" + b"a" * 60_000 + b"/></Law>", "line 1", "Name too long"),
    "large": (b"<Law>" + b" " * LARGEST_LAW + b"</Law>", "", "is 67,108,875 bytes where"),
    "many tags": (b"<Law>" + b"<a/>" * MOST_MARKS + b"</Law>", "", "has 2,000,002 tags and attributes"),
    "many attributes": (
        b"<Law " + b" ".join(b'a%d=""' % number for number in range(MOST_MARKS)) + b"/>", "", "has 2,000,001 tags",
    ),
    # Encodings and characters.
    "UTF-16": ('<?xml version="1.0" encoding="UTF-16"?><Law/>'.encode("utf-16"), "line 1", "in UTF-16"),
    "UTF-16 without a mark": ("<Law/>".encode("utf-16-le"), "line 1", "in UTF-16"),
    "UTF-32": ("<Law/>".encode("utf-32-be"), "line 1", "in UTF-16 or UTF-32"),
    "DTD in UTF-16": ("<!DOCTYPE Law><Law/>".encode("utf-16-be"), "line 1", "in UTF-16"),
    "CP932": ('<?xml version="1.0" encoding="Shift_JIS"?><Law>法</Law>'.encode("cp932"), "line 1", "'Shift_JIS'"),
    "UTF-7": (b"<?xml version='1.0' encoding = 'UTF-7'?>+ADw-Law/>", "line 1", "'UTF-7'"),
    "not UTF-8": (DECLARED + b"<Law>\n\xe6\xb3\x95\xff</Law>", "line 3, byte 48", "byte 0xff"),
    "overlong": (b"<Law>\xc0\xbc</Law>", "line 1, byte 5", "byte 0xc0"),
    "surrogate": (b"<Law>\xed\xa0\x80</Law>", "line 1, byte 5", "byte 0xed"),
    "cut off in a character": (b"<Law>\xe6\xb3", "line 1, byte 5", "is not UTF-8"),
    "zero": (b"<Law>a\0</Law>", "line 1, column 7", "Invalid character"),
    "control": (b"<Law>\n\x01</Law>", "line 2, column 1", "invalid Char"),
    "control by number": (b"<Law>&#1;</Law>", "line 1", "invalid xmlChar value 1"),
    "control of C1": ("<Law>\n\x85</Law>".encode(), "line 2", "has a control character"),
    "control of C1 by number": (b"<Law>&#0133;</Law>", "line 1", "has a control character"),
    "control of C1 by hexadecimal number": (b"<Law>&#x9F;</Law>", "line 1", "has a control character"),
    "no character": (b"<Law>\xef\xbf\xbe</Law>", "line 1", "invalid Char"),
}  # fmt: skip


@pytest.fixture(scope="module")
def floor() -> float:
    """Seconds that lxml alone takes to parse a law with half as many tags as a law may have."""
    content = b"<Law>" + b"<a></a>" * (MOST_MARKS // 2) + b"</Law>"
    start = time.process_time()
    etree.fromstring(content)
    return time.process_time() - start


@pytest.mark.parametrize("case", REFUSED)
def test_refused_quickly_with_file_place_and_problem(case: str, floor: float) -> None:
    content, place, problem = REFUSED[case]
    start = time.process_time()
    with pytest.raises(InputError) as failure:
        parse_xml(content, Path("laws/a.xml"))
    assert time.process_time() - start < floor, "refusing it takes longer than parsing a large law"
    fault = failure.value
    assert fault.file == Path("laws/a.xml")
    assert fault.place.startswith(place)
    assert problem in fault.problem
    assert fault.remedy
    assert len(str(fault)) < 500


TAKEN = {
    "mark": b"\xef\xbb\xbf" + DECLARED + "<Law>法</Law>".encode(),
    "declared in lower case": b"<?xml version='1.0' encoding='utf-8' standalone='no'?><Law/>",
    "no declaration": b"<Law/>",
    "256 levels": b"<Law>" + b"<a>" * 255 + b"</a>" * 255 + b"</Law>",
    "instruction before the law": DECLARED + b'<?xml-stylesheet href="a.xsl"?><Law/><?end?>',
    "question marks": b"<Law>? ??? &lt;?x?&gt;</Law>",
    "document type in a text": b"<Law><![CDATA[<!DOCTYPE Law>]]></Law>",
    "Latin letters": "<Law>é×§\xa0</Law>".encode(),
    "characters by number": b"<Law>&#12354;&#x3042;&#160;</Law>",
    "schema": b'<Law xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:noNamespaceSchemaLocation="x.xsd"/>',
    "inclusion, which is not followed": (
        b'<Law xmlns:xi="http://www.w3.org/2001/XInclude"><xi:include href="file:///etc/passwd"/></Law>'
    ),
}


@pytest.mark.parametrize("case", TAKEN)
def test_taken_as_lxml_has_it(case: str) -> None:
    assert etree.tostring(parse_xml(TAKEN[case], "a.xml")) == etree.tostring(etree.fromstring(TAKEN[case]))


def test_comments_do_not_divide_texts() -> None:
    assert parse_xml("<Law>第<!-- x -->一<![CDATA[条]]></Law>".encode(), "a.xml").text == "第一条"


def test_another_root_where_one_is_asked_for() -> None:
    assert parse_xml(b"<DataRoot/>", "a.xml", "DataRoot").tag == "DataRoot"


@settings(deadline=None)
@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=60))
def test_every_text_is_there_or_refused(text: str) -> None:
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\r", "&#13;")
    forbidden = any(
        (ord(char) < 32 and char not in "\t\n\r") or 0x80 <= ord(char) <= 0x9F or char in "\ufffe\uffff"
        for char in text
    )
    try:
        root = parse_xml(f"<Law>{escaped}</Law>".encode(), "a.xml")
    except InputError:
        assert forbidden
    else:
        assert (root.text or "") == text
        assert not forbidden


PEAK = """
import sys
from pathlib import Path
from flows.documents.law_files import find_law_files
from flows.documents.safe_xml import parse_xml
from flows.errors import InputError
from tests.memory import peak
content = b"<Law>" + b"<a/>" * 16_000_000 + b"</Law>" if sys.argv[1] == "tags" else b""
before = peak()
try:
    if content:
        parse_xml(content, "a.xml")
    else:
        raise find_law_files([Path(sys.argv[1])]).faults[0]
except InputError as fault:
    print(peak() - before, fault.problem)
"""


@pytest.mark.skipif(not STATUS.is_file(), reason="needs /proc to measure memory")
@pytest.mark.parametrize("case", ["tags", "declared in a zip file", "file"])
def test_what_is_too_large_takes_no_memory(case: str, tmp_path: Path) -> None:
    """64 MB of tags; one element of 1 GB, as declared by a zip file, and as a file."""
    argument: str | Path = case
    if case == "declared in a zip file":
        argument = declare(pack(tmp_path / "a.zip", (MEMBER, b"<Law/>")), size=1024**3)
    elif case == "file":
        argument = tmp_path / f"{LAW}.xml"
        with argument.open("wb") as target:
            target.truncate(1024**3)
    told = subprocess.run(
        [sys.executable, "-c", PEAK, argument], check=True, capture_output=True, text=True
    ).stdout
    kilobytes, _, problem = told.partition(" ")
    assert problem.startswith(("has 16,000,002 tags", "is 1,073,741,824 bytes"))
    assert int(kilobytes) < 4 * 1024


@pytest.mark.skipif(not SHARED.is_dir(), reason="needs ../shared/laws")
def test_real_laws_are_as_lxml_has_them() -> None:
    files = [file for file in find_law_files([SHARED / "laws"]).files if file.form == "xml"][::40]
    assert len(files) > 100
    with ZipReader() as reader:
        for file in files:
            content = reader.read(file)
            assert etree.tostring(parse_xml(content, file.name)) == etree.tostring(etree.fromstring(content))
