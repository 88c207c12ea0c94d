-- Number of characters in a list of spans.
-- Example: SELECT span_length([{'start': 0, 'end': 2}, {'start': 4, 'end': 6}]).
CREATE MACRO span_length(spans) AS
    CAST(coalesce(list_sum(list_transform(spans, lambda span: span."end" - span."start")), 0) AS INTEGER);
