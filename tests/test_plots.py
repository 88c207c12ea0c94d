"""The plots: letters, places and bytes; what they say is what the tables say."""

import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.text import Text
from matplotlib.transforms import Bbox

from flows.plots.approvals import offices
from flows.plots.draw import FOLDER, PLOTS, draw
from flows.plots.paper import (
    NothingToPlot,
    Plot,
    _style,
    capital,
    columns_of,
    count_of,
    listed,
    shortened,
    wrapped,
)
from flows.publishing.manifest import read_manifest
from tests.test_publish import build
from warehouse import Warehouse, open_warehouse


@pytest.fixture
def default(built: Path) -> Iterator[Warehouse]:
    with open_warehouse(built) as anpo:
        yield anpo


NAMES = {"approvals-matrix", "approvals-graph", "weapon-use", "guidelines", "amendments", "citations"}


@pytest.mark.slow
def test_every_snapshot_has_every_plot_and_its_manifest_names_them(built: Path) -> None:
    files = {output.file for output in read_manifest(built / "current").outputs}
    assert {f"{FOLDER}/{name}.{form}" for name in NAMES for form in ("svg", "png")} <= files


@pytest.mark.slow
def test_the_same_data_give_the_same_bytes(default: Warehouse, tmp_path: Path) -> None:
    assert draw(default, tmp_path) == []
    for path in (tmp_path / FOLDER).iterdir():
        assert path.read_bytes() == (default.folder / FOLDER / path.name).read_bytes(), path.name


def texts_of(plot: Plot) -> list[tuple[str, Bbox]]:
    """Each text of a plot with its place on the page, in dots."""
    with _style():
        canvas = FigureCanvasAgg(plot.figure)
        canvas.draw()  # type: ignore[no-untyped-call]
        renderer = canvas.get_renderer()  # type: ignore[no-untyped-call]
        found = plot.figure.findobj(Text)
        return [(text.get_text(), text.get_window_extent(renderer)) for text in found if text.get_text()]


@pytest.mark.slow
@pytest.mark.parametrize("plot", PLOTS)
def test_no_text_leaves_the_page_or_runs_into_another(
    plot: Callable[[Warehouse], Plot], default: Warehouse
) -> None:
    drawn = plot(default)
    page = drawn.figure.bbox
    texts = texts_of(drawn)
    assert len(texts) > 20
    for text, box in texts:
        assert page.x0 <= box.x0 <= box.x1 <= page.x1, text
        assert page.y0 <= box.y0 <= box.y1 <= page.y1, text
    for (one, first), (other, second) in combinations(texts, 2):
        wide = min(first.x1, second.x1) - max(first.x0, second.x0)
        high = min(first.y1, second.y1) - max(first.y0, second.y0)
        # Boxes hold the room of ascenders; lines of one text may touch.
        assert wide <= 1 or high <= 0.25 * min(first.height, second.height), f"{one} and {other}"


@pytest.mark.slow
@pytest.mark.parametrize("plot", PLOTS)
def test_a_plot_names_its_sources_and_says_its_finding(
    plot: Callable[[Warehouse], Plot], default: Warehouse
) -> None:
    drawn = plot(default)
    whole = " ".join(text for text, _ in texts_of(drawn))
    assert "Source: " in whole
    assert "防衛省" in whole or "e-Gov" in whole
    assert any(character.isdigit() for character in drawn.title)
    root = ET.fromstring(drawn.svg())
    assert "<text" not in drawn.svg().decode(), "letters are outlines, which every viewer shows alike"
    assert root.findtext(".//{http://purl.org/dc/elements/1.1/}title") == drawn.title


@pytest.mark.slow
def test_titles_say_what_the_tables_say(default: Warehouse) -> None:
    titles = {plot(default).name: plot(default).title for plot in PLOTS}
    assert titles.keys() == NAMES
    (row,) = default.sql(
        """
        SELECT
            count(DISTINCT action_id) FILTER (starts_with(value, 'required')) AS approved,
            (SELECT count(*) FROM actions) AS actions,
            any_value(name) FILTER (value = 'required_prior') AS always
        FROM approvals JOIN actions USING (action_id) WHERE kind = 'diet_approval'
        """
    ).rows()
    assert f"approve {row['approved']} of {row['actions']} actions" in titles["approvals-matrix"]
    assert f"{row['always']} before it begins" in titles["approvals-matrix"]
    free = default.sql(
        "SELECT name FROM action_matrix WHERE cabinet_decision || diet_approval = ['not_required', 'not_required']"
    )
    assert len(free) == 4
    assert all(action["name"] in titles["approvals-graph"] for action in free.rows())
    missions = default.sql(
        "SELECT DISTINCT name FROM weapon_use_conditions JOIN actions USING (action_id) WHERE type = 'mission_execution'"
    ).rows()
    assert all(action["name"] in titles["weapon-use"] for action in missions)
    citing = default.sql(
        "SELECT count(DISTINCT law_id) AS laws FROM (SELECT law_id FROM cited_by('重要影響事態安全確保法') WHERE valid_to IS NULL "
        "UNION SELECT citing_law_id FROM citing_laws) WHERE law_id <> law_id_of('重要影響事態安全確保法')"
    ).rows()[0]["laws"]
    assert titles["citations"].startswith(f"{citing} laws and orders rest")


def test_a_plot_without_rows_is_left_out_and_said(tmp_path: Path) -> None:
    build(tmp_path / "warehouse")
    (tmp_path / "out").mkdir()
    with open_warehouse(tmp_path / "warehouse") as anpo:
        said = draw(anpo, tmp_path / "out")
        with pytest.raises(NothingToPlot, match="no changes of laws"):
            next(plot for plot in PLOTS if plot.__name__ == "amendments")(anpo)
    assert "no plot of amendments: no changes of laws" in said
    drawn = {path.stem for path in (tmp_path / "out" / FOLDER).iterdir()}
    assert "approvals-matrix" in drawn
    assert len(drawn) + len(said) == len(PLOTS)


@pytest.mark.parametrize(
    ("authorities", "found"),
    [
        (["内閣総理大臣"], ("内閣総理大臣",)),
        (["国際平和協力本部長(内閣総理大臣)", "防衛大臣"], ("内閣総理大臣", "防衛大臣")),
        (["防衛大臣又はその委任を受けた者"], ("防衛大臣", "委任・指定を受けた者")),
        (["防衛大臣又はその指定する者"], ("防衛大臣", "委任・指定を受けた者")),
    ],
)
def test_offices_are_read_from_the_words_of_the_table(authorities: list[str], found: tuple[str, ...]) -> None:
    assert offices(authorities) == found


@given(st.text("ab あ・ ", max_size=60), st.integers(4, 20))
def test_wrapping_keeps_every_letter_and_the_width(text: str, columns: int) -> None:
    lines = wrapped(text, columns)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(columns_of(line) <= columns for line in lines)


@given(st.text("abあ・", max_size=30), st.integers(4, 20))
def test_shortening_keeps_the_width_and_says_that_it_cut(text: str, columns: int) -> None:
    short = shortened(text, columns)
    assert columns_of(short) <= columns
    assert short == text or (short.endswith("…") and text.startswith(short[:-1]))


def test_numbers_and_names_are_written_as_in_a_sentence() -> None:
    assert [count_of(number, "law") for number in (0, 1, 2, 9, 12, 1200)] == [
        "no laws", "one law", "two laws", "nine laws", "12 laws", "1,200 laws",
    ]  # fmt: skip
    assert [listed(names) for names in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == [
        "",
        "a",
        "a and b",
        "a, b and c",
    ]
    assert capital("six of") == "Six of"
