-- Has the legal basis of an action changed since the White Paper named it?
-- ja: 白書が示した根拠条文は、その後改正されたか。
SELECT name, laws.title AS law, basis.elm, basis.caption, count(changed.elm) AS changes, max(changed.valid_from) AS last_changed_on
FROM action_provisions basis
JOIN actions USING (action_id)
JOIN sources USING (source_id)
JOIN laws ON laws.law_id = basis.law_id
LEFT JOIN (
    SELECT change.law_id, coalesce(elm_after, elm_before) AS elm, valid_from
    FROM provision_changes change
    JOIN law_revisions ON law_revision_id = to_revision_id
) changed
    ON changed.law_id = basis.law_id
    AND starts_with(changed.elm || '-', basis.elm || '-')
    AND changed.valid_from > published_on
WHERE condition_id IS NULL
GROUP BY ALL
ORDER BY changes DESC, name, law, basis.elm;
