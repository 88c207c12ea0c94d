-- A box of the chart is the item that holds its label.
SELECT n.node_id, n.item_id, n.label, i.text FROM mechanism_nodes n JOIN guideline_items i USING (item_id)
WHERE n.node_id <> n.item_id OR n.label <> i.text
