"""All buckets to parts: those that are there already are kept, the others are read side by side."""

from __future__ import annotations

import gc
import hashlib
import json
import os
import shutil
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from functools import lru_cache
from multiprocessing import get_context
from pathlib import Path

from flows.corpus.inputs import Bucket
from flows.corpus.parts import build_part, is_whole
from flows.records.laws.mentions import NameIndex
from flows.records.laws.names import LawNames

ALONE = 8 * 1024 * 1024
"""Bytes that one process reads sooner than others can be started."""

STEPS = 20
"""How often progress is told at most."""

NAMES = "names-"


def save_names(names: LawNames, cache: Path) -> Path:
    """Write the names of laws where every process can read them; the file bears their hash.

    Raises:
        OSError: the folder cannot be written.
    """
    content = json.dumps(
        [names.by_name, names.by_number, names.titles, sorted(names.ambiguous)],
        ensure_ascii=False,
        sort_keys=True,
    )
    path = cache / f"{NAMES}{hashlib.sha256(content.encode()).hexdigest()[:32]}.json"
    if not path.is_file():
        cache.mkdir(parents=True, exist_ok=True)
        aside = path.with_suffix(f".{os.getpid()}")
        aside.write_text(content, "utf-8")
        aside.replace(path)
    return path


@lru_cache(maxsize=1)
def load_names(path: Path) -> NameIndex:
    """Read the names of laws, once in each process."""
    by_name, by_number, titles, ambiguous = json.loads(path.read_text("utf-8"))
    index = NameIndex(LawNames(by_name, by_number, titles, set(ambiguous)))
    # They stay as long as the process: nobody need look through them again for what can be collected.
    gc.freeze()
    return index


def build_bucket(bucket: Bucket, names: Path, folder: Path) -> Path:
    """Read one bucket into a folder that appears whole or not at all.

    Args:
        bucket: the laws.
        names: file of the names of laws.
        folder: the part.

    Raises:
        OSError: the folder cannot be written.
    """
    aside = folder.with_name(f"{folder.name}.{os.getpid()}")
    shutil.rmtree(aside, ignore_errors=True)
    build_part(bucket, load_names(names), aside)
    try:
        aside.rename(folder)
    except OSError:
        if not is_whole(folder):
            raise
        shutil.rmtree(aside)
    return folder


Build = Callable[[Sequence[tuple[Bucket, Path]], Path], Iterable[Path]]
"""`build(todo, names)`: builds each bucket into its folder and yields the folders as they are done."""


def side_by_side(todo: Sequence[tuple[Bucket, Path]], names: Path) -> Iterable[Path]:
    """Build buckets in as many processes as there are cores, the largest first."""
    workers = len(os.sched_getaffinity(0))
    if workers == 1 or len(todo) == 1 or sum(bucket.size for bucket, _ in todo) <= ALONE:
        for bucket, folder in todo:
            yield build_bucket(bucket, names, folder)
        return
    largest_first = sorted(todo, key=lambda each: -each[0].size)
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        futures = [pool.submit(build_bucket, bucket, names, folder) for bucket, folder in largest_first]
        for future in as_completed(futures):
            yield future.result()


@dataclass(frozen=True, slots=True)
class Place:
    """Where laws are built.

    Args:
        cache: folder that keeps parts for the next time.
        out: folder for the parts that depend on all laws; new and empty.
        code: hash of the code; parts of other code are made anew.
        tell: is told each step, and how far it is.
        build: makes the parts that are missing.
    """

    cache: Path
    out: Path
    code: str
    tell: Callable[[str], None]
    build: Build = side_by_side


def build_parts(shared: Sequence[Bucket], names: LawNames, place: Place) -> list[Path]:
    """Make the parts of all buckets.

    Args:
        shared: the buckets.
        names: names of all laws.
        place: where and how.

    Returns:
        The folder of each bucket's part, in their order.

    Raises:
        OSError: the folder cannot be written.
    """
    path = save_names(names, place.cache)
    folders = [place.cache / f"{bucket.name}-{bucket.key(place.code + path.stem)}" for bucket in shared]
    todo = [(bucket, folder) for bucket, folder in zip(shared, folders, strict=True) if not is_whole(folder)]
    for folder in {folder for _, folder in todo if folder.exists()}:
        shutil.rmtree(folder)
    size = {folder: bucket.size for bucket, folder in todo}
    total, done, told = sum(size.values()), 0, 0
    for folder in place.build(todo, path):
        done += size[folder]
        if total > ALONE and done - told >= total / STEPS:
            told = done
            place.tell(f"reading laws: {done / 1e6:,.0f} of {total / 1e6:,.0f} MB")
    return folders


def tidy_cache(cache: Path, kept: Iterable[Path]) -> None:
    """Remove parts that no longer belong to anything; what cannot be removed stays until the next time."""
    keep = set(kept)
    for path in cache.glob("*"):
        if path not in keep and path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
