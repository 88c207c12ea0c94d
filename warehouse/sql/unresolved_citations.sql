-- One row per citation that does not land on a provision of the warehouse, with the reason.
-- law_id: The citing law.
-- law_title: Its title.
-- elm: e-Gov's path of the citing provision.
-- text: The phrase.
-- form: How it refers, as in citations.
-- target_law_id: The law referred to; null where it is not known.
-- target_title: Its title, or its name as cited where it is not known.
-- target_elm: The (first) provision referred to, as far as the phrase says it.
-- status: external_unloaded or unresolved, as in citations.
-- reason: Why it does not land, as in citations.
-- valid_from: First day of the citing wording.
-- valid_to: Day after the last; null while it is not known to end.
-- citation_id: Its row in citations.
CREATE VIEW unresolved_citations AS
    SELECT
        citing.law_id,
        citing.title AS law_title,
        split_part(citation.provision_id, '/', 2) AS elm,
        citation.text,
        citation.form,
        citation.target_law_id,
        coalesce(target.title, citation.target_name) AS target_title,
        citation.target_elm,
        citation.status,
        citation.reason,
        citation.valid_from,
        citation.valid_to,
        citation.citation_id
    FROM citations citation
    JOIN laws citing ON citing.law_id = split_part(citation.provision_id, '_', 1)
    LEFT JOIN laws target ON target.law_id = citation.target_law_id
    WHERE citation.status <> 'resolved'
    ORDER BY citation.rowid;
