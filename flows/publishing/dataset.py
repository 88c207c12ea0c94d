"""What the dataset is called, and what is said of it as a whole."""

from __future__ import annotations

from flows.publishing.manifest import Manifest

NAME = "anpo"
TITLE = "anpo (安保): Japan's security legislation"
DESCRIPTION = (
    "White Paper tables, Guidelines for Japan-U.S. Defense Cooperation and statutes of Japan's security legislation, "
    "as tables in which every value leads back to the characters of its source. The tables are under the licences of "
    "their sources, which stand with each table; what is made here is under the MIT licence."
)
KEYWORDS = ["Japan", "security law", "defense", "安全保障", "自衛隊", "日米防衛協力のための指針", "法令"]
MAKER = "the anpo authors"


def version(manifest: Manifest) -> str:
    """Return the day of a snapshot as a version of three numbers."""
    return ".".join(str(int(part)) for part in manifest.built_at[:10].split("-"))
