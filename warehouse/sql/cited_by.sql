-- The citations of a provision or of something in it, in every loaded wording of every law: where they stand, what they
-- say and in which time; also of several provisions (第二条から第四条まで) of which it is one. Of a chapter it is those of
-- its articles too. `law` and `address` are as in `article`; cited_by(law) gives what cites anything of a law, or the
-- law as a whole. A law that is not loaded can be asked for, as long as its name is known.
-- Example: FROM cited_by('自衛隊法', '第九十五条の二').
-- law_id: The citing law.
-- law_title: Its title.
-- elm: e-Gov's path of the citing provision.
-- text: The phrase.
-- form: How it refers, as in citations.
-- target_elm: The (first) provision that it refers to.
-- target_elm_end: The last one of several.
-- target_part: 本文, ただし書 and the like, as in citations.
-- status: Whether it is resolved, as in citations.
-- reason: Why it is not.
-- valid_from: First day of the citing wording.
-- valid_to: Day after the last; null while it is not known to end.
-- citation_id: Its row in citations.
CREATE MACRO cited_by(law, address) AS TABLE (
    WITH asked AS (
        SELECT law_id_of(law) AS law_id, provision_path(address) AS path, read_address(address)[2] AS unit
    ),
    -- The provision by each of its paths; the articles of a chapter.
    target AS (
        SELECT law_id || '/' || unit AS unit, path FROM asked
        UNION
        SELECT provision.unit, unnest([provision.elm, provision.alias])
        FROM asked
        JOIN provisions provision ON provision.unit = asked.law_id || '/' || asked.unit
        WHERE asked.path IN (provision.elm, provision.alias)
        UNION
        SELECT article.unit, article.elm
        FROM asked
        JOIN provisions article ON article.law_id = asked.law_id
        WHERE is_article_of(asked.path, article.kind, article.elm, article.parent_elm, article.alias)
    ),
    among AS (
        SELECT DISTINCT member.citation_id
        FROM target
        JOIN range_targets member ON member.target_unit = target.unit
        WHERE starts_with(member.target_elm || '-', target.path || '-')
    ),
    cited AS (
        SELECT
            citation.citation_id, citation.provision_id, citation.text, citation.form, citation.target_elm, citation.target_elm_end,
            citation.target_part, citation.status, citation.reason, citation.valid_from, citation.valid_to, citation.rowid AS place
        FROM target
        JOIN citations citation ON citation.target_unit = target.unit
        WHERE starts_with(citation.target_elm || '-', target.path || '-')
        UNION
        -- A citation of several is looked up by the first of them.
        SELECT
            citation.citation_id, citation.provision_id, citation.text, citation.form, citation.target_elm, citation.target_elm_end,
            citation.target_part, citation.status, citation.reason, citation.valid_from, citation.valid_to, citation.rowid AS place
        FROM among
        JOIN range_targets member ON member.citation_id = among.citation_id
        JOIN citations citation ON citation.target_unit = member.target_unit
        WHERE member.ordinal = 1 AND concat(citation.citation_id) = among.citation_id
    )
    SELECT
        citing.law_id,
        citing.title AS law_title,
        split_part(cited.provision_id, '/', 2) AS elm,
        cited.text,
        cited.form,
        cited.target_elm,
        cited.target_elm_end,
        cited.target_part,
        cited.status,
        cited.reason,
        cited.valid_from,
        cited.valid_to,
        cited.citation_id
    FROM cited
    JOIN laws citing ON citing.law_id = split_part(cited.provision_id, '_', 1)
    ORDER BY cited.place
), (law) AS TABLE (
    SELECT
        citing.law_id,
        citing.title AS law_title,
        split_part(citation.provision_id, '/', 2) AS elm,
        citation.text,
        citation.form,
        citation.target_elm,
        citation.target_elm_end,
        citation.target_part,
        citation.status,
        citation.reason,
        citation.valid_from,
        citation.valid_to,
        citation.citation_id
    FROM citations citation
    JOIN laws citing ON citing.law_id = split_part(citation.provision_id, '_', 1)
    WHERE citation.target_law_id = law_id_of(law)
    ORDER BY citation.rowid
);
