-- A text as searching compares it: letters as `search_letters` has them, joined as `search_join` does.
-- Example: SELECT search_fold('武器ノ使用（第９５條の２）').
CREATE MACRO search_fold(text) AS search_join(search_letters(text));
