"""Reports of amendments as Markdown, as a page of HTML that needs nothing else, and as JSON for programs."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import fields, is_dataclass
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from flows.amendment_reports.report import AmendmentReport, Change, Line, Touched
from flows.japanese.eras import in_era
from flows.records.laws.edits import DELETE, EQUAL, INSERT, Edit

HERE = Path(__file__).parent
MARKS = {EQUAL: ("", ""), DELETE: ("〔－", "－〕"), INSERT: ("〔＋", "＋〕")}
CHANGES = {
    "added": "新設",
    "removed": "削除",
    "amended": "改正",
    "renumbered": "条項の移動",
    "moved": "位置の移動",
}
UNKNOWN = "資料に記載なし"
NOTHING = "この倉庫には、改正された規定に依拠する箇所はない。"

_ID = re.compile(r"[\w./-]*_[\w./-]*", re.ASCII)
_SPECIAL = re.compile(r"([\\`*_<>\[\]|~#])")


def facts(report: AmendmentReport) -> list[tuple[str, str]]:
    """Return what is known of an amendment, name and value."""
    source = report.source
    return [
        ("改正された法令", f"{report.law_title}（{report.law_num}）"),
        ("改正法令", report.amendment_name),
        ("公布", day(report.promulgated_on) if report.promulgated_on else UNKNOWN),
        ("施行", day(report.enforced_on)),
        ("改正後の版", report.law_revision_id),
        ("改正前の版", report.from_revision_id),
        ("出典", "、".join(part for part in (source.publisher, source.url, source.file) if part)),
    ]


def day(value: dt.date) -> str:
    """Write a day in the era and as in ISO 8601."""
    return f"{in_era(value)}（{value}）"


def heading(change: Change) -> str:
    """Name a changed provision, and what happened to it."""
    moved = f"、旧{change.former_place}" if change.former_place else ""
    return f"{change.place}（{CHANGES[change.change]}{moved}）"


def parts(line: Line) -> Iterator[list[Edit]]:
    """Yield caption, and number with text, of a provision, as far as it has them."""
    if line.caption:
        yield line.caption
    gap = [Edit(EQUAL, "　")] if line.title and line.text else []
    if line.title or line.text:
        yield [*line.title, *gap, *line.text]


def side(runs: Sequence[Edit], op: str) -> list[Edit]:
    """Return the runs of the old text (`delete`) or of the new one (`insert`)."""
    return [run for run in runs if run.op in (EQUAL, op)]


def trace(touched: Touched) -> str:
    """Write the command that shows a row in its source."""
    row = f"'{touched.row_id}'" if re.search(r"[|\[\]]", touched.row_id) else touched.row_id
    return f"anpo trace {touched.table_name} {row}"


def to_markdown(report: AmendmentReport) -> str:
    """Write a report as Markdown; what goes is marked 〔－…－〕, what comes 〔＋…＋〕."""
    lines = [f"# {_plain(report.title)}", ""]
    lines += [f"- {name}：{_named(value)}" for name, value in facts(report)]
    lines += ["", f"## 改正された規定（{len(report.changes)}件）"]
    for change in report.changes:
        lines += ["", f"### {_plain(heading(change))}", "", *_changed(change)]
    lines += ["", f"## 読み直すべき箇所（{report.touched}箇所）"]
    if not report.sections:
        lines += ["", NOTHING]
    for section in report.sections:
        lines += ["", f"### {section.heading}（{len(section.touched)}箇所）", ""]
        for number, touched in enumerate(section.touched, 1):
            lines += _item(number, touched)
    return "\n".join(lines) + "\n"


def _plain(text: str) -> str:
    """Escape what Markdown would take as its own."""
    return _SPECIAL.sub(r"\\\1", text)


def _named(text: str) -> str:
    """Escape a text; ids and names of files stand as they are, as code."""
    return "、".join(f"`{part}`" if _ID.fullmatch(part) else _plain(part) for part in text.split("、"))


def _marked(runs: Sequence[Edit]) -> str:
    return "".join(f"{MARKS[op][0]}{text}{MARKS[op][1]}" for op, text in runs)


def _unmarked(runs: Sequence[Edit]) -> str:
    return "".join(text for _, text in runs)


def _changed(change: Change) -> Iterator[str]:
    """Yield the lines of a change: the old and the new text, or the only one there is."""
    for line in change.lines:
        for runs in parts(line):
            if change.change == "amended":
                yield from (f"- 旧：{_plain(_marked(side(runs, DELETE)))}", f"- 新：{_plain(_marked(side(runs, INSERT)))}")  # fmt: skip
            else:
                yield f"- {_plain(_unmarked(side(runs, DELETE if change.change == 'removed' else INSERT)))}"


def _item(number: int, touched: Touched) -> Iterator[str]:
    note = f"〔{touched.note}〕" if touched.note else ""
    others = f"（ほか{touched.others}か所）" if touched.others else ""
    yield f"{number}. {_plain(touched.path)}{others}{note}"
    yield f"   - {_plain(touched.reason)}"
    if touched.quote:
        yield f"   - {_plain(touched.quote)}"
    yield f"   - `{trace(touched)}`"


@cache
def _template() -> Template:
    environment = Environment(
        loader=FileSystemLoader(HERE),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals |= {
        "facts": facts, "heading": heading, "parts": parts, "side": side, "trace": trace, "nothing": NOTHING,
    }  # fmt: skip
    return environment.get_template("report.html.j2")


def to_html(report: AmendmentReport) -> str:
    """Write a report as one page of HTML without other files."""
    return _template().render(report=report)


def to_json(reports: Sequence[AmendmentReport]) -> str:
    """Write reports as JSON: a list, with the fields of `AmendmentReport`; runs of text as op and text."""
    return json.dumps([_data(report) for report in reports], ensure_ascii=False, indent=1) + "\n"


def _data(value: Any) -> Any:
    if isinstance(value, Edit):
        return value._asdict()
    if is_dataclass(value):
        return {field.name: _data(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, list):
        return [_data(each) for each in value]
    return value.isoformat() if isinstance(value, dt.date) else value
