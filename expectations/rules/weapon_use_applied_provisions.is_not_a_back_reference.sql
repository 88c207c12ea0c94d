-- 「準用する…の規定により…のほか」 refers back to what another bullet applies; it applies nothing itself.
SELECT p.condition_id, p.law_id, p.article, w.text
FROM weapon_use_applied_provisions p JOIN weapon_use_conditions w USING (condition_id)
WHERE regexp_matches(w.text, '準用する[^。]*の規定により[^。]*のほか')
