-- A name says from which day on wordings of its law are loaded, as the law itself does.
SELECT n.name, n.law_id, n.history_from, l.history_from AS of_the_law
FROM law_names n JOIN laws l USING (law_id)
WHERE n.history_from IS DISTINCT FROM l.history_from
