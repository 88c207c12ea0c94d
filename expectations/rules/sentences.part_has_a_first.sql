-- A proviso (ただし書) or second part (後段) follows something: it is never the first sentence.
SELECT t.provision_id, t.ordinal, t.role, t.text FROM sentences t
WHERE NOT (t.ordinal > 1 OR t.role NOT IN ('proviso', 'rear'))
