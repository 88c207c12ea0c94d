-- A relation is between two boxes; none directs, commands or coordinates with itself.
SELECT from_node_id, to_node_id, relation FROM mechanism_edges WHERE from_node_id = to_node_id
