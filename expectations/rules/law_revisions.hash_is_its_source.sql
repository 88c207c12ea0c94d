-- The hash of a wording is that of the source it was read from; an archive has a hash of its own.
SELECT r.law_revision_id, r.content_sha256, s.sha256 FROM law_revisions r JOIN sources s USING (source_id)
WHERE r.content_sha256 <> s.sha256 AND s.kind <> 'law-archive'
