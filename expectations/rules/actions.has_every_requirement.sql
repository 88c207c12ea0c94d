-- Who orders (命令権者), whether the Diet approves (国会の承認) and whether the Cabinet decides (閣議決定) is
-- said of every action; only その他 may be absent.
SELECT a.action_id, a.name, kind AS missing
FROM actions a CROSS JOIN (VALUES ('ordering_authority'), ('diet_approval'), ('cabinet_decision')) k(kind)
WHERE NOT EXISTS (FROM approvals p WHERE p.action_id = a.action_id AND p.kind = k.kind)
