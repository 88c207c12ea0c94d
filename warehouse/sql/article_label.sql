-- An article's number as people write it: 84_5 is 第84条の5; null stays null.
-- Example: SELECT article_label('84_5').
CREATE MACRO article_label(article) AS
    '第' || split_part(article, '_', 1) || '条'
    || coalesce('の' || nullif(array_to_string(string_split(article, '_')[2:], 'の'), ''), '');
