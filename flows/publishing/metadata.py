"""What a snapshot says of itself in the words of others: a Frictionless data package and a Croissant dataset."""

from __future__ import annotations

import json
from pathlib import Path

from flows.publishing.croissant import croissant
from flows.publishing.data_package import data_package
from flows.publishing.manifest import Manifest
from flows.publishing.rights import read_rights

DATA_PACKAGE, CROISSANT = "datapackage.json", "croissant.json"


def write_metadata(folder: Path, manifest: Manifest) -> None:
    """Write `datapackage.json` and `croissant.json` into a staged build.

    Args:
        folder: the staged build.
        manifest: what is known of it so far.

    Raises:
        OSError: they cannot be written.
    """
    rights = read_rights(folder)
    for name, content in (
        (DATA_PACKAGE, data_package(manifest, rights)),
        (CROISSANT, croissant(manifest, rights)),
    ):
        (folder / name).write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", "utf-8")
