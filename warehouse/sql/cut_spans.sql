-- The characters of a text that lie in the spans, joined: the verbatim text behind a row.
CREATE MACRO cut_spans(source_text, spans) AS
    array_to_string(
        list_transform(spans, lambda span: substring(source_text, span."start" + 1, span."end" - span."start")),
        ''
    );
