"""Laws by the thousand: files to buckets, buckets to parts of tables, citations across all of them."""
