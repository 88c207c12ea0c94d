-- Who orders each action, and does the Cabinet decide on it first?
-- ja: 自衛隊の行動の命令権者は誰か。閣議決定は必要か。
SELECT ordinal, name, ordering_authorities, cabinet_decision, legal_bases
FROM action_matrix
ORDER BY ordinal;
