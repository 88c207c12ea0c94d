"""What the 法令API (version 2) is asked: the revisions of a law, the text of a revision, the list of laws."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import quote

from flows.egov.answers import Got, MayPassError, read_json, read_law
from flows.egov.connection import API, Connection, Request
from flows.egov.headers import Validators, conditions, validators_in
from flows.egov.responses import LawRevisions, Laws, RevisionInfo


class Listing(NamedTuple):
    """A list of revisions.

    Args:
        content: the answer's bytes.
        answer: read.
        url: where it is from.
        retrieved_at: when.
        validators: see there.
    """

    content: bytes
    answer: LawRevisions
    url: str
    retrieved_at: dt.datetime
    validators: Validators


class LawText(NamedTuple):
    """The text of a revision.

    Args:
        content: the law's XML as e-Gov sent it, cut out of the answer.
        url: where it is from.
        retrieved_at: when.
        info: what the answer says of the revision; None where it was nothing but the text.
    """

    content: bytes
    url: str
    retrieved_at: dt.datetime
    info: RevisionInfo | None


def revisions(egov: Connection, law_id: str, known: Validators | None = None) -> Listing | None:
    """Ask which revisions of a law there are.

    Args:
        egov: who is asked.
        law_id: e-Gov law id.
        known: what e-Gov said with the list that is held.

    Returns:
        The list; None where e-Gov says that it is still the one held.

    Raises:
        EgovError: e-Gov has no such law, or no answer of use.
        AskingEndedError: see there.
    """
    url = f"{egov.base_url}{API}/law_revisions/{quote(law_id)}"

    def read(got: Got) -> Listing | None:
        if got.is_unchanged:
            return None
        answer = read_json(got, LawRevisions)
        odd = [one.law_revision_id for one in answer.revisions if one.law_id != law_id]
        if odd or answer.law_info.law_id != law_id:
            raise MayPassError(f"is the list of another law: {odd[0] if odd else answer.law_info.law_id}")
        if not answer.revisions:
            raise MayPassError("lists no revision at all")
        return Listing(got.content, answer, url, egov.now(), validators_in(got.headers))

    return egov.ask(Request(url, {"response_format": "json"}, conditions(known)), read)


def law_data(egov: Connection, law_revision_id: str) -> LawText:
    """Ask for the text of a revision.

    It is asked for in JSON, which packs the XML in Base64 and so leaves its bytes alone; an envelope of XML, and the
    bare law, are taken too.

    Raises:
        EgovError: e-Gov has no such revision, or sends no text, or that of another law.
        AskingEndedError: see there.
    """
    url = f"{egov.base_url}{API}/law_data/{quote(law_revision_id)}"

    def read(got: Got) -> LawText:
        found = read_law(got, law_revision_id)
        return LawText(found.content, url, egov.now(), found.revision)

    return egov.ask(Request(url, {"law_full_text_format": "xml", "response_format": "json"}), read)


def laws(egov: Connection, **asked: str) -> Iterator[Laws]:
    """Ask for the list of laws, page by page.

    Args:
        egov: who is asked.
        asked: parameters of the description, such as `law_title`, `law_id`, `asof`.

    Raises:
        EgovError: e-Gov has no answer of use.
        AskingEndedError: see there.
    """
    offset = 0
    while True:
        parameters = {"limit": "1000", "offset": str(offset), "response_format": "json", **asked}
        request = Request(f"{egov.base_url}{API}/laws", parameters)
        page = egov.ask(request, lambda got: read_json(got, Laws))
        yield page
        if page.next_offset is None or page.next_offset <= offset:
            return
        offset = page.next_offset
