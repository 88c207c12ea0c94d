-- Where may weapons be used beyond self-preservation, and to protect whom?
-- ja: 自己保存型を超える武器使用はどの行動で認められるか。誰を守るためか。
SELECT name, type, list(object ORDER BY o.ordinal) FILTER (object IS NOT NULL) AS protects
FROM weapon_use_conditions c
JOIN actions USING (action_id)
LEFT JOIN weapon_use_protected_objects o USING (condition_id)
WHERE type NOT IN ('self_preservation', 'mutatis_mutandis')
GROUP BY condition_id, name, type
ORDER BY condition_id;
