-- A node without one above it is a top node of the law: its path has a single step.
SELECT provision_id, elm, parent_elm FROM provisions
WHERE (parent_elm IS NULL) <> (NOT contains(elm, '-'))
