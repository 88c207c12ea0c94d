-- A node without one above it is a top node of the law: its path has a single step.
SELECT t.provision_id, t.elm, t.parent_elm FROM provisions t
WHERE NOT ((t.parent_elm IS NULL) = NOT contains(t.elm, '-'))
