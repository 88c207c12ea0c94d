"""A repair of an encoding or OCR fault, with what shows that it is one."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Repair:
    """What stands in the source, what it stands for, and why that is known.

    Args:
        before: the faulty characters; empty where something was lost.
        after: what they stand for.
        reason: the kind of fault.
        evidence: what shows it, in the document or outside.
    """

    before: str
    after: str
    reason: str
    evidence: str
