-- Of a text in the letters of `search_letters`, what searching compares: numbers in kanji, and no の (or ノ) before a kanji, a
-- katakana, a letter or a digit, so that 武器の使用 and 武器使用 are the same. Example: SELECT search_join('武器ノ使用（第95条の2）').
CREATE MACRO search_join(letters) AS
    regexp_replace(kanji_numerals(letters), '[のノ]+([\p{Han}\p{Katakana}ーa-z])', '\1', 'g');
