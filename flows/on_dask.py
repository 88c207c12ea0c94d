"""Laws read on a Dask cluster by Prefect's task runner: the same buckets, the same bytes, on more machines.

The workers must see the texts of the laws and the warehouse's folder at the same paths.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from prefect import flow, task, unmapped
from prefect.cache_policies import NO_CACHE
from prefect_dask.task_runners import DaskTaskRunner

from flows.corpus.build import Build, build_bucket
from flows.corpus.inputs import Bucket

GROUPS = 16
"""Pieces of work; each costs Prefect a conversation with its server."""

Todo = Sequence[tuple[Bucket, Path]]


def groups(todo: Todo) -> list[list[tuple[Bucket, Path]]]:
    """Share out buckets over groups of about the same size, the largest first."""
    shared: list[list[tuple[Bucket, Path]]] = [[] for _ in range(min(GROUPS, len(todo)))]
    sizes = [0] * len(shared)
    for each in sorted(todo, key=lambda one: (-one[0].size, one[0].name)):
        smallest = sizes.index(min(sizes))
        shared[smallest].append(each)
        sizes[smallest] += each[0].size
    return shared


@task(cache_policy=NO_CACHE)
def build_group(group: list[tuple[Bucket, Path]], names: Path) -> list[Path]:
    """Read the buckets of a group, one after another."""
    return [build_bucket(bucket, names, folder) for bucket, folder in group]


def on_dask(address: str) -> Build:
    """Return a way to build parts on a Dask cluster.

    Args:
        address: of the scheduler (`tcp://127.0.0.1:8786`).
    """
    # The runner's own type is narrower than the one that flows declare.
    runner: Any = DaskTaskRunner(address=address)

    @flow(name="read laws on Dask", task_runner=runner)
    def read_on_dask(todo: Todo, names: Path) -> list[Path]:
        built = build_group.map(groups(todo), unmapped(names)).result()
        return [folder for group in built for folder in group]

    def build(todo: Todo, names: Path) -> Iterable[Path]:
        folders: list[Path] = read_on_dask(todo, names)
        return folders

    return build
