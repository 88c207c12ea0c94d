-- Reference phrases are counted as they stand: a later one begins after the beginning of the one before (a
-- range may hold another phrase in a bracket).
WITH placed AS (
  SELECT provision_id, list_sort(list({'ordinal': ordinal, 'start': start})) AS places
  FROM citations GROUP BY provision_id HAVING count(*) > 1)
SELECT provision_id, places FROM placed
WHERE len(list_filter(range(1, len(places)), lambda i: places[i].start >= places[i + 1].start)) > 0
