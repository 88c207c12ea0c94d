-- What is touched is a row of the warehouse.
WITH rows AS (
  SELECT 'action_legal_bases' AS table_name, concat_ws('|', action_id, ordinal) AS row_id FROM action_legal_bases
  UNION ALL SELECT 'approvals', approval_id FROM approvals
  UNION ALL SELECT 'weapon_use_applied_provisions', concat_ws('|', condition_id, ordinal)
  FROM weapon_use_applied_provisions
  UNION ALL SELECT 'weapon_use_conditions', condition_id FROM weapon_use_conditions
  UNION ALL SELECT 'substitutions', concat_ws('|', provision_id, ordinal) FROM substitutions
  UNION ALL SELECT 'applied_provisions', concat_ws('|', provision_id, ordinal) FROM applied_provisions
  UNION ALL SELECT 'citations', citation_id FROM citations
  UNION ALL SELECT 'provisions', provision_id FROM provisions
  UNION ALL SELECT 'guideline_consequences', concat_ws('|', edition, ordinal) FROM guideline_consequences)
SELECT to_revision_id, ordinal, table_name, row_id FROM impacts ANTI JOIN rows USING (table_name, row_id)
