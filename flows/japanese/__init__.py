"""Numerals, eras, list markers, law numbers and citations: pure functions over text."""
