-- A character is covered, ignored or unaccounted for: the three counts make up the whole text.
SELECT source_id, characters, covered, ignored, unaccounted FROM coverage
WHERE covered + ignored + unaccounted <> characters
