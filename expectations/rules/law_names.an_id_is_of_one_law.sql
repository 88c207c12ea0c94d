-- A law's id names that law and no other: whatever else names a law is not the id of another one.
SELECT n.name, n.law_id, n.kind FROM law_names n JOIN laws l ON l.law_id = n.name WHERE n.law_id <> l.law_id
