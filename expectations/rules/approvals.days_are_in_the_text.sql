-- The number of days is the one that the text gives (20日以内).
SELECT approval_id, deadline_days, text FROM approvals
WHERE deadline_days IS NOT NULL
  AND NOT contains(translate(text, '０１２３４５６７８９', '0123456789'), deadline_days || '日')
