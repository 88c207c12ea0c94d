"""Metadata in the words of others, judged by their own tools; licences and attribution; the citation file."""

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from flows.publishing import publish as publishing
from flows.publishing.manifest import read_manifest
from flows.publishing.rights import licence_of
from flows.sources import RAW, load_cards
from tests.test_changes import in_parts
from tests.test_publish import build
from warehouse import open_warehouse
from warehouse.contract import contract

PROJECT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("metadata") / "warehouse"
    build(folder)
    return folder


def read(place: Path, name: str) -> dict[str, Any]:
    content: dict[str, Any] = json.loads((place / "current" / name).read_text("utf-8"))
    return content


def test_the_data_package_says_of_each_table_what_the_contract_says(place: Path) -> None:
    package = read(place, "datapackage.json")
    manifest = read_manifest(place / "current")
    hashes = {output.file: output.sha256 for output in manifest.outputs}
    assert [resource["name"] for resource in package["resources"]] == list(contract())
    for resource in package["resources"]:
        table = contract()[resource["name"]]
        assert resource["description"] == table.grain
        assert resource["hash"] == f"sha256:{hashes[resource['path']]}"
        schema = resource["schema"]
        assert schema["primaryKey"] == list(table.key)
        assert [field["name"] for field in schema["fields"]] == [column.name for column in table.columns]
        links = {
            (link["fields"][0], link["reference"]["resource"] or table.name)
            for link in schema.get("foreignKeys", [])
        }
        assert links == {(column.name, column.references[0]) for column in table.columns if column.references}
        assert resource["licenses"]
        assert all(licence.get("name") or licence.get("path") for licence in resource["licenses"])


def test_each_table_that_comes_from_sources_says_their_licence_and_names_them(place: Path) -> None:
    with open_warehouse(place) as anpo:
        rows = anpo.sql(
            "SELECT DISTINCT table_name, licence FROM row_locations JOIN sources USING (source_id)"
        ).rows()
    package = {resource["name"]: resource for resource in read(place, "datapackage.json")["resources"]}
    assert rows
    for row in rows:
        titles = [licence["title"] for licence in package[row["table_name"]]["licenses"]]
        assert row["licence"] in titles
        assert package[row["table_name"]]["sources"]


@pytest.mark.slow
@pytest.mark.parametrize("parts", [False, True])
def test_frictionless_finds_the_data_package_and_every_row_valid(
    place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, parts: bool
) -> None:
    import frictionless  # noqa: PLC0415 - slow to import

    if parts:
        place = tmp_path / "warehouse"
        monkeypatch.setattr(publishing, "ONE_FILE", 0)
        build(place, tables=in_parts(place, 1))
    report = frictionless.Package(str(place / "current" / "datapackage.json")).validate()
    assert report.valid, report.flatten(["name", "type", "message"])


def test_frictionless_refuses_rows_that_are_not_as_the_schema_says(place: Path) -> None:
    import frictionless  # noqa: PLC0415 - slow to import

    resource = next(each for each in read(place, "datapackage.json")["resources"] if each["name"] == "laws")
    row = {column.name: None for column in contract()["laws"].columns}
    broken = frictionless.Resource(data=[row], schema=frictionless.Schema.from_descriptor(resource["schema"]))
    assert not broken.validate().valid


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # those of its own
@pytest.mark.parametrize("parts", [False, True])
def test_mlcroissant_reads_every_record_of_every_table(
    place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, parts: bool
) -> None:
    import mlcroissant  # type: ignore[import-untyped] # noqa: PLC0415 - slow to import

    if parts:
        place = tmp_path / "warehouse"
        monkeypatch.setattr(publishing, "ONE_FILE", 0)
        build(place, tables=in_parts(place, 1))
    dataset = mlcroissant.Dataset(jsonld=str(place / "current" / "croissant.json"))
    assert not dataset.metadata.ctx.issues.errors
    assert not dataset.metadata.ctx.issues.warnings
    manifest = read_manifest(place / "current")
    names = {record_set.name for record_set in dataset.metadata.record_sets}
    assert names == manifest.rows.keys()
    for name in names:
        records = list(dataset.records(f"tables/{name}"))
        assert len(records) == manifest.rows[name], name
        keys = {
            tuple(record[f"tables/{name}/{column}"] for column in contract()[name].key) for record in records
        }
        assert len(keys) == len(records), name


def test_croissant_names_the_hash_of_every_file(place: Path) -> None:
    hashes = {output.file: output.sha256 for output in read_manifest(place / "current").outputs}
    objects = read(place, "croissant.json")["distribution"]
    assert {entry["contentUrl"]: entry["sha256"] for entry in objects} == {
        file: digest for file, digest in hashes.items() if file.endswith(".parquet")
    }


def test_every_licence_of_the_projects_own_sources_is_a_known_one() -> None:
    licences = {card.licence: licence_of(card.licence).name for card in load_cards(RAW)}
    unknown = {text for text, name in licences.items() if name == "notspecified"}
    # Of the Guidelines of 1997 no licence is known, as their card says.
    assert all("no other licence is known" in text for text in unknown)
    assert {"CC-BY-4.0", "CC0-1.0", "MIT", "other-at", "other-closed"} <= set(licences.values())


def test_the_licence_of_loaded_laws_is_public_domain() -> None:
    from flows.corpus.collect import LICENCE  # noqa: PLC0415 - for this test alone

    assert licence_of(LICENCE).name == "other-pd"


def test_the_citation_file_has_what_its_format_asks_for() -> None:
    entry = YAML(typ="safe").load((PROJECT / "CITATION.cff").read_text("utf-8"))
    assert entry["cff-version"] == "1.2.0"
    assert entry["type"] == "dataset"
    assert {"message", "title", "authors", "abstract", "keywords", "license"} <= entry.keys()
    assert all(author.get("name") or author.get("family-names") for author in entry["authors"])
    assert isinstance(entry["date-released"], dt.date)
    text = (PROJECT / "pyproject.toml").read_text("utf-8")
    assert f'version = "{entry["version"]}"' in text
