"""An expectation of our own: that a set of columns is never null.

Great Expectations asks this column by column; with some 170 such columns the asking would take longer than all
else. It is built by its documented extension points.
"""

from __future__ import annotations

from typing import Any, Literal

import pandas as pd
from great_expectations.execution_engine.pandas_execution_engine import PandasExecutionEngine
from great_expectations.expectations.expectation import MulticolumnMapExpectation
from great_expectations.expectations.metrics.map_metric_provider.multicolumn_condition_partial import (
    multicolumn_condition_partial,
)
from great_expectations.expectations.metrics.map_metric_provider.multicolumn_map_metric_provider import (
    MulticolumnMapMetricProvider,
)


class ColumnsNotNull(MulticolumnMapMetricProvider):
    """For every row, whether all of the columns have a value."""

    condition_metric_name = "multicolumn_values.not_null"
    condition_domain_keys = (
        "batch_id",
        "table",
        "column_list",
        "row_condition",
        "condition_parser",
        "ignore_row_if",
    )

    @multicolumn_condition_partial(engine=PandasExecutionEngine)  # type: ignore[untyped-decorator]
    def _pandas(cls, column_list: pd.DataFrame, **_kwargs: Any) -> pd.Series[bool]:  # noqa: N805 - so called by it
        return column_list.notna().all(axis=1)


class ExpectColumnsToNotBeNull(MulticolumnMapExpectation):
    """Expect that no row lacks a value in any of the columns of `column_list`."""

    map_metric = "multicolumn_values.not_null"
    ignore_row_if: Literal["all_values_are_missing", "any_value_is_missing", "never"] = "never"
