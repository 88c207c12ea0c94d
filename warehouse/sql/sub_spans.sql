-- The part of a row's spans that holds the characters from `first` up to, but not including, `last` of the
-- row's verbatim text: turns offsets into a text into offsets into its source.
-- Example: SELECT sub_spans([{'start': 0, 'end': 2}, {'start': 4, 'end': 6}], 1, 3).
CREATE MACRO sub_spans(spans, first, last) AS
    list_filter(
        list_transform(
            spans,
            lambda span, i: struct_pack(
                "start" := span."start" + greatest(first - span_length(spans[1 : i - 1]), 0),
                "end" := least(span."end", span."start" + last - span_length(spans[1 : i - 1]))
            )
        ),
        lambda span: span."start" < span."end"
    );
