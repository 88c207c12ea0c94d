-- The words replaced and the words put in their place stand in the phrase that orders it, at its
-- offsets.
SELECT t.provision_id, t.replaced, t.replacement, substring(o.text, t.start + 1, t."end" - t.start) AS phrase
FROM substitutions t LEFT JOIN provisions o ON o.provision_id = t.provision_id
WHERE NOT (t."end" > t.start AND t."end" <= coalesce(length(o.text), 0)
  AND contains(substring(o.text, t.start + 1, t."end" - t.start), t.replaced)
  AND contains(substring(o.text, t.start + 1, t."end" - t.start), t.replacement))
