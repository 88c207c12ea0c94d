-- What did a provision say on a day?
-- ja: ある日、この条文はどうなっていたか。
-- law = 自衛隊法: title, number, abbreviation or id of the law
-- address = 第七十六条: the provision
-- day = 2021-07-13: the day
SELECT elm, caption, title, text, valid_from, valid_to
FROM article($law, $address, $day);
