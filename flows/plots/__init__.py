"""The warehouse in pictures: plots whose titles say what the data show. They go into each snapshot, and into notebooks."""
