"""The notebooks: they run from top to bottom, are stored without output, and show plots and conclusions."""

import json
from pathlib import Path

import nbformat
import pytest

from tests.notebooks import NOTEBOOKS, names, run

QUESTIONS = {
    "amendments.ipynb",
    "guidelines.ipynb",
    "trace-one-cell.ipynb",
    "weapon-use.ipynb",
    "what-rests-on-one-law.ipynb",
    "who-may-order-what.ipynb",
}


def test_there_is_a_notebook_for_each_question() -> None:
    assert set(names()) >= QUESTIONS


@pytest.mark.parametrize("name", names())
def test_a_notebook_is_stored_valid_and_without_output(name: str) -> None:
    notebook = json.loads((NOTEBOOKS / name).read_text("utf-8"))
    nbformat.validate(notebook)
    assert notebook["metadata"]["kernelspec"]["name"] == "python3"
    for cell in notebook["cells"]:
        assert not cell.get("outputs"), "stored with output"
        assert cell.get("execution_count") is None
    first = "".join(notebook["cells"][0]["source"])
    assert first.startswith("# "), "a notebook begins with its question"
    assert f"]({name})" in (NOTEBOOKS / "README.md").read_text("utf-8")


@pytest.mark.slow
@pytest.mark.parametrize("name", names())
def test_a_notebook_runs_and_its_conclusions_hold(name: str, built: Path) -> None:
    notebook = run(name, built)
    shown = [
        output["data"]
        for cell in notebook.cells
        if cell.cell_type == "code"
        for output in cell.outputs
        if "data" in output
    ]
    assert any("text/markdown" in data for data in shown), "no conclusion made of the data"
    if name != "trace-one-cell.ipynb":
        assert any("image/png" in data for data in shown), "no plot"
