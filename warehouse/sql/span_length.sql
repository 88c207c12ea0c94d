-- Number of characters in a list of spans.
CREATE MACRO span_length(spans) AS
    CAST(coalesce(list_sum(list_transform(spans, lambda span: span."end" - span."start")), 0) AS INTEGER);
