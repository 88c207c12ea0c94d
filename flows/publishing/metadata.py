"""What a snapshot says of itself in the words of others: a Frictionless data package and a Croissant dataset.

Both are made from the contract, the manifest, and the sources in the staged database; nothing is written twice.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flows.publishing.manifest import Manifest, OutputRecord
from warehouse.contract import Column, Table, contract
from warehouse.reading import open_warehouse

DATA_PACKAGE, CROISSANT = "datapackage.json", "croissant.json"

NAME = "anpo"
TITLE = "anpo (安保): Japan's security legislation"
DESCRIPTION = (
    "White Paper tables, Guidelines for Japan-U.S. Defense Cooperation and statutes of Japan's security legislation, "
    "as tables in which every value leads back to the characters of its source. The tables are under the licences of "
    "their sources, which stand with each table; what is made here is under the MIT licence."
)
KEYWORDS = ["Japan", "security law", "defense", "安全保障", "自衛隊", "日米防衛協力のための指針", "法令"]
MAKER = "the anpo authors"


@dataclass(frozen=True, slots=True)
class Licence:
    """A licence by its id (SPDX, or Open Definition's for groups of them) and where its text is."""

    name: str
    path: str | None = None


LICENCES = {
    "CC BY 4.0": Licence("CC-BY-4.0", "https://creativecommons.org/licenses/by/4.0/"),
    "CC0 1.0": Licence("CC0-1.0", "https://creativecommons.org/publicdomain/zero/1.0/"),
    "MIT": Licence("MIT", "https://opensource.org/license/mit"),
    "the text of a law is not subject to copyright": Licence("other-pd"),
    "防衛省ホームページの利用規約": Licence("other-at"),
    "All rights": Licence("other-closed"),
}
"""How the texts of `sources.licence` begin, and which licence that is."""

OWN = Licence("MIT", "https://opensource.org/license/mit")


def licence_of(text: str) -> Licence:
    """Return the licence that a text names; `notspecified` where it is none of the known ones."""
    return next((known for begins, known in LICENCES.items() if text.startswith(begins)), Licence("notspecified"))


@dataclass(frozen=True, slots=True)
class Credit:
    """Under which licence rows of a table are, and how to name where they come from."""

    publisher: str
    licence: str
    attribution: str


def credits_of(folder: Path) -> dict[str, list[Credit]]:
    """Read from the staged database which licences and sources each table has."""
    with open_warehouse(folder) as anpo:
        rows = anpo.table("table_licences").rows()
    found: dict[str, list[Credit]] = {}
    for row in rows:
        credit = Credit(row["publisher"], row["licence"], row["attribution"])
        found.setdefault(row["table_name"], []).append(credit)
    return found


def write_metadata(folder: Path, manifest: Manifest) -> None:
    """Write `datapackage.json` and `croissant.json` into a staged build.

    Args:
        folder: the staged build.
        manifest: what is known of it so far.

    Raises:
        OSError: they cannot be written.
    """
    credits = credits_of(folder)
    for name, content in (
        (DATA_PACKAGE, data_package(manifest, credits)),
        (CROISSANT, croissant(manifest, credits)),
    ):
        (folder / name).write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", "utf-8")


def _files(manifest: Manifest) -> dict[str, list[OutputRecord]]:
    files: dict[str, list[OutputRecord]] = {}
    for output in manifest.outputs:
        if output.rows is not None:
            files.setdefault(output.table, []).append(output)
    return files


# The data package.

FRICTIONLESS_TYPES = {
    "string": "string",
    "bool": "boolean",
    "int32": "integer",
    "int64": "integer",
    "double": "number",
    "date": "date",
    "list<string>": "array",
    "spans": "array",
    "edits": "array",
}


def data_package(manifest: Manifest, credits: Mapping[str, Sequence[Credit]]) -> dict[str, Any]:
    """Return the Frictionless data package (v1) of a snapshot.

    Args:
        manifest: what is known of it; without the files of metadata themselves.
        credits: licences and sources by table.
    """
    files = _files(manifest)
    every = {credit: None for table in contract() for credit in credits.get(table, ())}
    return {
        "name": NAME,
        "id": manifest.snapshot_id,
        "title": TITLE,
        "description": DESCRIPTION,
        "profile": "data-package",
        "created": manifest.built_at,
        "keywords": KEYWORDS,
        "contributors": [{"title": MAKER, "role": "author"}],
        "licenses": _licences(list(every)),
        "sources": _sources(list(every)),
        "resources": [
            _resource(table, files[table.name], credits.get(table.name, ()))
            for table in contract().values()
            if table.name in files
        ],
    }


def _licences(credits: Sequence[Credit]) -> list[dict[str, str]]:
    texts = {credit.licence: licence_of(credit.licence) for credit in credits}
    entries = []
    for text, known in texts.items():
        path = {"path": known.path} if known.path else {}
        entries.append({"name": known.name, **path, "title": text})
    return entries or [{"name": OWN.name, "path": str(OWN.path), "title": "MIT (anpo)"}]


def _sources(credits: Sequence[Credit]) -> list[dict[str, str]]:
    return [{"title": credit.attribution} for credit in {each.attribution: each for each in credits}.values()]


def _resource(table: Table, files: Sequence[OutputRecord], credits: Sequence[Credit]) -> dict[str, Any]:
    paths = [file.file for file in files]
    one = {"bytes": files[0].bytes, "hash": f"sha256:{files[0].sha256}"} if len(files) == 1 else {}
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
        "schema": _schema(table),
        "licenses": _licences(credits),
        "sources": _sources(credits),
    }


def _schema(table: Table) -> dict[str, Any]:
    links = [
        {
            "fields": [column.name],
            "reference": {
                "resource": "" if column.references[0] == table.name else column.references[0],
                "fields": [column.references[1]],
            },
        }
        for column in table.columns
        if column.references
    ]
    schema: dict[str, Any] = {
        "fields": [_field(column) for column in table.columns],
        "primaryKey": list(table.key),
    }
    return schema | ({"foreignKeys": links} if links else {})


def _field(column: Column) -> dict[str, Any]:
    constraints: dict[str, Any] = {} if column.nullable else {"required": True}
    if column.values and column.type == "string":
        constraints["enum"] = list(column.values)
    if column.pattern is not None:
        constraints["pattern"] = column.pattern
    if column.minimum is not None:
        constraints["minimum"] = column.minimum
    if column.maximum is not None:
        constraints["maximum"] = column.maximum
    field = {"name": column.name, "type": FRICTIONLESS_TYPES[column.type], "description": column.description}
    return field | ({"constraints": constraints} if constraints else {})


# Croissant.

CONTEXT = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "citeAs": "cr:citeAs",
    "column": "cr:column",
    "conformsTo": "dct:conformsTo",
    "cr": "http://mlcommons.org/croissant/",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "dct": "http://purl.org/dc/terms/",
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "extract": "cr:extract",
    "field": "cr:field",
    "fileProperty": "cr:fileProperty",
    "fileObject": "cr:fileObject",
    "fileSet": "cr:fileSet",
    "format": "cr:format",
    "includes": "cr:includes",
    "isLiveDataset": "cr:isLiveDataset",
    "jsonPath": "cr:jsonPath",
    "key": "cr:key",
    "md5": "cr:md5",
    "parentField": "cr:parentField",
    "path": "cr:path",
    "recordSet": "cr:recordSet",
    "references": "cr:references",
    "regex": "cr:regex",
    "repeated": "cr:repeated",
    "replace": "cr:replace",
    "sc": "https://schema.org/",
    "separator": "cr:separator",
    "source": "cr:source",
    "subField": "cr:subField",
    "transform": "cr:transform",
}

CROISSANT_TYPES = {
    "string": "sc:Text",
    "bool": "sc:Boolean",
    "int32": "sc:Integer",
    "int64": "sc:Integer",
    "double": "sc:Float",
    "date": "sc:Date",
    "list<string>": "sc:Text",
}

PARQUET = "application/x-parquet"


def croissant(manifest: Manifest, credits: Mapping[str, Sequence[Credit]]) -> dict[str, Any]:
    """Return the Croissant (1.0) description of a snapshot; arguments as of `data_package`."""
    files = _files(manifest)
    tables = [table for table in contract().values() if table.name in files]
    every = list({credit: None for table in tables for credit in credits.get(table.name, ())})
    licences = {licence_of(each.licence).path or each.licence: None for each in every} | {OWN.path: None}
    return {
        "@context": CONTEXT,
        "@type": "sc:Dataset",
        "name": NAME,
        "description": DESCRIPTION,
        "conformsTo": "http://mlcommons.org/croissant/1.0",
        "license": list(licences),
        "keywords": KEYWORDS,
        "inLanguage": ["ja", "en"],
        "creator": {"@type": "sc:Organization", "name": MAKER},
        "datePublished": manifest.built_at[:10],
        "version": _version(manifest),
        "citeAs": f"{MAKER}. {TITLE}. Snapshot {manifest.snapshot_id}.",
        "isLiveDataset": False,
        "distribution": [entry for table in tables for entry in _distribution(table, files[table.name])],
        "recordSet": [_record_set(table, files[table.name], credits.get(table.name, ())) for table in tables],
    }


def _version(manifest: Manifest) -> str:
    """Return the version of the code, with the day of the snapshot as a build number."""
    return f"{manifest.code_version.split(' ')[-1]}+{manifest.built_at[:10].replace('-', '')}"


def _distribution(table: Table, files: Sequence[OutputRecord]) -> list[dict[str, Any]]:
    """Return the files of a table; of a large one also the set that they make."""
    objects = [
        {
            "@type": "cr:FileObject",
            "@id": file.file,
            "name": file.file,
            "contentUrl": file.file,
            "contentSize": f"{file.bytes} B",
            "encodingFormat": PARQUET,
            "sha256": file.sha256,
        }
        for file in files
    ]
    if len(files) == 1:
        return objects
    parts = {
        "@type": "cr:FileSet",
        "@id": table.name,
        "name": table.name,
        "containedIn": [{"@id": file.file} for file in files],
        "encodingFormat": PARQUET,
        "includes": f"{table.name}/*.parquet",
    }
    return [*objects, parts]


def _record_set(
    table: Table, files: Sequence[OutputRecord], credits: Sequence[Credit]
) -> dict[str, Any]:
    origin = {"fileObject": {"@id": files[0].file}} if len(files) == 1 else {"fileSet": {"@id": table.name}}
    rights = "".join(f" {each.attribution}: {each.licence}." for each in credits)
    return {
        "@type": "cr:RecordSet",
        "@id": f"tables/{table.name}",
        "name": table.name,
        "description": table.grain + rights,
        "key": [{"@id": f"tables/{table.name}/{name}"} for name in table.key],
        "field": [_croissant_field(table, column, origin) for column in table.columns],
    }


def _croissant_field(table: Table, column: Column, origin: Mapping[str, Any]) -> dict[str, Any]:
    own = f"tables/{table.name}/{column.name}"
    field: dict[str, Any] = {
        "@type": "cr:Field",
        "@id": own,
        "name": column.name,
        "description": column.description,
        "dataType": CROISSANT_TYPES.get(column.type, "sc:Text"),
        "source": {**origin, "extract": {"column": column.name}},
    }
    if column.type.startswith("list<") or column.type in ("spans", "edits"):
        field["repeated"] = True
    if column.references:
        field["references"] = {"field": {"@id": f"tables/{column.references[0]}/{column.references[1]}"}}
    return field
