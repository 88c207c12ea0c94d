"""Whether the current snapshot and its sources are still, byte for byte, what the manifest says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from flows.publishing.manifest import MANIFEST, read_manifest, sha256
from flows.publishing.snapshots import CURRENT, DATABASE, published


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that is not as the manifest says.

    Args:
        file: the file.
        problem: `missing`, `changed` or `not in the manifest`.
        expected: the hash in the manifest, or where a link should lead; null for what is not in it.
        found: the hash of the file, or where the link leads; null for what is missing.
    """

    file: Path
    problem: str
    expected: str | None
    found: str | None

    def __str__(self) -> str:
        shown = [f"{self.file}: {self.problem}"]
        shown += [f"  expected {self.expected}"] if self.expected else []
        shown += [f"  found    {self.found}"] if self.found else []
        return "\n".join(shown)


def _compare(folder: Path, expected: dict[str, str], present: list[Path]) -> Iterator[Difference]:
    for name, digest in expected.items():
        path = folder / name
        if not path.is_file():
            yield Difference(path, "missing", digest, None)
        elif (found := sha256(path)) != digest:
            yield Difference(path, "changed", digest, found)
    for path in sorted(present):
        if path.relative_to(folder).as_posix() not in expected:
            yield Difference(path, "not in the manifest", None, sha256(path))


def _is_document(path: Path) -> bool:
    return (
        path.is_file()
        and path.suffix != ".toml"
        and path.name != "README.md"
        and not path.name.startswith(".")
    )


def verify(warehouse: Path, raw: Path) -> list[Difference]:
    """Hash the sources and every file of the current snapshot again, and say what differs.

    Args:
        warehouse: the folder of the snapshots.
        raw: the folder of the sources; documents in it that the snapshot was not built from count too.

    Raises:
        InputError: there is no snapshot, or its manifest is damaged.
    """
    snapshot = published(warehouse)
    manifest = read_manifest(snapshot)
    documents = [path for path in raw.rglob("*") if _is_document(path)] if raw.is_dir() else []
    differences = list(_compare(raw, {each.file: each.sha256 for each in manifest.inputs}, documents))
    files = [path for path in snapshot.rglob("*") if path.is_file() and path != snapshot / MANIFEST]
    differences += _compare(snapshot, {each.file: each.sha256 for each in manifest.outputs}, files)
    link, target = warehouse / DATABASE, f"{CURRENT}/{DATABASE}"
    leads = str(link.readlink()) if link.is_symlink() else None
    if leads != target:
        differences.append(
            Difference(link, "changed" if link.exists() else "missing", f"a link to {target}", leads)
        )
    return differences
