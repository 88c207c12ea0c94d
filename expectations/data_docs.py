"""The Data Docs: what Great Expectations says of a build, as pages that open from the file system.

Its renderer puts every expectation and what was observed into words. Its own templates load style sheets and
scripts from other hosts and leave the first page empty without them; ours are whole in themselves, and equal
results give equal bytes: no times, no random ids.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any

import great_expectations as gx
from great_expectations.render.renderer.content_block.validation_results_table_content_block import (
    ValidationResultsTableContentBlockRenderer,
)
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from expectations.expected import Expected
from expectations.judge import Suite, Verdict
from warehouse.gate_result import Failure

TEMPLATES = Path(__file__).parent / "docs"
PARAMETER = re.compile(r"\$(\w+)")


@dataclass(frozen=True, slots=True)
class Line:
    """One expectation as it stands on a page.

    Args:
        rule: its id.
        subject: the column or, for rules over several tables, the table it is about; empty for whole rows.
        statement: what is expected, as Great Expectations says it; None where only the reason says it.
        reason: why it is expected.
        observed: what was found.
        sql: the query that looks for counter-examples.
        failure: what breaks it; None where it holds.
    """

    rule: str
    subject: str
    statement: Markup | None
    reason: str
    observed: str
    sql: str | None
    failure: Failure | None


@dataclass(frozen=True, slots=True)
class Page:
    """One page: the expectations of one table, or of one kind of rule.

    Args:
        suite: its name, which is that of the file, and what it is about.
        subjects: the expectations by what they are about.
        evaluated, failed: how many there are, and how many do not hold.
    """

    suite: Suite
    subjects: list[tuple[str, list[Line]]]
    evaluated: int
    failed: int

    @property
    def lines(self) -> list[Line]:
        """All expectations of the page."""
        return [line for _, lines in self.subjects for line in lines]


def _value(value: Any) -> str:
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def in_html(block: dict[str, Any]) -> Markup:
    """Return a text of Great Expectations' renderer, whose parameters are data, as HTML."""
    said = block["string_template"]
    parts: list[Markup] = []
    last = 0
    for match in PARAMETER.finditer(said["template"]):
        parts.append(Markup.escape(said["template"][last : match.start()]))
        parts.append(Markup("<code>{}</code>").format(_value(said["params"][match[1]])))
        last = match.end()
    return Markup("").join([*parts, Markup.escape(said["template"][last:])])


def _rendered(result: Any) -> tuple[dict[str, Any], str]:
    """Return the renderer's words for an expectation, and for what was observed."""
    block: Any = ValidationResultsTableContentBlockRenderer.render([result])
    _, statement, observed = block.to_json_dict()["table"][0]
    return (statement[0] if isinstance(statement, list) else statement), str(observed)


def _line(expected: Expected, result: Any, failure: Failure | None) -> Line:
    statement, observed = _rendered(result)
    found = "no counter-example"
    if failure:
        found = "1 counter-example" if failure.count == 1 else f"{failure.count} counter-examples"
    in_own_words = expected.sql or expected.kind == "ExpectColumnsToNotBeNull"
    return Line(
        rule=expected.rule,
        subject=expected.arguments.get("column", "") if expected.subject is None else expected.subject,
        statement=None if in_own_words else in_html(statement),
        reason=expected.reason,
        observed=found if expected.sql else observed,
        sql=textwrap.dedent(expected.sql).strip() if expected.sql else None,
        failure=failure,
    )


def page_of(verdict: Verdict) -> Page:
    """Put one verdict into words."""
    failures = {failure.rule: failure for failure in verdict.failures}
    found = [_line(expected, result, failures.get(expected.rule)) for expected, result in verdict.results]
    lines = sorted(found, key=lambda line: line.subject)
    subjects = [
        (subject, list(members)) for subject, members in groupby(lines, key=lambda line: line.subject)
    ]
    return Page(verdict.suite, subjects, len(lines), len(failures))


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _groups(pages: Iterable[Page]) -> list[tuple[str, list[Page]]]:
    return [(group, list(found)) for group, found in groupby(pages, key=lambda page: page.suite.group)]


def _elsewhere(page: Page, pages: Iterable[Page]) -> list[tuple[Page, Line]]:
    """Return the rules about a table that stand on other pages."""
    return [
        (other, line)
        for other in pages
        for line in other.lines
        if other is not page and line.sql and line.subject == page.suite.name
    ]


def write_data_docs(verdicts: Sequence[Verdict], docs: Path) -> None:
    """Write the Data Docs of a run: `index.html`, a page for every suite in `validations/`, a style sheet.

    Args:
        verdicts: what was judged, those of one group after each other.
        docs: the folder; it is made where it does not exist.
    """
    pages = [page_of(verdict) for verdict in verdicts]
    shared = {
        "groups": _groups(pages),
        "evaluated": sum(page.evaluated for page in pages),
        "failed": sum(page.failed for page in pages),
        "version": gx.__version__,
    }
    environment = _environment()
    (docs / "validations").mkdir(parents=True, exist_ok=True)
    (docs / "style.css").write_bytes((TEMPLATES / "style.css").read_bytes())
    index = environment.get_template("index.html.j2").render(root="", page=None, pages=pages, **shared)
    (docs / "index.html").write_text(index, "utf-8")
    template = environment.get_template("page.html.j2")
    for page in pages:
        elsewhere = _elsewhere(page, pages)
        text = template.render(root="../", page=page, elsewhere=elsewhere, **shared)
        (docs / "validations" / f"{page.suite.name}.html").write_text(text, "utf-8")
