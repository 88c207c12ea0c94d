"""The notebooks: found in their folder, and run in a kernel of this environment on a given warehouse."""

import os
from pathlib import Path
from typing import Any

import nbformat
from nbclient import NotebookClient

NOTEBOOKS = Path(__file__).parents[1] / "notebooks"


def names() -> list[str]:
    """The notebooks by file name."""
    return sorted(path.name for path in NOTEBOOKS.glob("*.ipynb"))


def run(name: str, warehouse: Path) -> Any:
    """Run a notebook from top to bottom; an error in a cell is raised."""
    notebook = nbformat.read(NOTEBOOKS / name, as_version=4)  # type: ignore[no-untyped-call]
    environment = os.environ | {"ANPO_WAREHOUSE": str(warehouse)}
    client = NotebookClient(
        notebook, timeout=300, kernel_name="python3", extra_arguments=["--log-level=ERROR"]
    )
    client.execute(cwd=str(NOTEBOOKS), env=environment)
    return notebook
