"""A snapshot as a Frictionless data package: tables, schemas, keys and links from the contract; sizes and hashes from the manifest."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from flows.publishing.dataset import DESCRIPTION, KEYWORDS, MAKER, NAME, TITLE, version
from flows.publishing.manifest import Manifest, OutputRecord, files_of_tables
from flows.publishing.rights import OWN, Credit, licence_of
from warehouse.contract import Column, Table, contract

FRICTIONLESS_TYPES = {
    "string": "string",
    "bool": "boolean",
    "int32": "integer",
    "int64": "integer",
    "double": "number",
    "date": "date",
    "list<string>": "any",
    "list<int32>": "any",
    "spans": "any",
    "edits": "any",
}
"""Types by those of the contract. Frictionless reads lists in Parquet as arrays of numpy, which its `array` refuses."""


def data_package(manifest: Manifest, rights: Mapping[str, Sequence[Credit]]) -> dict[str, Any]:
    """Return the Frictionless data package (v1) of a snapshot.

    Args:
        manifest: what is known of it; without the files of metadata themselves.
        rights: rights of each table.
    """
    files = files_of_tables(manifest.outputs)
    every = {credit: None for table in contract() for credit in rights.get(table, ())}
    return {
        "name": NAME,
        "id": manifest.snapshot_id,
        "title": TITLE,
        "description": DESCRIPTION,
        "profile": "data-package",
        "version": version(manifest),
        "created": manifest.built_at,
        "keywords": KEYWORDS,
        "contributors": [{"title": MAKER, "role": "author"}],
        "licenses": _licences(list(every)),
        "sources": _sources(list(every)),
        "resources": [
            _resource(table, files, rights.get(table.name, ()))
            for table in contract().values()
            if table.name in files
        ],
    }


def _licences(rights: Sequence[Credit]) -> list[dict[str, str]]:
    texts = {credit.licence: licence_of(credit.licence) for credit in rights}
    entries = []
    for text, known in texts.items():
        path = {"path": known.path} if known.path else {}
        entries.append({"name": known.name, **path, "title": text})
    return entries or [{"name": OWN.name, "path": str(OWN.path), "title": "MIT (anpo)"}]


def _sources(rights: Sequence[Credit]) -> list[dict[str, str]]:
    return [{"title": credit.attribution} for credit in {each.attribution: each for each in rights}.values()]


def _resource(
    table: Table, files: Mapping[str, Sequence[OutputRecord]], rights: Sequence[Credit]
) -> dict[str, Any]:
    own = files[table.name]
    paths = [file.file for file in own]
    one = {"hash": f"sha256:{own[0].sha256}"} if len(own) == 1 else {}
    # Of several Parquet files Frictionless reads the first alone, and would miss the rows of the others.
    whole = {name for name, of_table in files.items() if len(of_table) == 1}
    more = {"extrapaths": paths[1:]} if len(files) > 1 else {}
    return {
        "name": table.name,
        "type": "table",
        "description": table.grain,
        "path": paths[0],
        **more,
        "scheme": "file",
        "format": "parquet",
        "mediatype": "application/vnd.apache.parquet",
        **one,
        "schema": _schema(table, whole),
        "licenses": _licences(rights),
        "sources": _sources(rights),
    }


def _schema(table: Table, whole: Collection[str]) -> dict[str, Any]:
    """Return the schema of a table, with its links to tables that are whole, of one file."""
    links = [
        {
            "fields": [column.name],
            "reference": {
                "resource": "" if column.references[0] == table.name else column.references[0],
                "fields": [column.references[1]],
            },
        }
        for column in table.columns
        if column.references and column.references[0] in whole
    ]
    schema: dict[str, Any] = {
        "fields": [_field(column) for column in table.columns],
        "primaryKey": list(table.key),
    }
    return schema | ({"foreignKeys": links} if links else {})


def _field(column: Column) -> dict[str, Any]:
    # A text of no characters counts as missing there.
    is_required = not column.nullable and not column.may_be_empty
    constraints: dict[str, Any] = {"required": True} if is_required else {}
    if column.values and column.type == "string":
        constraints["enum"] = list(column.values)
    if column.pattern is not None:
        constraints["pattern"] = column.pattern
    kind = FRICTIONLESS_TYPES[column.type]
    if kind in ("integer", "number") and column.nullable:
        # Frictionless reads a missing number in Parquet as NaN: no integer, and within no bounds.
        kind = "number"
    else:
        constraints |= {
            name: bound
            for name, bound in (("minimum", column.minimum), ("maximum", column.maximum))
            if bound is not None
        }
    field = {"name": column.name, "type": kind, "description": column.description}
    return field | ({"constraints": constraints} if constraints else {})
