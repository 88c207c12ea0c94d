-- A path of a provision as lawyers write it: 第八十四条の五第一項第二号イ, 附則第二条, 別表. What has no name of its own in law
-- (a table's cells) is left out. Example: SELECT provision_label('MainProvision-Article_84_5-Paragraph_1-Item_2-Subitem1_1').
CREATE MACRO provision_label(elm) AS
    coalesce(nullif(concat(
        CASE regexp_extract(elm, '^[A-Za-z]+')
            WHEN 'MainProvision' THEN ''
            WHEN 'SupplProvision' THEN '附則'
            WHEN 'AppdxTable' THEN '別表'
            WHEN 'AppdxStyle' THEN '様式'
            WHEN 'AppdxFormat' THEN '書式'
            WHEN 'AppdxFig' THEN '別図'
            WHEN 'AppdxNote' THEN '別記'
            WHEN 'Appdx' THEN '付録'
            WHEN 'EnactStatement' THEN '制定文'
            WHEN 'Preamble' THEN '前文'
            ELSE split_part(elm, '-', 1)
        END,
        nullif('［' || nullif(regexp_extract(elm, '^[A-Za-z]+\[([0-9]+)\]', 1), '1') || '］', '［］'),
        -- What stands below it: numbers in kanji, the first letters of イロハ, others in brackets.
        regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(kanji_numerals(
                replace(
                    regexp_replace(
                        regexp_replace(substring(elm, length(split_part(elm, '-', 1)) + 1), '-TableStruct\[[^]]*\].*', 'の表'),
                        '-Subitem1_([0-9]+)',
                        substring(
                            'イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセス',
                            coalesce(TRY_CAST(regexp_extract(elm, '-Subitem1_([0-9]+)', 1) AS INTEGER), 1),
                            1
                        )
                    ),
                    '_', 'の'
                )
            ), '-Partの([〇一二三四五六七八九十百千:]+)((?:の[〇一二三四五六七八九十百千]+)*)', '第\1編\2'), '-Chapterの([〇一二三四五六七八九十百千:]+)((?:の[〇一二三四五六七八九十百千]+)*)', '第\1章\2'), '-Sectionの([〇一二三四五六七八九十百千:]+)((?:の[〇一二三四五六七八九十百千]+)*)', '第\1節\2'), '-Subsectionの([〇一二三四五六七八九十百千:]+)((?:の[〇一二三四五六七八九十百千]+)*)', '第\1款\2'), '-Divisionの([〇一二三四五六七八九十百千:]+)((?:の[〇一二三四五六七八九十百千]+)*)', '第\1目\2'), '-Articleの([〇一二三四五六七八九十百千:]+)((?:の[〇一二三四五六七八九十百千]+)*)', '第\1条\2'), '-Paragraphの([〇一二三四五六七八九十百千:]+)((?:の[〇一二三四五六七八九十百千]+)*)', '第\1項\2'), '-Itemの([〇一二三四五六七八九十百千:]+)((?:の[〇一二三四五六七八九十百千]+)*)', '第\1号\2'), '-(?:Subitem|Sublist)[^の]*の([^-]+)', '（\1）', 'g')
    ), ''), '本則');
