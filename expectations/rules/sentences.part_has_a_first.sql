-- A proviso (ただし書) or second part (後段) follows something: it is never the first sentence.
SELECT provision_id, ordinal, role, text FROM sentences WHERE ordinal = 1 AND role IN ('proviso', 'rear')
