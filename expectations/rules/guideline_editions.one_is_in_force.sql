-- One edition of the Guidelines is in force; what came before is superseded, what comes after is a
-- proposal.
WITH in_force AS (SELECT year FROM guideline_editions WHERE status = 'in_force')
SELECT edition, year, status FROM guideline_editions
WHERE (SELECT count(*) FROM in_force) <> 1
  OR (status = 'superseded' AND year >= (SELECT max(year) FROM in_force))
  OR (status = 'proposal' AND year <= (SELECT max(year) FROM in_force))
