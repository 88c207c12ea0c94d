-- The name of an action is what its cell 区分 begins with; only its legal basis follows.
SELECT action_id, name, name_cell FROM actions WHERE NOT starts_with(name_cell, name)
