-- What a provision or something in it cites, in every loaded wording of it, in the order of the law. `law` and
-- `address` are as in `article`; cites(law) gives what the whole law cites. An error: the law is not known or not
-- loaded, or the address cannot be read. Example: FROM cites('自衛隊法', '第七十六条').
-- elm: e-Gov's path of the citing provision.
-- text: The phrase.
-- form: How it refers, as in citations.
-- target_law_id: The law referred to; null where it is not known.
-- target_title: Its title, or its name as cited where it is not known.
-- target_elm: The (first) provision referred to; null where the whole law is.
-- target_elm_end: The last one of several.
-- target_part: 本文, ただし書 and the like, as in citations.
-- status: Whether it is resolved, as in citations.
-- reason: Why it is not.
-- valid_from: First day of the citing wording.
-- valid_to: Day after the last; null while it is not known to end.
-- citation_id: Its row in citations.
CREATE MACRO cites(law, address) AS TABLE (
    WITH asked AS (
        SELECT
            loaded_law(law, laws, law_id, since, DATE '9999-12-31') AS law_id,
            provision_path(address) AS path,
            read_address(address)[2] AS unit
        FROM (
            SELECT count(*) AS laws, string_agg(law_id, ', ') AS law_id, any_value(history_from) AS since
            FROM law_names
            WHERE name = law
        )
    ),
    unit AS (
        SELECT law_id, law_id || '/' || unit AS unit, path FROM asked
        UNION
        SELECT asked.law_id, article.unit, article.elm
        FROM asked
        JOIN provisions article ON article.law_id = asked.law_id
        WHERE is_article_of(asked.path, article.kind, article.elm, article.parent_elm, article.alias)
    ),
    citing AS (
        SELECT provision.provision_id, provision.law_id, provision.elm
        FROM unit
        JOIN provisions provision ON provision.unit = unit.unit
        WHERE contains(concat(provision.elm, '-,', provision.alias, '-'), unit.path || '-')
    )
    SELECT
        citing.elm,
        citation.text,
        citation.form,
        citation.target_law_id,
        coalesce(target.title, citation.target_name) AS target_title,
        citation.target_elm,
        citation.target_elm_end,
        citation.target_part,
        citation.status,
        citation.reason,
        citation.valid_from,
        citation.valid_to,
        citation.citation_id
    FROM citing
    JOIN citations citation ON citation.provision_id = citing.provision_id
    LEFT JOIN laws target ON target.law_id = citation.target_law_id
    ORDER BY citation.rowid
), (law) AS TABLE (
    SELECT
        split_part(citation.provision_id, '/', 2) AS elm,
        citation.text,
        citation.form,
        citation.target_law_id,
        coalesce(target.title, citation.target_name) AS target_title,
        citation.target_elm,
        citation.target_elm_end,
        citation.target_part,
        citation.status,
        citation.reason,
        citation.valid_from,
        citation.valid_to,
        citation.citation_id
    FROM (
        SELECT loaded_law(law, laws, law_id, since, DATE '9999-12-31') AS law_id
        FROM (
            SELECT count(*) AS laws, string_agg(law_id, ', ') AS law_id, any_value(history_from) AS since
            FROM law_names
            WHERE name = law
        )
    ) asked
    JOIN citations citation ON split_part(citation.provision_id, '_', 1) = asked.law_id
    LEFT JOIN laws target ON target.law_id = citation.target_law_id
    ORDER BY citation.rowid
);
