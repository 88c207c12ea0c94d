"""An answer of e-Gov as it came, and what is read from it; one that is of no use may be right when asked for again."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Mapping
from typing import NamedTuple, TypeVar

from lxml import etree
from pydantic import BaseModel, ValidationError

from flows.documents.law_identity import require_law
from flows.documents.safe_xml import parse_xml
from flows.egov.responses import ErrorInfo, LawData, LawInfo, RevisionInfo
from flows.errors import InputError

_HTML = re.compile(rb"\s*(?:<!doctype\s+html|<html)\b", re.IGNORECASE)
_LAW_IN_ENVELOPE = re.compile(rb"<Law[\s>].*</Law\s*>", re.DOTALL)

Answer = TypeVar("Answer", bound=BaseModel)


class MayPassError(Exception):
    """What is wrong with an answer and may be right when asked for again.

    Args:
        problem: in words.
        is_down: whether it says something about e-Gov as a whole, and not about this answer.
        status: of the answer.
        wait: seconds after which e-Gov wants to be asked again.
    """

    def __init__(
        self, problem: str, *, is_down: bool = False, status: int | None = None, wait: float | None = None
    ) -> None:
        super().__init__(problem)
        self.problem, self.is_down, self.status, self.wait = problem, is_down, status, wait


class Got(NamedTuple):
    """An answer; its headers are found in letters of either case, and the content is empty where it is in a file."""

    status: int
    content: bytes
    headers: Mapping[str, str]

    @property
    def is_unchanged(self) -> bool:
        """Whether e-Gov says that what is held is still what it has."""
        return self.status == 304


class LawInAnswer(NamedTuple):
    """The XML of a law, and what the answer says of law and revision."""

    content: bytes
    law: LawInfo | None
    revision: RevisionInfo | None


def require_no_page(beginning: bytes, status: int) -> None:
    """Check that an answer is no page for people, as a server sends that is being looked after.

    Raises:
        MayPassError: it is one.
    """
    if _HTML.match(beginning):
        raise MayPassError("is a page of HTML", is_down=True, status=status)


def error_said(got: Got) -> str:
    """Return what an answer with an error says, where it says something."""
    try:
        info = ErrorInfo.model_validate_json(got.content)
    except ValidationError:
        return ""
    return f": {' '.join(filter(None, (info.code, info.message)))[:200]}"


def read_json(got: Got, model: type[Answer]) -> Answer:
    """Read an answer in JSON.

    Raises:
        MayPassError: it is a page of HTML, is cut short, or is not what was asked for.
    """
    require_no_page(got.content, got.status)
    try:
        return model.model_validate_json(got.content)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        place = ".".join(str(step) for step in first["loc"])
        raise MayPassError(
            f"is not the answer that was asked for: {place} {first['msg']}".replace("  ", " ")
        ) from None


def read_law(got: Got, law_revision_id: str) -> LawInAnswer:
    """Cut a law's XML out of an answer: in JSON, in an envelope of XML, or the bare law.

    Raises:
        MayPassError: there is none that is whole, or it is of another law or revision.
    """
    found = _cut_out(got, law_revision_id)
    if found.revision is not None and found.revision.law_revision_id != law_revision_id:
        raise MayPassError(f"is the text of another revision: {found.revision.law_revision_id}")
    try:
        require_law(found.content, law_revision_id, law_revision_id, found.law.law_num if found.law else None)
    except InputError as error:
        raise MayPassError(_said(error)) from None
    return found


def _cut_out(got: Got, where: str) -> LawInAnswer:
    """Return the law in an answer, whichever it is.

    Raises:
        MayPassError: there is none.
    """
    body = got.content.removeprefix(b"\xef\xbb\xbf").lstrip()
    if body.startswith(b"{"):
        data = read_json(got, LawData)
        if not isinstance(data.law_full_text, str):
            raise MayPassError("has the text as JSON where XML was asked for")
        return LawInAnswer(_unpacked(data.law_full_text), data.law_info, data.revision_info)
    require_no_page(body, got.status)
    if b"<law_data_response" not in body[:1000]:
        return LawInAnswer(got.content, None, None)
    try:
        root = parse_xml(got.content, where, "law_data_response")
    except InputError as error:
        raise MayPassError(_said(error)) from None
    match = _LAW_IN_ENVELOPE.search(body)
    content = match[0] if match else _unpacked(root.findtext("law_full_text") or "")
    try:
        return LawInAnswer(
            content,
            LawInfo.model_validate(_fields(root, "law_info")),
            RevisionInfo.model_validate(_fields(root, "revision_info")),
        )
    except ValidationError:
        raise MayPassError("does not say which law and revision it is") from None


def _fields(root: etree._Element, name: str) -> dict[str, str | None] | None:
    element = root.find(name)
    return None if element is None else {str(child.tag): child.text for child in element}


def _unpacked(text: str) -> bytes:
    """Return XML as bytes: unpacked from Base64, or as it is."""
    if text.lstrip("\ufeff \t\r\n").startswith("<"):
        return text.encode()
    try:
        return base64.b64decode("".join(text.split()), validate=True)
    except binascii.Error:
        raise MayPassError("has a text that is neither XML nor Base64") from None


def _said(error: InputError) -> str:
    return f"{error.place} {error.problem}".strip()
