"""Great Expectations, set up to judge frames in memory: no files of its own, no network, no progress bars."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import great_expectations as gx
import great_expectations.expectations as gxe
import pandas as pd
from great_expectations.core import ExpectationValidationResult
from great_expectations.data_context.types.base import (
    DataContextConfig,
    InMemoryStoreBackendDefaults,
    ProgressBarsConfig,
)
from great_expectations.expectations.expectation import Expectation
from great_expectations.expectations.row_conditions import Column

from expectations.expected import Expected
from expectations.no_nulls import ExpectColumnsToNotBeNull
from expectations.rules import SHOWN, Found, in_words
from warehouse.gate_result import Failure


@dataclass(frozen=True, slots=True)
class Suite:
    """What a suite is called.

    Args:
        name: of the suite and of its page in the Data Docs, unique in a run.
        group: the heading under which the Data Docs list it.
        title: what it is about, in a sentence.
    """

    name: str
    group: str
    title: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What Great Expectations says of one frame.

    Args:
        suite: what was judged.
        results: every expectation with what Great Expectations says of it.
        failures: the expectations that do not hold.
    """

    suite: Suite
    results: list[tuple[Expected, ExpectationValidationResult]]
    failures: list[Failure]

    @property
    def evaluated(self) -> int:
        """How many expectations were evaluated."""
        return len(self.results)

    def counted(self, found: Mapping[str, Found]) -> Verdict:
        """Say how many counter-examples there are in all, where only the first of them were judged."""
        failures = [replace(failure, count=found[failure.rule].total) for failure in self.failures]
        return replace(self, failures=failures)


def _expectation(expected: Expected) -> Expectation:
    arguments = dict(expected.arguments)
    if expected.where:
        arguments["row_condition"] = Column(expected.where.column).is_in(expected.where.values)
    kind = (
        ExpectColumnsToNotBeNull
        if expected.kind == "ExpectColumnsToNotBeNull"
        else getattr(gxe, expected.kind)
    )
    made: Expectation = kind(**arguments, meta={"rule": expected.rule})
    return made


def _rule(result: Any) -> str:
    rule: str = result.expectation_config.meta["rule"]
    return rule


def _rows(result: dict[str, Any], key: Sequence[str]) -> list[str]:
    """Say the counter-examples of one result: by the rows' keys, by their values, or by what was observed."""
    places = result.get("partial_unexpected_index_list")
    if places:
        return [in_words(_row(place, key)) for place in places]
    values = result.get("partial_unexpected_list")
    if values:
        return [str(value) for value in values]
    return [f"observed {result['observed_value']}"] if "observed_value" in result else []


def _row(place: dict[str, Any], key: Sequence[str]) -> Iterator[tuple[str, Any]]:
    """Yield the key of a row, then what is wrong with it: the values that are missing, or else all there are."""
    others = [name for name in place if name not in key]
    missing = [name for name in others if pd.isna(place[name])]
    for name in [*key, *(missing or others)]:
        yield name, "missing" if pd.isna(place[name]) else place[name]


def _failure(expected: Expected, result: ExpectationValidationResult, key: Sequence[str]) -> Failure:
    error = next((x["exception_message"] for x in _exceptions(result.exception_info)), None)
    rows = [f"could not be evaluated: {error}"] if error else _rows(result.result, key)[:SHOWN]
    count = result.result.get("unexpected_count", 1)
    return Failure(expected.rule, expected.table, expected.reason, rows, count)


def _exceptions(info: Any) -> Iterable[dict[str, Any]]:
    """Exceptions of a result, which come either alone or by the metric that raised them."""
    found = [info] if "raised_exception" in info else info.values()
    return [x for x in found if isinstance(x, dict) and x.get("raised_exception")]


class Judge:
    """Great Expectations in an ephemeral context."""

    def __init__(self) -> None:
        config = DataContextConfig(
            store_backend_defaults=InMemoryStoreBackendDefaults(init_temp_docs_sites=False),
            analytics_enabled=False,
            progress_bars=ProgressBarsConfig(globally=False),
        )
        context = gx.get_context(mode="ephemeral", project_config=config)
        source = context.data_sources.add_pandas("anpo")
        self._frames = source.add_dataframe_asset("warehouse").add_batch_definition_whole_dataframe("frame")

    def judge(
        self,
        suite: Suite,
        frame: pd.DataFrame,
        expected: Iterable[Expected],
        key: Sequence[str] = (),
    ) -> Verdict:
        """Judge one frame.

        Args:
            suite: what it is called and what the frame holds.
            frame: the rows.
            expected: what is expected of them.
            key: the columns by which a row is named in messages.
        """
        by_rule = {one.rule: one for one in expected}
        wanted = gx.ExpectationSuite(suite.name, expectations=[_expectation(one) for one in by_rule.values()])
        batch = self._frames.get_batch({"dataframe": frame})
        found = batch.validate(
            wanted, result_format={"result_format": "BASIC", "partial_unexpected_count": SHOWN}
        )
        if not found.success and key:
            named = {"result_format": "SUMMARY", "unexpected_index_column_names": list(key)}
            found = batch.validate(wanted, result_format={**named, "partial_unexpected_count": SHOWN})
        results = [(by_rule[_rule(result)], result) for result in found.results]
        failures = [_failure(one, result, key) for one, result in results if not result.success]
        return Verdict(suite, results, failures)
