-- A name is the id, the number, the title or one of the abbreviations of its law, as it says.
SELECT n.name, n.law_id, n.kind, l.law_num, l.title
FROM law_names n JOIN laws l USING (law_id)
WHERE NOT CASE n.kind WHEN 'law_id' THEN n.name = l.law_id WHEN 'law_num' THEN n.name = l.law_num
  WHEN 'title' THEN n.name = l.title ELSE list_contains(l.abbreviations, n.name) END
