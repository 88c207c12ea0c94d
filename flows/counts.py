"""Numbers of things as people write them."""

from __future__ import annotations


def counted(number: int, thing: str) -> str:
    """Write a number of things whose plural has an s: `1 row`, `1,204 rows`."""
    return f"{number:,} {thing}" + "s" * (number != 1)
