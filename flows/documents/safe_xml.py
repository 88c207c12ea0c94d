"""XML from elsewhere to an lxml tree, without what makes XML dangerous.

The size is looked at first, then the encoding, then what stands before the root element; only then does libxml2 see
the document, with its own limits on (256 levels, 10 MB for one text). The largest law known is under 20 MB of XML, the
deepest has 23 levels, the longest text of one element 6,437 characters, and none holds a DTD or a processing
instruction.
"""

from __future__ import annotations

import re
from pathlib import Path

from lxml import etree

from flows.errors import InputError

LARGEST_LAW = 64 * 1024 * 1024
"""Bytes of one law; the largest known is under 20 MB."""

MOST_MARKS = 2_000_000
"""`<` and `=` of one law, that is, tags and attributes: a node takes some 200 bytes of memory whatever it holds, and
the laws known have 52 of them in 1,000 bytes at most."""

_UTF8_MARK = b"\xef\xbb\xbf"
_OTHER_MARKS = (b"\xff\xfe", b"\xfe\xff", b"\x00", b"<\x00")
_ENCODING = re.compile(rb"<\?xml[^>]{0,200}?\sencoding\s*=\s*[\"']([^\"'>]*)[\"']")
_PROLOG = re.compile(rb"(?:[ \t\r\n]++|<!--.*?-->|<\?.*?\?>)*+", re.DOTALL)
_HTML = re.compile(rb"<(?:!doctype\s+html|html)\b", re.IGNORECASE)
_CONTROL = re.compile(rb"\xc2[\x80-\x9f]")
_CONTROL_NUMBER = re.compile(rb"&#(?:0*+1(?:2[89]|[345][0-9])|x0*+[89][0-9A-Fa-f]);")

_AGAIN = "Fetch the file again from e-Gov."
_DANGER = "A law has none: do not trust this file, fetch it again from e-Gov."


def parse_xml(content: bytes, where: str | Path, root_tag: str = "Law") -> etree._Element:
    """Parse one document in UTF-8; comments are left out.

    Args:
        content: its bytes.
        where: the file, for messages.
        root_tag: the element that the document must be.

    Raises:
        InputError: it is empty, larger than `LARGEST_LAW`, has more than `MOST_MARKS` tags and attributes, is
            not UTF-8, has control characters, a DTD, or processing instructions inside the root, is nested more
            than 256 deep, is not well-formed, or is another document, such as an error page.
    """
    _check_size(content, where)
    _check_encoding(content, where)
    start = len(_UTF8_MARK) if content.startswith(_UTF8_MARK) else 0
    prolog = _PROLOG.match(content, start)
    after = prolog.end() if prolog else start
    if _HTML.match(content, after):
        raise _html_page(where)
    if content.startswith(b"<!DOCTYPE", after):
        raise InputError(where, _line(content, after), "has a document type declaration (DTD)", _DANGER)
    # A parser of its own for each document: a shared one would let only one thread parse at a time.
    parser = etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        collect_ids=False,
    )
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise _not_parsed(content, where, error) from None
    _check_tree(content, after, where, root, root_tag)
    return root


def _check_size(content: bytes, where: str | Path) -> None:
    """Refuse what is not of the size of a law.

    Raises:
        InputError: it is empty, too large, or has too many tags and attributes.
    """
    if not content or content.isspace():
        raise InputError(where, "", "is empty" if not content else "holds nothing but blanks", _AGAIN)
    if len(content) > LARGEST_LAW:
        raise InputError(
            where,
            "",
            f"is {len(content):,} bytes where a law has at most {LARGEST_LAW:,}",
            "Check that this is one law; the largest known is under 20 MB.",
        )
    # The shortest element has four bytes: only a long document can have so many.
    if len(content) > 4 * MOST_MARKS and (marks := content.count(b"<") + content.count(b"=")) > MOST_MARKS:
        raise InputError(
            where,
            "",
            f"has {marks:,} tags and attributes where a law has at most {MOST_MARKS:,}",
            "Check that this is one law.",
        )


def _check_encoding(content: bytes, where: str | Path) -> None:
    """Refuse what is not in UTF-8 by its own account.

    Raises:
        InputError: it begins as UTF-16 or UTF-32 does, or declares another encoding.
    """
    declared = _ENCODING.search(content, 0, 400)
    if content.startswith(_OTHER_MARKS):
        found = "UTF-16 or UTF-32, or is no text, by its first bytes"
    elif declared and declared[1].upper() not in (b"UTF-8", b"UTF8"):
        found = f"{declared[1].decode('latin-1')[:40]!r}, by its declaration"
    else:
        return
    raise InputError(where, "line 1", f"is in {found}", "Save it as UTF-8, or fetch it again from e-Gov.")


def _check_tree(content: bytes, start: int, where: str | Path, root: etree._Element, root_tag: str) -> None:
    """Refuse a document that libxml2 takes and a reader of laws must not; its root is at `start`.

    Raises:
        InputError: see `parse_xml`.
    """
    if root.getroottree().docinfo.internalDTD is not None:
        raise InputError(where, "", "has a document type declaration (DTD)", _DANGER)
    if root.tag != root_tag:
        if str(root.tag).rpartition("}")[2].lower() == "html":
            raise _html_page(where)
        problem = f"is a document <{str(root.tag)[:80]}> where <{root_tag}> is expected"
        raise InputError(where, f"line {root.sourceline}", problem, "Name files of laws in 法令標準XML only.")
    # One character is found faster than two, and most laws have no question mark.
    if content.find(b"?", start) >= 0 and content.find(b"<?", start) >= 0:
        for instruction in root.iter(etree.ProcessingInstruction):
            found = f"has a processing instruction <?{str(getattr(instruction, 'target', ''))[:40]}"
            raise InputError(where, f"line {instruction.sourceline}", found, _DANGER)
    control = _CONTROL.search(content) if b"\xc2" in content else None
    if control is None and b"&" in content:
        control = _CONTROL_NUMBER.search(content)
    if control is not None:
        raise InputError(
            where, _line(content, control.start()), f"has a control character: {control[0]!r}", _AGAIN
        )


def _not_parsed(content: bytes, where: str | Path, error: etree.XMLSyntaxError) -> InputError:
    """Say why libxml2 did not take a document."""
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as wrong:
        return InputError(
            where,
            f"{_line(content, wrong.start)}, byte {wrong.start}",
            f"is not UTF-8: byte 0x{content[wrong.start]:02x}",
            "Save it as UTF-8, or fetch it again from e-Gov.",
        )
    line, column = error.position
    said = str(error.msg).partition(", line ")[0].strip()[:200]
    code, codes = getattr(error, "code", None), etree.ErrorTypes
    if code == codes.ERR_RESOURCE_LIMIT:
        what = "elements nested more than 256 deep" if "depth" in said else f"too long a text or tag ({said})"
        return InputError(where, f"line {line}, column {column}", f"has {what}", _DANGER)
    if code == codes.ERR_TAG_NOT_FINISHED:
        return InputError(where, f"line {line}, column {column}", f"ends in the middle: {said}", _AGAIN)
    return InputError(where, f"line {line}, column {column}", f"is not well-formed XML: {said}", _AGAIN)


def _html_page(where: str | Path) -> InputError:
    return InputError(
        where,
        "",
        "is an HTML page, not a law",
        "e-Gov answers with a page when it is under load: fetch the file again later.",
    )


def _line(content: bytes, at: int) -> str:
    number = content.count(b"\n", 0, at) + 1
    return f"line {number}"
