"""e-Gov's bulk files: all laws, those of a category, what changed on a day; each is a zip file."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path

from flows.documents.safe_xml import LARGEST_LAW
from flows.documents.zip_directory import read_directory
from flows.egov.answers import Got, MayPassError, require_no_page
from flows.egov.connection import Connection, Request
from flows.errors import InputError

BULK = "/bulkdownload"

ATTEMPTS = 3
"""How often a bulk file is asked for: it is large, and cannot be resumed."""

CATEGORIES = (
    "憲法", "刑事", "財務通則", "水産業", "観光", "国会", "警察", "国有財産", "鉱業", "郵務", "行政組織", "消防", "国税", "工業",
    "電気通信", "国家公務員", "国土開発", "事業", "商業", "労働", "行政手続", "土地", "国債", "金融・保険", "環境保全", "統計",
    "都市計画", "教育", "外国為替・貿易", "厚生", "地方自治", "道路", "文化", "陸運", "社会福祉", "地方財政", "河川", "産業通則",
    "海運", "社会保険", "司法", "災害対策", "農業", "航空", "防衛", "民事", "建築・住宅", "林業", "貨物運送", "外事",
)  # fmt: skip
"""e-Gov's categories, in the order of their codes, which begin with 1."""


def fetch_all(egov: Connection, target: Path) -> Path:
    """Fetch the file of all laws; see `fetch_day`."""
    return _fetch(egov, {"file_section": "1"}, target)


def fetch_category(egov: Connection, category: int, target: Path) -> Path:
    """Fetch the file of the laws of a category; see `fetch_day`."""
    return _fetch(egov, {"file_section": "2", "category_cd": str(category)}, target)


def fetch_day(egov: Connection, day: dt.date, target: Path) -> Path:
    """Fetch the file of what changed on a day; e-Gov has those of the last three months.

    The file is written to the disk as it comes, under another name until it is whole.

    Returns:
        The target.

    Raises:
        EgovError: e-Gov has no such file, or sends none that is whole.
        AskingEndedError: see there.
        OSError: it cannot be written.
    """
    return _fetch(egov, {"file_section": "3", "update_date": f"{day:%Y%m%d}"}, target)


def _fetch(egov: Connection, asked: Mapping[str, str], target: Path) -> Path:
    part = target.with_name(f".{target.name}.part")

    def read(got: Got) -> Path:
        with part.open("rb") as file:
            require_no_page(file.read(256), got.status)
            try:
                read_directory(file, target, LARGEST_LAW)
            except InputError as error:
                raise MayPassError(f"is no whole zip file: {error.problem}") from None
        part.replace(target)
        return target

    parameters = {**asked, "only_xml_flag": "true"}
    try:
        return egov.ask(Request(f"{egov.base_url}{BULK}", parameters, into=part, attempts=ATTEMPTS), read)
    finally:
        part.unlink(missing_ok=True)
