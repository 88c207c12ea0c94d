-- Every law can be asked for by its id, its number, its title and each abbreviation.
WITH names AS (
  SELECT law_id, unnest([law_id, law_num, title] || abbreviations) AS name FROM laws)
SELECT law_id, name FROM names ANTI JOIN law_names USING (law_id, name)
