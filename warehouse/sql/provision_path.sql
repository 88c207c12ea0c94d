-- The path of a provision by its address as lawyers write it: 第九十四条の五第一項第二号, 94条の5, 附則第二条,
-- 第三条第二項第一号イ（１）, 別表第一, 様式第三号, 第三章第二節, 本則, or e-Gov's path itself; in kanji or digits of
-- either width, with or without spaces. 第二号 directly behind an article is an item of its first paragraph. Articles are
-- numbered through the law, so that chapters before one do not count. What is no address is an error.
-- Example: SELECT provision_path('第九十四条の五第一項第二号').
CREATE MACRO provision_path(address) AS
    list_transform(
        [read_address(address)],
        lambda found: CASE
            WHEN len(found) > 1 THEN found[1]
            ELSE error(concat(
                'cannot read the address ''', address, ''': write it like 第九十四条の五第一項第二号, 94条の5第1項, 附則第二条, ',
                '第三条第一号イ（１）, 別表第一, 様式第三号, 第三章第二節, 本則, or as e-Gov''s path, MainProvision-Article_94_5'
            ))
        END
    )[1];
