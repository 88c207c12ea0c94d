"""The Data Docs."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from expectations.judge import Verdict


def write_data_docs(verdicts: Sequence[Verdict], docs: Path) -> None:
    """Write the Data Docs of a run."""
    docs.mkdir(parents=True, exist_ok=True)
    lines = [f"<li>{verdict.page}: {'failed' if verdict.failures else 'passed'}" for verdict in verdicts]
    (docs / "index.html").write_text("<!DOCTYPE html><meta charset=utf-8><ul>" + "".join(lines), "utf-8")
