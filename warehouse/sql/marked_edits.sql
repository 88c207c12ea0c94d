-- A text with what goes and what comes in it, from the runs of provision_changes: 〔－…－〕 goes, 〔＋…＋〕 comes.
-- Example: SELECT marked_edits([{'op': 'delete', 'text': '二十日'}, {'op': 'insert', 'text': '十日'}, {'op': 'equal', 'text': '以内'}]).
CREATE MACRO marked_edits(edits) AS
    array_to_string(
        list_transform(
            edits,
            lambda run: CASE run.op
                WHEN 'delete' THEN '〔－' || run.text || '－〕'
                WHEN 'insert' THEN '〔＋' || run.text || '＋〕'
                ELSE run.text
            END
        ),
        ''
    );
