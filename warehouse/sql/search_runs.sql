-- The different runs of letters of a text that mean something: kanji, katakana, Latin letters and digits, with の between
-- them. Each, as `search_fold` has it, is a term of search_terms. Example: SELECT search_runs('武器の使用について、武器').
CREATE MACRO search_runs(text) AS
    list_distinct(regexp_extract_all(
        text,
        '[\p{Han}\p{Katakana}ーｰﾞﾟ0-9０-９A-Za-zＡ-Ｚａ-ｚ]+(?:[のノﾉ]+[\p{Han}\p{Katakana}ーｰﾞﾟ0-9０-９A-Za-zＡ-Ｚａ-ｚ]+)*'
    ));
