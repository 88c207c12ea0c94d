-- The words replaced and the words put in their place stand in the phrase that orders it, at its
-- offsets.
SELECT s.provision_id, s.replaced, s.replacement, substring(p.text, s.start + 1, s."end" - s.start) AS phrase
FROM substitutions s JOIN provisions p USING (provision_id)
WHERE s."end" <= s.start OR s."end" > length(coalesce(p.text, ''))
  OR NOT coalesce(contains(substring(p.text, s.start + 1, s."end" - s.start), s.replaced), false)
  OR NOT coalesce(contains(substring(p.text, s.start + 1, s."end" - s.start), s.replacement), false)
