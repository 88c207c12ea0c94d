-- How often and how much has each law been amended, year by year?
-- ja: 各法律は毎年どれだけ改正されたか。
SELECT title, year(valid_from) AS year, count(DISTINCT to_revision_id) AS revisions, count(*) AS provisions
FROM provision_changes
JOIN law_revisions ON law_revision_id = to_revision_id
JOIN laws ON laws.law_id = law_revisions.law_id
GROUP BY ALL
ORDER BY title, year;
