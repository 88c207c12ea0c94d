"""Tables to a published snapshot: database, gate, manifest, one rename; what is published, listed and verified."""
