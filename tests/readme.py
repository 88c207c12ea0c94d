"""The examples of every README: found in its console blocks, run, and compared with the output that it shows.

`python -m tests.readme` writes the output anew, for a person to read before it is committed.
"""

import os
import re
import subprocess
import sys
from pathlib import Path

PROJECT = Path(__file__).parents[1]
README = PROJECT / "README.md"
READMES = [README, *sorted(PROJECT.glob("[a-z]*/README.md"))]
BLOCK = re.compile(
    r"(?<=^```console\n)\$ (?P<command>.*?)\n(?!\$|>)(?P<output>.*?)(?=^```$)", re.MULTILINE | re.DOTALL
)


def examples(readme: Path) -> list[tuple[str, str]]:
    """Each example's command (of one or more lines) and the output shown below it."""
    return [(match["command"], match["output"]) for match in BLOCK.finditer(readme.read_text("utf-8"))]


def run(command: str, warehouse: Path | None) -> str:
    """Run an example as a reader would, from the project's folder, on a given warehouse."""
    environment = dict(os.environ)
    environment["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{environment['PATH']}"
    environment.pop("COLUMNS", None)
    script = command.replace("\n> ", "\n").replace(".venv/bin/", "")
    if warehouse:
        environment["ANPO_WAREHOUSE"] = str(warehouse)
        script = script.replace("warehouse/anpo.duckdb", str(warehouse / "anpo.duckdb"))
    result = subprocess.run(
        ["bash", "-c", script],
        cwd=PROJECT,
        env=environment,
        capture_output=True,
        check=False,
        timeout=900,
    )
    return (result.stdout + result.stderr).decode()


def main() -> None:
    """Write the output of every example into the READMEs."""
    for readme in READMES:
        text = readme.read_text("utf-8")
        written = BLOCK.sub(lambda match: f"$ {match['command']}\n{run(match['command'], None)}", text)
        readme.write_text(written, "utf-8")


if __name__ == "__main__":
    main()
