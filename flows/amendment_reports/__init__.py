"""Reports of amendments in Japanese: what an amending law changed, old and new, and what to read again."""
