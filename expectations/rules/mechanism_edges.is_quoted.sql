-- A relation is drawn only where the text supports it: the words quoted are those of the item named.
SELECT e.from_node_id, e.to_node_id, e.relation, e.quote, i.text
FROM mechanism_edges e JOIN guideline_items i ON i.item_id = e.evidence_item_id
WHERE NOT contains(i.text, e.quote)
