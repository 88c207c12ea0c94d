-- Every node but the topmost is part of a node of the same wording that comes before it, one step
-- above, and whose path its own continues.
SELECT c.provision_id, c.parent_elm, c.ordinal, c.depth, p.ordinal AS parent_ordinal, p.depth AS parent_depth
FROM provisions c LEFT JOIN provisions p ON p.law_revision_id = c.law_revision_id AND p.elm = c.parent_elm
WHERE c.parent_elm IS NOT NULL AND (p.elm IS NULL OR p.ordinal >= c.ordinal OR p.depth + 1 <> c.depth
  OR NOT starts_with(c.elm, p.elm || '-'))
