"""Documents to typed records with spans, one module per subject. Records know no storage."""
