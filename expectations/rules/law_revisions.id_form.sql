-- e-Gov's revision id says the law, the day of entry into force and the amending law; the columns
-- say the same.
SELECT law_revision_id, law_id, enforced_on, amendment_law_id FROM law_revisions
WHERE law_revision_id <> law_id || '_' || strftime(enforced_on, '%Y%m%d') || '_'
  || coalesce(amendment_law_id, repeat('0', length(law_id)))
