-- A text with its numbers in kanji, as laws write them: 第95条の2第1項 is 第九十五条の二第一項, 2015年 二千十五年. Numbers of five digits
-- and more, and digits behind Latin letters, become one kanji for each digit.
-- Example: SELECT kanji_numerals('第95条の2第10項').
CREATE MACRO kanji_numerals(text) AS
    CASE
        WHEN regexp_matches(text, '[0-9]')
        THEN translate(
            regexp_replace(
                regexp_replace(
                    regexp_replace(
                        regexp_replace(
                            regexp_replace(
                                regexp_replace(text, '\b([0-9])([0-9]{3})\b', '\1千\2', 'g'),
                                '\b([0-9])([0-9]{2})\b', '\1百\2', 'g'
                            ),
                            '\b([0-9])([0-9])\b', '\1十\2', 'g'
                        ),
                        '0[千百十]', '', 'g'
                    ),
                    '\b1([千百十])', '\1', 'g'
                ),
                '([千百十])0\b', '\1', 'g'
            ),
            '0123456789',
            '〇一二三四五六七八九'
        )
        ELSE text
    END;
