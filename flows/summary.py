"""What a refresh published, in words: rows per table, coverage of each source, the gate."""

from __future__ import annotations

from flows.publishing.manifest import Manifest


def markdown(manifest: Manifest) -> str:
    """Return the summary of a snapshot as Markdown."""
    lines = [
        f"# Snapshot {manifest.snapshot_id}",
        "",
        f"Built at {manifest.built_at} by {manifest.code_version}; {manifest.expectations:,} expectations hold.",
        "",
        "| table | rows |",
        "| --- | ---: |",
        *(f"| {table} | {rows:,} |" for table, rows in sorted(manifest.rows.items())),
        "",
        "| source | characters | in rows | ignored with a reason | unaccounted for |",
        "| --- | ---: | ---: | ---: | ---: |",
        *(
            f"| {source} | {row['characters']:,} | {row['covered']:,} | {row['ignored']:,} | {row['unaccounted']:,} |"
            for source, row in sorted(manifest.coverage.items())
        ),
    ]
    return "\n".join(lines) + "\n"
