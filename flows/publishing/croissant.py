"""A snapshot as a Croissant dataset: a record set for each table of the contract, a file object for each Parquet file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from flows.publishing.dataset import DESCRIPTION, KEYWORDS, MAKER, NAME, TITLE, version
from flows.publishing.manifest import Manifest, OutputRecord, files_of_tables
from flows.publishing.rights import OWN, Credit, licence_of
from warehouse.contract import Column, Table, contract

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
    "equivalentProperty": "cr:equivalentProperty",
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
    "samplingRate": "cr:samplingRate",
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
    "list<int32>": "sc:Integer",
}

STRUCTURES = {
    "spans": {"start": "sc:Integer", "end": "sc:Integer"},
    "edits": {"op": "sc:Text", "text": "sc:Text"},
}
"""Parts of the items of lists of structures, by the contract's type."""

PARQUET = "application/x-parquet"


def croissant(manifest: Manifest, rights: Mapping[str, Sequence[Credit]]) -> dict[str, Any]:
    """Return the Croissant (1.0) description of a snapshot; arguments as of `data_package`."""
    files = files_of_tables(manifest.outputs)
    tables = [table for table in contract().values() if table.name in files]
    every = list({credit: None for table in tables for credit in rights.get(table.name, ())})
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
        "version": version(manifest),
        "citeAs": f"{MAKER}. {TITLE}. Snapshot {manifest.snapshot_id}.",
        "isLiveDataset": False,
        "distribution": [entry for table in tables for entry in _distribution(table, files[table.name])],
        "recordSet": [_record_set(table, files[table.name], rights.get(table.name, ())) for table in tables],
    }


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
        "encodingFormat": PARQUET,
        "includes": f"{table.name}/*.parquet",
    }
    return [*objects, parts]


def _record_set(table: Table, files: Sequence[OutputRecord], rights: Sequence[Credit]) -> dict[str, Any]:
    origin = {"fileObject": {"@id": files[0].file}} if len(files) == 1 else {"fileSet": {"@id": table.name}}
    notes = "".join(f" {each.attribution}: {each.licence}." for each in rights)
    return {
        "@type": "cr:RecordSet",
        "@id": f"tables/{table.name}",
        "name": table.name,
        "description": table.grain + notes,
        "key": [{"@id": f"tables/{table.name}/{name}"} for name in table.key],
        "field": [_croissant_field(table, column, origin) for column in table.columns],
    }


def _croissant_field(table: Table, column: Column, origin: Mapping[str, Any]) -> dict[str, Any]:
    own = f"tables/{table.name}/{column.name}"
    # Not as `references`: mlcroissant would join the rows of the other table to each record.
    link = f" Refers to {'.'.join(column.references)}." if column.references else ""
    source = {**origin, "extract": {"column": column.name}}
    field: dict[str, Any] = {
        "@type": "cr:Field",
        "@id": own,
        "name": column.name,
        "description": column.description + link,
    }
    if column.type in STRUCTURES:
        parts = STRUCTURES[column.type]
        return field | {
            "repeated": True,
            "subField": [
                {
                    "@type": "cr:Field",
                    "@id": f"{own}/{part}",
                    "name": part,
                    "dataType": kind,
                    "source": {**source, "transform": {"jsonPath": part}},
                }
                for part, kind in parts.items()
            ],
        }
    repeated = {"repeated": True} if column.type.startswith("list<") else {}
    return field | {"dataType": CROISSANT_TYPES[column.type], **repeated, "source": source}
