-- Full-text search over law text, the White Paper's actions and the guidelines, in Japanese: the hundred best hits, each
-- with the passage that matches, marked 〔…〕. Words are separated by blanks, and a hit has all of them; "a phrase in
-- quotation marks" is looked for as it is, other words also in parts (海上警備行動 finds 海上における警備行動). Old and new
-- forms of letters, numbers in digits and in kanji, 武器の使用 and 武器使用 are the same. The name of a law gives the law, with an
-- address behind it (自衛隊法第95条の2) the provision. Of each article there is one hit, in its last wording that matches; what is
-- no more in force comes after what is. Example: FROM search('武器等防護').
-- rank: Position, from 1.
-- score: How well it matches; comparable only within one search.
-- kind: law, provision, action or guideline.
-- label: The law, the action, or the edition of the guidelines.
-- address: Where in the law; the legal basis of an action; the headings above an item.
-- passage: Some eighty characters around the match, which is marked.
-- standing: Of a provision whether it is in_force, former or future; of a law not_loaded where only its name is known; of an edition of the guidelines as in guideline_editions.
-- valid_from: First day of the wording; null outside laws.
-- valid_to: Day after the last; null while it is not known to end.
-- table_name: The table of the row shown.
-- row_id: Its key, as `trace` takes it.
CREATE MACRO search(query) AS TABLE
    WITH asked AS (
        SELECT
            CASE
                WHEN regexp_matches(query, '[\p{L}\p{N}]') THEN query
                ELSE error(concat('cannot search for ''', query, ''': it has no letter, kanji, kana or digit'))
            END AS typed,
            search_letters(query) AS letters
    ),
    word AS (
        SELECT
            word,
            any_value(letters) AS letters,
            any_value(typed) AS typed,
            bool_or(is_quoted) AS is_quoted
        FROM (
            SELECT
                regexp_replace(spelt[1], '["“”「」]', '', 'g') AS typed,
                regexp_replace(spelt[2], '["“”「」]', '', 'g') AS letters,
                regexp_matches(spelt[1], '["“「]') AS is_quoted,
                -- At the end of a word の says nothing, and in a text it may stand before a kanji.
                regexp_replace(search_join(letters), '(.)[のノ]+$', '\1') AS word
            FROM (
                SELECT unnest(list_zip(
                    regexp_extract_all(typed, '"[^"]*"?|“[^”]*”?|「[^」]*」?|[^\s　"“「]+'),
                    regexp_extract_all(letters, '"[^"]*"?|“[^”]*”?|「[^」]*」?|[^\s　"“「]+')
                )) AS spelt
                FROM asked
            )
        )
        WHERE regexp_matches(letters, '[\p{L}\p{N}]')
        GROUP BY word
    ),
    -- The query without blanks, as the name of a law with the address of a provision behind it; in letters and numbers as
    -- they are, and as names of laws have them.
    law_asked AS (
        SELECT DISTINCT law_id, CASE WHEN rest <> '' THEN read_address(rest) END AS address
        FROM (
            SELECT law.law_id, substring(spelt.spelling, length(law.name) + 1) AS rest
            FROM (
                SELECT unnest([
                    regexp_replace(typed, '[\s　"“”「」]', '', 'g'),
                    translate(
                        kanji_numerals(regexp_replace(letters, '[\s　"“”「」]', '', 'g')),
                        'abcdefghijklmnopqrstuvwxyz',
                        'ＡＢＣＤＥＦＧＨＩＪＫＬＭＮＯＰＱＲＳＴＵＶＷＸＹＺ'
                    )
                ]) AS spelling
                FROM asked
            ) spelt
            JOIN law_names law ON starts_with(spelt.spelling, law.name)
        )
        WHERE rest = '' OR regexp_matches(
            rest,
            '^(?:第?[0-9０-９〇一二三四五六七八九十百千]+[のノ0-9０-９〇一二三四五六七八九十百千]*[条項号編章節款目]|附則|本則|別[表図記]|様式|付録)'
        )
    ),
    -- A word that is the name of a law also matches everything in it.
    law_word AS (
        SELECT DISTINCT word.word, law.law_id
        FROM (
            SELECT word, unnest([
                typed,
                translate(letters, 'abcdefghijklmnopqrstuvwxyz', 'ＡＢＣＤＥＦＧＨＩＪＫＬＭＮＯＰＱＲＳＴＵＶＷＸＹＺ')
            ]) AS name
            FROM word
        ) word
        JOIN law_names law ON law.name = word.name
    ),
    -- Pairs of letters of each word, each with a bit for every place where the word has it. Between hiragana a letter may
    -- be alone; it is looked up only where the word has no pairs.
    run AS (
        SELECT
            word,
            array_to_string(found, ' ') AS run,
            list_max(list_transform(found, lambda one: length(one))) > 1 AS has_pairs
        FROM (SELECT word, regexp_extract_all(word, '[\p{Han}\p{Katakana}ーa-z]+') AS found FROM word)
        WHERE len(found) > 0
    ),
    gram AS (
        SELECT word, gram, bit_or(CAST(1 AS UBIGINT) << place) AS places
        FROM (
            SELECT word, has_pairs, place, run[place + 1 : place + CASE WHEN has_pairs THEN 2 ELSE 1 END] AS gram
            FROM (SELECT *, unnest(range(CAST(least(length(run), 60) AS BIGINT))) AS place FROM run)
        )
        WHERE NOT contains(gram, ' ') AND length(gram) = CASE WHEN has_pairs THEN 2 ELSE 1 END
        GROUP BY word, gram
    ),
    complete AS (
        SELECT gram.word, bit_or(gram.places) AS places, any_value(length(replace(run.run, ' ', ''))) AS letters
        FROM gram
        JOIN run ON run.word = gram.word
        GROUP BY gram.word
    ),
    matched AS (
        SELECT word, table_name, position, bit_or(places) AS places
        FROM (
            SELECT term.word, term.places, known.table_name, unnest(known.positions) AS position
            FROM (
                SELECT gram.word, gram.places, known.rowid AS term
                FROM gram
                JOIN search_terms known ON contains(known.term, gram.gram)
                LIMIT 500000
            ) term
            JOIN search_terms known ON known.rowid = term.term
        )
        GROUP BY word, table_name, position
    ),
    -- Rows by word: those that have all pairs of it; and those that have four of its letters out of five in pairs, so that
    -- it is made of pieces that the row has.
    in_terms AS (
        SELECT *
        FROM (
            SELECT
                matched.word,
                matched.table_name,
                matched.position,
                matched.places = complete.places AS has_all,
                NOT word.is_quoted
                AND bit_count(matched.places | (matched.places << 1)) >= 0.8 * complete.letters
                AND (SELECT count(*) FROM law_asked) = 0 AS has_most,
                bit_count(matched.places) / bit_count(complete.places) AS cover
            FROM matched
            JOIN complete ON complete.word = matched.word
            JOIN word ON word.word = matched.word
        )
        WHERE has_all OR has_most
        -- As all limits below, so that DuckDB knows that there are few, and joins accordingly.
        ORDER BY has_all DESC, table_name, position
        LIMIT 150000
    ),
    covered AS (
        SELECT * FROM in_terms
        UNION ALL
        -- A word of hiragana alone is in no term.
        SELECT word.word, text.table_name, text.position, true, false, 1
        FROM word
        JOIN searchable text ON contains(concat_ws(' ', text.title, text.caption, text.body, text.context), word.typed)
        WHERE NOT regexp_matches(word.word, '[\p{Han}\p{Katakana}ーa-z]')
    ),
    found AS (
        SELECT
            * EXCLUDE (place, title),
            search_hit(law_id, place) AS hit,
            CASE WHEN has_all THEN 1 ELSE 0.3 * cover END
            * CASE WHEN contains(replace(title, 'の', ''), word) THEN 2 ELSE 1 END AS points
        FROM (
            SELECT
                covered.*,
                provision.law_id,
                provision.elm AS place,
                coalesce(provision.caption, provision.title) AS title,
                coalesce(provision.valid_from, DATE '0001-01-01') AS begins,
                coalesce(provision.valid_to, DATE '9999-12-31') AS ends
            FROM covered
            JOIN provisions provision ON provision.rowid = covered.position
            WHERE covered.table_name = 'provisions'
            UNION ALL
            SELECT covered.*, other.law_id, other.place, other.title, DATE '0001-01-01', DATE '9999-12-31'
            FROM covered
            JOIN searchable other ON other.table_name = covered.table_name AND other.position = covered.position
            WHERE other.table_name <> 'provisions'
        )
    ),
    -- What is one hit, as it stood before a day, for every day on which a row that matches ended. The last day is that of
    -- what is in force; what was in force before counts for half.
    standing AS (
        SELECT
            moment.hit,
            moment.ends AS moment,
            found.word,
            any_value(found.law_id) AS law_id,
            (max(found.points) + 0.1 * ln(count(*))) * CASE WHEN moment.ends < DATE '9999-12-31' THEN 0.5 ELSE 1 END AS points
        FROM (SELECT DISTINCT hit, ends FROM found) moment
        JOIN found ON found.hit = moment.hit AND found.begins < moment.ends AND moment.ends <= found.ends
        GROUP BY moment.hit, moment.ends, found.word
    ),
    likely AS (
        SELECT hit, arg_max(moment, points) AS moment
        FROM (
            SELECT hit, moment, sum(points) AS points
            FROM (
                SELECT hit, moment, word, points FROM standing
                UNION ALL
                SELECT DISTINCT standing.hit, standing.moment, law_word.word, 0
                FROM standing
                JOIN law_word ON law_word.law_id = standing.law_id
            )
            GROUP BY hit, moment
            HAVING count(DISTINCT word) = (SELECT count(*) FROM word)
        )
        GROUP BY hit
        ORDER BY max(points) DESC, hit
        LIMIT 200
    ),
    candidate AS (
        SELECT likely.moment, word.letters, found.*
        FROM likely
        JOIN found ON found.hit = likely.hit AND found.begins < likely.moment AND likely.moment <= found.ends
        JOIN word ON word.word = found.word
        QUALIFY row_number() OVER (PARTITION BY found.hit, found.word ORDER BY found.points DESC, found.position) <= 4
        LIMIT 10000
    ),
    -- The law that is asked for by its name, or the provision in its last wording.
    by_law AS (
        SELECT law.law_id AS hit, 'laws' AS table_name, CAST(law.rowid AS INTEGER) AS position, 10 AS points
        FROM law_asked
        JOIN laws law ON law.law_id = law_asked.law_id
        WHERE law_asked.address IS NULL OR law.history_from IS NULL
        UNION ALL
        SELECT search_hit(any_value(provision.law_id), arg_max(provision.elm, provision.rowid)), 'provisions', CAST(max(provision.rowid) AS INTEGER), 20
        FROM (SELECT law_id, address[1] AS path FROM law_asked WHERE len(address) > 1) law_asked
        JOIN provisions provision ON provision.law_id = law_asked.law_id
        WHERE law_asked.path IN (provision.elm, provision.alias)
        GROUP BY law_asked.law_id, law_asked.path
    ),
    -- Now that there are few, their texts are read.
    wanted AS (
        SELECT table_name, position FROM candidate
        UNION
        SELECT table_name, position FROM by_law
    ),
    text AS (
        SELECT
            'provisions' AS table_name,
            wanted.position,
            provision.provision_id AS row_id,
            'provision' AS kind,
            provision.law_id,
            provision.elm AS place,
            provision.title,
            provision.caption,
            provision.text AS body,
            NULL AS context,
            provision.valid_from,
            provision.valid_to
        FROM (SELECT position FROM wanted WHERE table_name = 'provisions') wanted
        JOIN provisions provision ON provision.rowid = wanted.position
        UNION ALL
        SELECT other.*
        FROM wanted
        JOIN searchable other ON other.table_name = wanted.table_name AND other.position = wanted.position
        WHERE other.table_name NOT IN ('provisions', 'laws')
        UNION ALL
        SELECT
            'laws', wanted.position, law.law_id, 'law', law.law_id, NULL, law.title, NULL,
            concat(law.title, '（', law.law_num, '）'), array_to_string(law.abbreviations, ' '), NULL, NULL
        FROM wanted
        JOIN laws law ON law.rowid = wanted.position
        WHERE wanted.table_name = 'laws'
    ),
    compared AS MATERIALIZED (
        SELECT
            table_name,
            position,
            string_split(
                search_fold(concat(concat_ws(' ', title, caption), chr(2), body, chr(2), context)),
                chr(2)
            ) AS texts
        FROM text
    ),
    looked_at AS (
        SELECT
            candidate.moment,
            candidate.word,
            candidate.has_most,
            candidate.cover,
            candidate.hit,
            text.table_name,
            text.position,
            text.row_id,
            text.kind,
            text.law_id,
            defined.term IS NOT NULL AS is_definition,
            compared.texts,
            contains(array_to_string(compared.texts, chr(2)), candidate.word) AS is_exact
        FROM candidate
        JOIN text ON text.table_name = candidate.table_name AND text.position = candidate.position
        JOIN compared ON compared.table_name = candidate.table_name AND compared.position = candidate.position
        LEFT JOIN (
            SELECT DISTINCT provision_id, term FROM defined_terms WHERE term IN (SELECT letters FROM word)
        ) defined ON defined.provision_id = text.row_id AND defined.term = candidate.letters
    ),
    judged AS (
        SELECT
            *,
            CASE
                WHEN NOT is_exact THEN 0.3 * cover
                WHEN contains(texts[1], word)
                THEN 1 + 1.5 * length(word) / greatest(length(word), length(regexp_replace(texts[1], '[（） ]|第[^ ]*', '', 'g')))
                WHEN contains(texts[2], word) THEN 1
                ELSE 0.5
            END
            * (0.7 + 0.3 / (1 + length(texts[2]) / 200))
            * CASE
                WHEN kind = 'law' OR contains(row_id, '/SupplProvision') THEN 0.5
                WHEN regexp_matches(row_id, '-(?:Part|Chapter|Section|Subsection|Division)_[^-]*$') THEN 0.5
                ELSE 1
            END
            + CASE WHEN NOT is_exact THEN 0 WHEN is_definition THEN 1 WHEN starts_with(texts[2], word) THEN 0.3 ELSE 0 END
            AS points
        FROM looked_at
        WHERE is_exact OR has_most
    ),
    by_words AS (
        SELECT best.hit, best.table_name, best.position, judged.points * CASE WHEN best.moment < DATE '9999-12-31' THEN 0.5 ELSE 1 END AS points
        FROM (
            SELECT hit, sum(points) AS points
            FROM (
                SELECT hit, word, max(points) + 0.1 * ln(count(*)) AS points FROM judged GROUP BY hit, word
                UNION ALL
                SELECT DISTINCT judged.hit, law_word.word, 0.5
                FROM judged
                JOIN law_word ON law_word.law_id = judged.law_id
            )
            GROUP BY hit
            HAVING count(DISTINCT word) = (SELECT count(*) FROM word)
        ) judged
        JOIN (
            SELECT hit, moment, table_name, position
            FROM judged
            GROUP BY hit, moment, table_name, position
            QUALIFY row_number() OVER (PARTITION BY hit ORDER BY sum(judged.points) DESC, table_name, position) = 1
        ) best ON best.hit = judged.hit
    ),
    ranked AS (
        SELECT *, row_number() OVER (ORDER BY points DESC, table_name, position) AS rank
        FROM (
            SELECT * FROM by_law UNION ALL SELECT * FROM by_words
        )
        QUALIFY row_number() OVER (PARTITION BY hit ORDER BY points DESC) = 1
        ORDER BY rank
        LIMIT 100
    ),
    -- Of what is but a heading, the first text below it.
    below AS (
        SELECT above.rank, arg_min(provision.text, provision.rowid) AS text
        FROM (
            SELECT ranked.rank, one.place, one.valid_to, ranked.position + unnest(range(1, 9)) AS position
            FROM ranked
            JOIN text one ON one.table_name = ranked.table_name AND one.position = ranked.position
            WHERE one.kind = 'provision' AND one.body IS NULL
            LIMIT 1000
        ) above
        JOIN provisions provision ON provision.rowid = above.position
        WHERE
            starts_with(provision.elm, above.place || '-')
            AND coalesce(provision.valid_to, DATE '9999-12-31') >= coalesce(above.valid_to, DATE '9999-12-31')
            AND provision.valid_from < coalesce(above.valid_to, DATE '9999-12-31')
        GROUP BY above.rank
    ),
    shown AS (
        SELECT
            ranked.rank,
            ranked.points,
            one.*,
            coalesce(law.title, action.name, edition.title || '（' || edition.year || '）', item.edition) AS label,
            coalesce(
                action.legal_basis_text,
                array_to_string(item.path, ' ＞ '),
                CASE WHEN one.kind = 'provision' THEN provision_label(one.place) END
            ) AS address,
            CASE WHEN one.kind = 'law' AND law.history_from IS NULL THEN 'not_loaded' ELSE edition.status END AS status,
            CASE
                WHEN one.kind IN ('law', 'guideline') THEN one.body
                WHEN one.kind = 'action' THEN concat_ws('　', one.title, one.body)
                WHEN one.body IS NULL AND one.caption IS NULL THEN concat_ws('　', one.title, below.text)
                ELSE concat_ws('　', one.caption, coalesce(one.body, below.text))
            END AS shown
        FROM ranked
        JOIN text one ON one.table_name = ranked.table_name AND one.position = ranked.position
        LEFT JOIN below ON below.rank = ranked.rank
        LEFT JOIN laws law ON law.law_id = one.law_id
        LEFT JOIN actions action ON action.action_id = one.place
        LEFT JOIN guideline_items item ON item.item_id = one.place
        LEFT JOIN guideline_editions edition ON edition.edition = item.edition
    ),
    -- The words as they stand in texts: one may have の between any letters; else their pairs of letters.
    pattern AS (
        SELECT
            string_agg(concat(spelt, '|', letters), '|' ORDER BY length(spelt) DESC) AS words,
            (SELECT concat('(?:', string_agg(gram, '|'), ')+') FROM gram) AS pieces
        FROM (
            SELECT
                substring(regexp_replace(regexp_escape(word), '(\\?[^\\])', '[のノ]*\1', 'g'), 6) AS spelt,
                substring(regexp_replace(regexp_escape(letters), '(\\?[^\\])', '[のノ]*\1', 'g'), 6) AS letters
            FROM word
        )
    ),
    -- A window on the text, in letters as they are and in those that are compared, and what matches first in it.
    seen AS (
        SELECT
            * EXCLUDE (letters),
            substring(shown, greatest(starts - 30, 1), 100) AS passage,
            substring(letters, greatest(starts - 30, 1), 100) AS letters,
            starts > 31 AS is_cut_before,
            length(shown) > greatest(starts - 30, 1) + 99 AS is_cut_behind
        FROM (
            SELECT *, greatest(instr(letters, nullif(regexp_extract(letters, pattern), '')), 1) AS starts
            FROM (
                SELECT
                    text.*,
                    CASE
                        WHEN points >= 10 THEN chr(2)
                        WHEN regexp_matches(letters, words) THEN words
                        ELSE coalesce(pieces, words)
                    END AS pattern
                FROM (SELECT *, search_letters(shown) AS letters FROM shown) text
                CROSS JOIN pattern
            )
        )
    )
    SELECT
        rank,
        round(points, 3) AS score,
        kind,
        label,
        address,
        concat(
            CASE WHEN is_cut_before THEN '…' END,
            replace(
                list_reduce(
                    list_prepend('', regexp_split_to_array(regexp_replace(letters, concat('((?:', pattern, ')+)'), chr(1) || '\1' || chr(1), 'g'), chr(1))),
                    lambda before, part, place: concat(
                        before,
                        CASE WHEN place % 2 = 1 AND place > 1 THEN '〔' END,
                        substring(passage, length(replace(replace(before, '〔', ''), '〕', '')) + 1, length(part)),
                        CASE WHEN place % 2 = 1 AND place > 1 THEN '〕' END
                    )
                ),
                '〕〔',
                ''
            ),
            CASE WHEN is_cut_behind THEN '…' END
        ) AS passage,
        CASE
            WHEN kind <> 'provision' THEN status
            WHEN valid_to <= current_date THEN 'former'
            WHEN valid_from > current_date THEN 'future'
            ELSE 'in_force'
        END AS standing,
        valid_from,
        valid_to,
        table_name,
        row_id
    FROM seen
    ORDER BY rank;
