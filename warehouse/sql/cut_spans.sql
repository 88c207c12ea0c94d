-- The characters of a text that lie in the spans, joined: the verbatim text behind a row.
-- Example: SELECT cut_spans('防衛出動命令', [{'start': 0, 'end': 2}, {'start': 4, 'end': 6}]).
CREATE MACRO cut_spans(source_text, spans) AS
    array_to_string(
        list_transform(spans, lambda span: substring(source_text, span."start" + 1, span."end" - span."start")),
        ''
    );
