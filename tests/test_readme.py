"""A README claim is a tested claim."""

import re
from pathlib import Path

import pytest

from tests.readme import PROJECT, README, examples, run

pytestmark = pytest.mark.slow


def test_there_are_examples() -> None:
    assert len(examples()) >= 5


@pytest.mark.parametrize(("command", "output"), examples())
def test_example_prints_what_the_readme_shows(command: str, output: str, built: Path) -> None:
    assert run(command, built) == output


def test_every_make_target_named_exists() -> None:
    makefile = (PROJECT / "Makefile").read_text("utf-8")
    named = set(re.findall(r"(?:^|`)make ([a-z]+)", README.read_text("utf-8"), re.MULTILINE))
    assert {"refresh", "test"} <= named
    for target in named:
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), f"make {target}"


def test_every_path_named_exists() -> None:
    for path in re.findall(r"\]\(([^)#:]+)\)", README.read_text("utf-8")):
        assert (PROJECT / path).exists(), path
