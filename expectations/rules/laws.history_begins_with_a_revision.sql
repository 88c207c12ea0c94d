-- What is known of a law begins with the first of its wordings that is loaded; of a law without one nothing is.
SELECT l.law_id, l.history_from, r.first FROM laws l
LEFT JOIN (SELECT law_id, min(valid_from) AS first FROM law_revisions GROUP BY law_id) r USING (law_id)
WHERE l.history_from IS DISTINCT FROM r.first
