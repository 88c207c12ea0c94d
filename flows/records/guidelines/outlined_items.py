"""Entries of an outline to guideline items: what kind an entry is, and what of it was repaired."""

from __future__ import annotations

from flows.documents.markdown_lines import markup_repairs
from flows.documents.outline import Entry
from flows.japanese.numbering import is_bullet
from flows.records.guidelines.guideline_items import Draft
from flows.records.guidelines.repairs import Repairs, mend


def kind_of(entry: Entry) -> str:
    """Return the kind of an entry: headings are chapters and sections, bullets stay bullets."""
    if entry.form and is_bullet(entry.form):
        return "bullet"
    if entry.is_heading:
        return "chapter" if entry.level == 1 else "section"
    return "paragraph"


def draft(entry: Entry, reviewed: Repairs) -> Draft:
    """Turn an entry into an item, repaired as far as its mark-up and the reviewed repairs say."""
    in_marker = [entry.marker_repair] if entry.marker_repair else []
    markup = markup_repairs(entry.text.text)
    in_text = [*markup, *reviewed.of(mend(entry.text.text, markup))]
    return Draft(
        level=entry.level,
        kind=kind_of(entry),
        text=entry.text,
        marker=entry.marker,
        is_heading=entry.is_heading,
        gap=entry.gap,
        marker_corrected=entry.marker_repair.after if entry.marker_repair else None,
        text_corrected=mend(entry.text.text, in_text) if in_text else None,
        repairs=(*in_marker, *in_text),
    )
