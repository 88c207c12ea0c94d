-- A repair whose result is what was there before repairs nothing.
SELECT correction_id, before, after FROM corrections WHERE before = after
