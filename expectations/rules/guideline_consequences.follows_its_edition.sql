-- A law or agreement that followed an edition is not older than it.
SELECT c.edition, c.name, c.year, e.year AS year_of_the_edition
FROM guideline_consequences c JOIN guideline_editions e USING (edition) WHERE c.year < e.year
