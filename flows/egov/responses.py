"""What e-Gov's 法令API (version 2) answers, typed and checked.

The published description and the service contradict each other: the same field comes as text or number, as null or of
no characters, `repeal_status` as `false` or as a word, `attr` as a text of no characters or as an object. Every form that has been observed is
taken and becomes one; fields that the description does not have are kept; what has another form stops the answer.
"""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from flows.documents.law_ids import is_law_id, law_of_revision

REPEALED = ("Repeal", "Expire", "LossOfEffectiveness")
"""Values of `repeal_status` by which a law is no more: 廃止, 失効, 実効性喪失. `Suspend` (停止) is not one."""


def _plain(value: Any) -> Any:
    """Return None for what says nothing (null, blanks, an object or a list of nothing), and text without its blanks."""
    if isinstance(value, str):
        return value.strip() or None
    return None if value in ({}, []) else value


def _text(value: Any) -> Any:
    """Return numbers as text; true and false are none."""
    value = _plain(value)
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _status(value: Any) -> Any:
    """Return None for no status, which is written null, false, of no characters, or `None`."""
    value = _plain(value)
    return None if value is False or value in ("None", "none", "false", "False") else value


def _revision_id(value: str) -> str:
    if law_of_revision(value) is None:
        raise ValueError(f"{value!r} is not an e-Gov revision id")
    return value


def _law_id(value: str) -> str:
    if not is_law_id(value):
        raise ValueError(f"{value!r} is not an e-Gov law id")
    return value


def _upper(value: Any) -> Any:
    value = _plain(value)
    return value.upper() if isinstance(value, str) else value


Words = Annotated[str | None, BeforeValidator(_text)]
Day = Annotated[dt.date | None, BeforeValidator(_plain)]
Moment = Annotated[dt.datetime | None, BeforeValidator(_plain)]
Flag = Annotated[bool | None, BeforeValidator(_plain)]
Status = Annotated[str | None, BeforeValidator(_status)]
LawId = Annotated[str, BeforeValidator(_upper), AfterValidator(_law_id)]
RevisionId = Annotated[str, BeforeValidator(_upper), AfterValidator(_revision_id)]


class _Answer(BaseModel):
    """A part of an answer: it cannot be changed, and keeps fields that are not known."""

    model_config = ConfigDict(extra="allow", frozen=True)


class LawInfo(_Answer):
    """`law_info`: what is the same for all revisions of a law."""

    law_id: LawId
    law_num: Words = None
    law_type: Words = None
    law_num_era: Words = None
    law_num_year: Words = None
    law_num_type: Words = None
    law_num_num: Words = None
    promulgation_date: Day = None


class RevisionInfo(_Answer):
    """`revision_info`: one revision of a law.

    `amendment_scheduled_enforcement_date` is e-Gov's stand-in where the day of entry into force is not known yet.
    `repeal_date` is, where the status is `Expire` or `LossOfEffectiveness`, the day on which e-Gov entered it.
    """

    law_revision_id: RevisionId
    law_type: Words = None
    law_title: Words = None
    law_title_kana: Words = None
    abbrev: Words = None
    category: Words = None
    updated: Moment = None
    amendment_promulgate_date: Day = None
    amendment_enforcement_date: Day = None
    amendment_enforcement_comment: Words = None
    amendment_scheduled_enforcement_date: Day = None
    amendment_law_id: Words = None
    amendment_law_title: Words = None
    amendment_law_title_kana: Words = None
    amendment_law_num: Words = None
    amendment_type: Words = None
    repeal_status: Status = None
    repeal_date: Day = None
    remain_in_force: Flag = None
    mission: Words = None
    current_revision_status: Words = None

    @property
    def law_id(self) -> str:
        """The law."""
        return self.law_revision_id.partition("_")[0]

    @property
    def ends_on(self) -> dt.date | None:
        """The day from which the law is no more, as e-Gov has it; None while it stands."""
        return self.repeal_date if self.repeal_status in REPEALED else None


class LawRevisions(_Answer):
    """Answer of `/law_revisions/{law_id}`: all revisions of a law that e-Gov has, the newest first."""

    law_info: LawInfo
    revisions: list[RevisionInfo]


class ListedLaw(_Answer):
    """One law in the answer of `/laws`."""

    law_info: LawInfo
    revision_info: RevisionInfo
    current_revision_info: RevisionInfo | None = None


class Laws(_Answer):
    """Answer of `/laws`: one page of the list."""

    total_count: int | None = None
    count: int
    next_offset: Annotated[int | None, BeforeValidator(_plain)] = None
    laws: list[ListedLaw] = Field(default_factory=list)


class LawData(_Answer):
    """Answer of `/law_data/{law_revision_id}`; the text is XML packed in Base64, XML as it is, or a tree in JSON."""

    law_info: LawInfo
    revision_info: RevisionInfo
    law_full_text: str | dict[str, Any]


class ErrorInfo(_Answer):
    """Answer with a status of 400, 404 or 500."""

    code: Words = None
    message: Words = None
