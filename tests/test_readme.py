"""A README claim is a tested claim."""

import re
from pathlib import Path

import pytest

from tests.readme import PROJECT, README, READMES, examples, run

pytestmark = pytest.mark.slow


def test_there_are_examples() -> None:
    assert len(examples(README)) >= 5
    assert {readme.parent.name for readme in READMES} >= {
        "raw",
        "flows",
        "warehouse",
        "expectations",
        "notebooks",
    }


@pytest.mark.parametrize(("command", "output"), [each for readme in READMES for each in examples(readme)])
def test_example_prints_what_the_readme_shows(command: str, output: str, built: Path) -> None:
    assert run(command, built) == output


def test_every_make_target_named_exists() -> None:
    makefile = (PROJECT / "Makefile").read_text("utf-8")
    texts = "\n".join(readme.read_text("utf-8") for readme in READMES)
    named = set(re.findall(r"(?:^|`)make ([a-z]+)", texts, re.MULTILINE))
    assert {"refresh", "test"} <= named
    for target in named:
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), f"make {target}"


@pytest.mark.parametrize("readme", READMES, ids=str)
def test_every_path_named_exists(readme: Path) -> None:
    for path in re.findall(r"\]\(([^)#:]+)\)", readme.read_text("utf-8")):
        assert (readme.parent / path).exists(), path
