-- A bracket that names the legal basis yields the provisions it cites, and no provision comes from
-- elsewhere.
SELECT action_id, a.legal_basis_text, count(b.ordinal) AS legal_bases
FROM actions a LEFT JOIN action_legal_bases b USING (action_id)
GROUP BY ALL HAVING (a.legal_basis_text IS NOT NULL) <> (count(b.ordinal) > 0)
