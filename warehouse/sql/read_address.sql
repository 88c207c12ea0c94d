-- Reads the address of a provision as lawyers write it, or as e-Gov does: its path; what stands before its article
-- (or appendix) and the article, which look-ups go by as `provisions.unit` behind the law; and that again, unless it
-- is a chapter or the like, or 本則 or 附則 as a whole. A list of one for what is no address. It is what `provision_path`
-- and the macros over laws have in common; ask `provision_path`.
-- Example: SELECT read_address('第九十四条の五第一項第二号').
CREATE MACRO read_address(address) AS
    -- The address is rewritten to a path by rules, one to a line: characters of which the address must have one (`~`
    -- where it need not), a pattern, what takes its place. They are rows of a text because DuckDB binds each function
    -- in a macro anew at every call, which takes longer than to run all of these. In order: spaces; numerals in kanji
    -- to digits (a unit without a digit is one of it, what is behind a unit is padded with zeros); branches; appendices;
    -- units, the smallest first (1条1項); letters of sub-items to numbers in brackets, and these to steps; an item
    -- without a paragraph is one of the first. The last rules let pass what is now a path, whole and in order.
    string_split(
        list_reduce(
            regexp_extract_all(
                '
, ([0-9千百十]),+([0-9千百十]) \1第\2
, ,+() \1
千百十 \B([千百十]) 1\1
千百十 十[0-9]?[千百十]|百[0-9]?[千百]|千[0-9]?千|[0-9]{2}[千百十]|[千百十][0-9]{2} ?
十 十\B 0
十 十() \1
百 百\B 00
百 百([0-9])\b 0\1
百 百() \1
千 千\B 000
千 千([0-9])\b 00\1
千 千([0-9]{2})\b 0\1
千 千() \1
0０〇○零 (^|[^0-9])0+([0-9]) \1\2
のノ [のノ]([0-9]) _\1
様書 ^(?:別[記紙])?第?([0-9]+)号((?:_[0-9]+)*)([様書]式) \3\1\2
様書 ^(?:別[表図記紙]|付録)([様書]式) \1
様 ^様式 AppdxStyle
書 ^書式 AppdxFormat
表 ^別表 AppdxTable
図 ^別図 AppdxFig
記 ^別記 AppdxNote
紙 ^別紙 AppdxNote
付 ^付録 Appdx
様書表図記紙付 ^(Appdx[A-Za-z]*)第?([0-9]+)号?((?:_[0-9]+)*) \1_\2\3
号 第?([0-9]+)号((?:_[0-9]+)*) -Item_\1\2
項 第?([0-9]+)項((?:_[0-9]+)*) -Paragraph_\1\2
条 第?([0-9]+)条((?:_[0-9]+)*) -Article_\1\2
目 第?([0-9]+)目((?:_[0-9]+)*) -Division_\1\2
款 第?([0-9]+)款((?:_[0-9]+)*) -Subsection_\1\2
節 第?([0-9]+)節((?:_[0-9]+)*) -Section_\1\2
章 第?([0-9]+)章((?:_[0-9]+)*) -Chapter_\1\2
編 第?([0-9]+)編((?:_[0-9]+)*) -Part_\1\2
則 ^本則 MainProvision
則 ^附則 SupplProvision
~ ^- MainProvision-
編章節款目 -(?:Part|Chapter|Section|Subsection|Division)_.*-Article_ -Article_
イ \(?イ\)? (1)
ロ \(?ロ\)? (2)
ハ \(?ハ\)? (3)
ニ \(?ニ\)? (4)
ホ \(?ホ\)? (5)
ヘ \(?ヘ\)? (6)
ト \(?ト\)? (7)
チ \(?チ\)? (8)
リ \(?リ\)? (9)
ヌ \(?ヌ\)? (10)
ル \(?ル\)? (11)
ヲ \(?ヲ\)? (12)
ワ \(?ワ\)? (13)
カ \(?カ\)? (14)
ヨ \(?ヨ\)? (15)
タ \(?タ\)? (16)
レ \(?レ\)? (17)
ソ \(?ソ\)? (18)
ツ \(?ツ\)? (19)
ネ \(?ネ\)? (20)
ナ \(?ナ\)? (21)
ラ \(?ラ\)? (22)
ム \(?ム\)? (23)
ウ \(?ウ\)? (24)
ヰ \(?ヰ\)? (25)
ノ \(?ノ\)? (26)
オ \(?オ\)? (27)
ク \(?ク\)? (28)
ヤ \(?ヤ\)? (29)
マ \(?マ\)? (30)
ケ \(?ケ\)? (31)
フ \(?フ\)? (32)
コ \(?コ\)? (33)
エ \(?エ\)? (34)
テ \(?テ\)? (35)
ア \(?ア\)? (1)
サ \(?サ\)? (37)
キ \(?キ\)? (38)
ユ \(?ユ\)? (39)
メ \(?メ\)? (40)
ミ \(?ミ\)? (41)
シ \(?シ\)? (42)
ヱ \(?ヱ\)? (43)
ヒ \(?ヒ\)? (44)
モ \(?モ\)? (45)
セ \(?セ\)? (46)
ス \(?ス\)? (47)
ⅰ \(?ⅰ\)? (1)
ⅱ \(?ⅱ\)? (2)
ⅲ \(?ⅲ\)? (3)
ⅳ \(?ⅳ\)? (4)
ⅴ \(?ⅴ\)? (5)
ⅵ \(?ⅵ\)? (6)
ⅶ \(?ⅶ\)? (7)
ⅷ \(?ⅷ\)? (8)
ⅸ \(?ⅸ\)? (9)
ⅹ \(?ⅹ\)? (10)
iｉ \((?:i|ｉ)\) (1)
iｉ \((?:ii|ｉｉ)\) (2)
iｉ \((?:iii|ｉｉｉ)\) (3)
iｉ \((?:iv|ｉｖ)\) (4)
vｖ \((?:v|ｖ)\) (5)
vｖ \((?:vi|ｖｉ)\) (6)
vｖ \((?:vii|ｖｉｉ)\) (7)
vｖ \((?:viii|ｖｉｉｉ)\) (8)
iｉ \((?:ix|ｉｘ)\) (9)
xｘ \((?:x|ｘ)\) (10)
xｘ \((?:xi|ｘｉ)\) (11)
xｘ \((?:xii|ｘｉｉ)\) (12)
xｘ \((?:xiii|ｘｉｉｉ)\) (13)
xｘ \((?:xiv|ｘｉｖ)\) (14)
xｘ \((?:xv|ｘｖ)\) (15)
xｘ \((?:xvi|ｘｖｉ)\) (16)
xｘ \((?:xvii|ｘｖｉｉ)\) (17)
xｘ \((?:xviii|ｘｖｉｉｉ)\) (18)
xｘ \((?:xix|ｘｉｘ)\) (19)
xｘ \((?:xx|ｘｘ)\) (20)
aａ \([aａ]\) (1)
bｂ \([bｂ]\) (2)
cｃ \([cｃ]\) (3)
dｄ \([dｄ]\) (4)
eｅ \([eｅ]\) (5)
fｆ \([fｆ]\) (6)
gｇ \([gｇ]\) (7)
hｈ \([hｈ]\) (8)
jｊ \([jｊ]\) (10)
kｋ \([kｋ]\) (11)
lｌ \([lｌ]\) (12)
mｍ \([mｍ]\) (13)
nｎ \([nｎ]\) (14)
oｏ \([oｏ]\) (15)
pｐ \([pｐ]\) (16)
qｑ \([qｑ]\) (17)
rｒ \([rｒ]\) (18)
sｓ \([sｓ]\) (19)
tｔ \([tｔ]\) (20)
uｕ \([uｕ]\) (21)
wｗ \([wｗ]\) (23)
yｙ \([yｙ]\) (25)
zｚ \([zｚ]\) (26)
イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセス(（ⅰⅱⅲⅳⅴⅵⅶⅷⅸⅹ ^([^()]*)\(([0-9]+)\)((?:_[0-9]+)*) \1-Subitem1_\2\3
(（ ^([^()]*)\(([0-9]+)\)((?:_[0-9]+)*) \1-Subitem2_\2\3
(（ ^([^()]*)\(([0-9]+)\)((?:_[0-9]+)*) \1-Subitem3_\2\3
(（ ^([^()]*)\(([0-9]+)\)((?:_[0-9]+)*) \1-Subitem4_\2\3
(（ ^([^()]*)\(([0-9]+)\)((?:_[0-9]+)*) \1-Subitem5_\2\3
号イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセス(（ⅰⅱⅲⅳⅴⅵⅶⅷⅸⅹ (Provision|-Article_[0-9_]+)-(Item|Subitem) \1-Paragraph_1-\2
~ ^((?:Main|Suppl)Provision)(?:(-Article_[0-9_]+)(?:-Paragraph_[0-9_]+)?|(-Paragraph_[0-9_]+))(?:-Item_[0-9_]+)?(?:-Subitem[0-9]_[0-9_]+)*$ \0|\1\2\3|\1\2\3
本附編章節款目 ^((?:Main|Suppl)Provision)(?:-Part_[0-9_]+)?(?:-Chapter_[0-9_]+)?(?:-Section_[0-9_]+)?(?:-Subsection_[0-9_]+)?(?:-Division_[0-9_]+)?$ \0|\1
表図記紙付様書 ^(Appdx[A-Za-z]*)(?:_[0-9_]+)?(?:-Item_[0-9_]+)?(?:-Subitem[0-9]_[0-9_]+)*$ \0|\1|\1
ABCDEFGHIJKLMNOPQRSTUVWXYZ ^([A-Z][A-Za-z]+)(?:_[0-9_:]+)?(?:\[[0-9]+\])?(-(?:Article|Paragraph)_[^-]+)?(?:-[A-Z][A-Za-z]+[0-9]*(?:_[0-9_:]+)?(?:\[[0-9]+\])?)*$ \0|\1\2|\1\2
MS ^((?:Main|Suppl)Provision)((?:\[[0-9]+\])?(?:-(?:Part|Chapter|Section|Subsection|Division)_[0-9_:]+)*)\|.*$ \1\2|\1
',
                '(?m)^[^ \n]*[~' || translate(address, ' 　]\[^-', ',,') || '][^ \n]* .*$'
            ),
            lambda text, rule: regexp_replace(text, string_split(rule, ' ')[2], string_split(rule, ' ')[3], 'g'),
            translate(
                address,
                ' 　０１２３４５６７８９〇○零一二三四五六七八九（）［］－＿：|',
                ',,0123456789000123456789()[]-_:?'
            )
        ),
        '|'
    );
