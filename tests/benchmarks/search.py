"""Full-text search: how good its hits are, what its index costs, and how long a query takes; beside other ways.

    python -m tests.benchmarks.search [DATABASE]

The database is only read. Judged by `golden/search/queries.toml`, class by class: precision among
five and ten hits with what would be best in brackets, recall among twenty, mean reciprocal rank. The other ways:

- `scan`: every text that contains the words as typed, ranked by how often.
- `pairs`: BM25 over pairs of letters, of texts and queries as `search_fold` has them.
- `sudachi`, `mecab`: BM25 over words as a morphological analyser cuts them (sudachipy with sudachidict_small; fugashi
  with unidic-lite); left out where it is not installed. The query is cut by the analyser too, which a macro cannot do.

None of these knows names of laws and addresses. Printed for each are the postings of its index and the seconds to make
it; for ours also the bytes. Seconds are those of the processor, queries are asked once to warm up.
"""

from __future__ import annotations

import math
import statistics
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from importlib import import_module
from pathlib import Path

import duckdb

from flows.tables.search import search_terms
from tests.search_gold import Query, Scores, Search, gold, scores, search_of

DATABASE = Path(__file__).parents[2] / "warehouse" / "anpo.duckdb"
K1, B = 1.2, 0.75
TEXTS = """
    SELECT search_hit(law_id, place) AS hit, bool_or(valid_to IS NULL) AS is_current,
        string_agg(concat_ws(' ', title, caption, body, context), ' ' ORDER BY position) AS text
    FROM searchable GROUP BY ALL ORDER BY hit
"""

Cut = Callable[[str], Sequence[str]]
"""Cuts a text into the tokens of an index."""


class Bm25:
    """An index of texts by tokens, in memory, ranked by BM25; what is no more in force counts for half."""

    def __init__(self, texts: Iterable[tuple[str, bool, str]], cut: Cut) -> None:
        began = time.process_time()
        self.cut = cut
        self.postings: dict[str, dict[str, int]] = defaultdict(dict)
        self.lengths: dict[str, int] = {}
        self.current: dict[str, bool] = {}
        for hit, is_current, text in texts:
            tokens = cut(text)
            self.lengths[hit], self.current[hit] = len(tokens), is_current
            for token, count in Counter(tokens).items():
                self.postings[token][hit] = count
        self.mean = statistics.fmean(self.lengths.values())
        self.seconds = time.process_time() - began

    def search(self, query: str) -> Sequence[str]:
        """Return the best hundred hits."""
        points: dict[str, float] = defaultdict(float)
        for token in set(self.cut(query)):
            found = self.postings.get(token, {})
            weight = math.log(1 + (len(self.lengths) - len(found) + 0.5) / (len(found) + 0.5))
            for hit, count in found.items():
                norm = K1 * (1 - B + B * self.lengths[hit] / self.mean)
                points[hit] += weight * count * (K1 + 1) / (count + norm)
        ranked = sorted(points, key=lambda hit: (-points[hit] * (1 if self.current[hit] else 0.5), hit))
        return ranked[:100]


def scan_of(texts: Sequence[tuple[str, bool, str]]) -> Search:
    """Return a search that looks for the words as typed in every text."""

    def search(query: str) -> Sequence[str]:
        words = query.replace('"', "").split()
        found = [
            (sum(text.count(word) for word in words) * (1 if is_current else 0.5), hit)
            for hit, is_current, text in texts
            if all(word in text for word in words)
        ]
        return [hit for _, hit in sorted(found, key=lambda each: (-each[0], each[1]))][:100]

    return search


def pairs(connection: duckdb.DuckDBPyConnection) -> Cut:
    """Return what cuts a text into pairs of letters."""

    def cut(text: str) -> Sequence[str]:
        ((folded,),) = connection.execute("SELECT search_fold(?)", [text]).fetchall()
        return [folded[at : at + 2] for at in range(len(folded) - 1)]

    return cut


def analysers() -> dict[str, Cut]:
    """Return the morphological analysers that are installed."""
    found: dict[str, Cut] = {}
    try:
        dictionary = import_module("sudachipy").Dictionary(dict="small").tokenizer()
        # It takes texts of some sixteen thousand characters at most.
        found["sudachi"] = lambda text: [
            word.normalized_form()
            for at in range(0, len(text), 10_000)
            for word in dictionary.tokenize(text[at : at + 10_000])
            if word.part_of_speech()[0] not in ("助詞", "助動詞", "補助記号", "空白")
        ]
    except ImportError:
        print("sudachi: absent (pip install sudachipy sudachidict_small)")
    try:
        tagger = import_module("fugashi").Tagger()
        found["mecab"] = lambda text: [
            word.feature.lemma or word.surface
            for word in tagger(text)
            if word.feature.pos1 not in ("助詞", "助動詞", "補助記号", "空白")
        ]
    except ImportError:
        print("mecab: absent (pip install fugashi unidic-lite)")
    return found


def line(name: str, found: Scores) -> str:
    """Write scores on a line."""
    return (
        f"  {name:<9} P@5 {found.at_5:.2f} ({found.best_at_5:.2f})  P@10 {found.at_10:.2f} ({found.best_at_10:.2f})"
        f"  R@20 {found.recall:.2f}  MRR {found.first:.2f}"
    )


def compare(asked: Sequence[Query], ways: dict[str, Search]) -> None:
    """Print the scores of each way, by class of queries, and the seconds of a query."""
    ranked = {name: [(query, search(query.query)) for query in asked] for name, search in ways.items()}
    for kind in [*dict.fromkeys(query.kind for query in asked), "all"]:
        count = sum(kind in ("all", query.kind) for query in asked)
        print(f"{kind} ({count} queries)")
        for name, rows in ranked.items():
            print(line(name, scores(row for row in rows if kind in ("all", row[0].kind))))
    for name, search in ways.items():
        times = []
        for query in asked:
            began = time.process_time()
            search(query.query)
            times.append(time.process_time() - began)
        print(
            f"{name:<11} median {statistics.median(times) * 1e3:7.1f} ms, longest {max(times) * 1e3:7.1f} ms a query"
        )


def costs(connection: duckdb.DuckDBPyConnection) -> None:
    """Print what our index is, and what looking without it would cost."""
    began = time.process_time()
    searched = [
        name for (name,) in connection.execute("SELECT DISTINCT table_name FROM searchable").fetchall()
    ]
    made = search_terms({name: connection.table(name).to_arrow_table() for name in searched})
    seconds = time.process_time() - began
    ((terms, postings),) = connection.execute(
        "SELECT count(*), sum(len(positions)) FROM search_terms"
    ).fetchall()
    print(
        f"ours: {terms:,} terms, {postings:,} postings, {made.nbytes:,} bytes in memory, made in {seconds:.1f} s"
    )
    for name, condition in (
        ("contains, as typed", "contains(concat_ws(' ', title, caption, body), '武器等防護')"),
        (
            "contains, of folded texts",
            "contains(search_fold(concat_ws(' ', title, caption, body)), '武器等防護')",
        ),
    ):
        began = time.process_time()
        ((found,),) = connection.execute(f"SELECT count(*) FROM searchable WHERE {condition}").fetchall()
        print(
            f"plain scan, {name}: {time.process_time() - began:.3f} s, {found} rows, neither ranked nor grouped"
        )


def main(database: Path) -> None:
    """Print everything."""
    with duckdb.connect(str(database), read_only=True) as connection:
        costs(connection)
        asked = gold(connection)
        texts = connection.execute(TEXTS).fetchall()
        ways: dict[str, Search] = {"anpo": search_of(connection), "scan": scan_of(texts)}
        for name, cut in ({"pairs": pairs(connection)} | analysers()).items():
            index = Bm25(texts, cut)
            count = sum(len(hits) for hits in index.postings.values())
            print(f"{name}: {len(index.postings):,} terms, {count:,} postings, made in {index.seconds:.1f} s")
            ways[name] = index.search
        compare(asked, ways)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else DATABASE)
