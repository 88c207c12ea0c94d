"""Bytes to documents whose every part knows its position. Documents know no particular source."""
