"""The outline of a text: which line heads which, told by its markers and by what follows it.

No list of ranks is given. A marker that continues a count which is still open belongs to that list; one whose
form is new begins a list under the last heading. So the same rules read chapters of lettered sections with
bullets, and sections numbered 1, (1), (イ), (ⅰ).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from flows.documents.lines import Line, breaks_off, continues, is_phrase
from flows.documents.located import Located
from flows.documents.repair import Repair
from flows.errors import InputError
from flows.japanese.markers import circled, decayed
from flows.japanese.numbering import (
    BRACKETED_IROHA,
    BRACKETED_ROMAN,
    DECAYED_NUMBER,
    LISTED_DIGIT,
    Marker,
    markers_at,
    unknown_marker,
    write_marker,
)


@dataclass(frozen=True, slots=True)
class Style:
    """How the documents of a kind write their outlines.

    Args:
        file: the document, for messages.
        gapless: whether text may follow a letter or digit without a space (`A同盟調整メカニズム`).
        unmarked_chapters: whether a heading without marker heads a chapter.
    """

    file: Path | str
    gapless: bool
    unmarked_chapters: bool


@dataclass(frozen=True, slots=True)
class Entry:
    """One item of an outline.

    Args:
        level: 1 for what stands outermost, one more per heading above it.
        form: what its list is counted with (see `flows.japanese.numbering`); None without a marker.
        marker: the marker as it stands; empty where there is none.
        gap: what stands between marker and text.
        text: the text after the marker.
        is_heading: whether it heads what follows, or names something as its headed siblings do.
        marker_repair: how the marker was restored, if it was.
        place: where it stands, in the words of the document.
    """

    level: int
    form: str | None
    marker: Located
    gap: Located
    text: Located
    is_heading: bool
    marker_repair: Repair | None
    place: str


@dataclass
class _Frame:
    """An open heading.

    Args:
        level: its level.
        counts: how far each list under it has counted, by form.
        bare: the lists that hold phrases, none of which heads anything.
    """

    level: int
    counts: dict[str, int] = field(default_factory=dict)
    bare: set[str] = field(default_factory=set)

    def note(self, entry: Entry, form: str) -> None:
        """Remember of a list's item whether it is a heading or could have been one."""
        if entry.is_heading:
            self.bare.discard(form)
        elif self.counts[form] == 1 and is_phrase(entry.text.text):
            self.bare.add(form)


@dataclass(frozen=True, slots=True)
class _Choice:
    """A marker with the open heading (index into the frames) to which its list belongs."""

    depth: int
    marker: Marker
    number: int
    continues: bool


def rejoin(lines: Sequence[Line], style: Style, broken: Callable[[str], bool]) -> list[Line]:
    """Put a line that has no marker of its own back to the line before.

    That is done where the line before is `broken`, or where the line begins in the middle of a sentence.
    """
    whole: list[Line] = []
    for line in lines:
        split = whole and (broken(whole[-1].text.text) or continues(line.text.text))
        if split and not line.is_heading and not _markers(line, style):
            whole[-1] = replace(whole[-1], text=Located.join([whole[-1].text, line.text]))
        else:
            whole.append(line)
    return whole


def outline(lines: Sequence[Line], style: Style) -> list[Entry]:
    """Give every line its level, marker and text, and tell which are headings.

    Raises:
        InputError: a marker is not known or out of its sequence, or a line is neither heading nor text.
    """
    frames = [_Frame(0)]
    entries: list[Entry] = []
    for line, after in zip(lines, [*lines[1:], None], strict=True):
        choice = _choose(line, frames, style)
        if choice:
            del frames[choice.depth + 1 :]
            frames[-1].counts[choice.marker.form] = choice.number
            entry = _marked(line, choice, frames[-1].level + 1)
            _require_item(entry, style)
            is_heading = line.is_heading or _is_headed(entry, after, frames, style)
            entry = replace(entry, is_heading=is_heading)
            frames[-1].note(entry, choice.marker.form)
        else:
            _require_no_marker(line, style)
            entry = _unmarked(line, frames[-1].level + 1)
            top = [_Frame(0)]
            if style.unmarked_chapters and (line.is_heading or _is_headed(entry, after, top, style)):
                frames, entry = top, replace(entry, level=1, is_heading=True)
            else:
                _require_text(entry, style)
        if entry.is_heading:
            frames.append(_Frame(entry.level))
        entries.append(entry)
    return _name_siblings(entries)


def begins_list(line: Line, style: Style) -> bool:
    """Whether a line has a marker that is the first of a counted list."""
    return any(marker.counts and marker.number == 1 for marker in _markers(line, style))


def _markers(line: Line, style: Style) -> list[Marker]:
    """Return the readings of a line's marker, by what documents of this style can have."""
    return [marker for marker in markers_at(line.text.text) if marker.certain or style.gapless]


def _choose(line: Line, frames: Sequence[_Frame], style: Style) -> _Choice | None:
    """Find the list that a line's marker continues or begins; None if the line has no marker."""
    found = _markers(line, style)
    for depth in range(len(frames) - 1, -1, -1):
        for marker in found:
            reached = frames[depth].counts.get(marker.form)
            if reached is not None and (not marker.counts or marker.number in (None, reached + 1)):
                return _Choice(depth, marker, reached + 1, continues=True)
    for marker in found:
        if marker.number in (None, 1) and marker.form not in frames[-1].counts:
            return _Choice(len(frames) - 1, marker, 1, continues=False)
    counted = {form: number for frame in frames for form, number in frame.counts.items()}
    for marker in found:
        if marker.form in counted or marker.certain:
            raise InputError(
                style.file,
                line.place,
                f"the marker {line.text[: marker.length].text!r} is out of sequence: {line.text.text[:40]!r}"
                + (f" follows number {counted[marker.form]}" if marker.form in counted else " begins a list"),
                "Restore the marker if it was misread, or the lines that are missing before it.",
            )
    return None


def _is_headed(entry: Entry, after: Line | None, frames: Sequence[_Frame], style: Style) -> bool:
    """Whether an entry is a phrase and heads the line after it: text, or the beginning of a list.

    Text behind the items of a list that head nothing is not headed by the last of them.
    """
    if after is None or not is_phrase(entry.text.text):
        return False
    choice = _choose(after, frames, style)
    if choice:
        return not choice.continues
    if entry.form in frames[-1].bare:
        return False
    return not (style.unmarked_chapters and (after.is_heading or is_phrase(after.text.text)))


def _unmarked(line: Line, level: int) -> Entry:
    nothing = line.text[:0]
    return Entry(
        level, None, nothing, nothing, line.text, is_heading=False, marker_repair=None, place=line.place
    )


def _marked(line: Line, choice: _Choice, level: int) -> Entry:
    marker = choice.marker
    return Entry(
        level=level,
        form=marker.form,
        marker=line.text[: marker.length],
        gap=line.text[marker.length : marker.body],
        text=line.text[marker.body :],
        is_heading=False,
        marker_repair=_restored(line.text.text[: marker.length], choice),
        place=line.place,
    )


def _restored(text: str, choice: _Choice) -> Repair | None:
    """Restore a marker that its place shows to be lost or misread."""
    form, number = choice.marker.form, choice.number
    if form == BRACKETED_ROMAN and choice.marker.number is None:
        after = write_marker(form, number, text)
        return Repair(
            text,
            after,
            "numeral lost in conversion",
            f"Item {number} of a list whose markers are all empty brackets.",
        )
    if form == BRACKETED_IROHA and (after := write_marker(form, number, text)) != text:
        return Repair(
            text, after, "misread katakana", f"Item {number} of a list counted in the order イロハニホヘト."
        )
    if form == LISTED_DIGIT:
        after = text[1:].strip()
        return Repair(
            text,
            after,
            "list mark of Markdown",
            f"The converter made a list of numbered paragraphs; {after} is the number in the text.",
        )
    if form == DECAYED_NUMBER:
        after = circled(number)
        code = after.encode("cp932").hex().upper()
        return Repair(
            text,
            after,
            "lead byte lost",
            f"CP932 has {after} as 0x{code}; its second byte alone is {decayed(after)}, and the list began with @.",
        )
    return None


def _require_item(entry: Entry, style: Style) -> None:
    """Stop at a marker with nothing behind it."""
    if not entry.text:
        raise InputError(
            style.file,
            entry.place,
            f"the marker {entry.marker.text!r} stands alone",
            "Put its text behind it.",
        )


def _require_no_marker(line: Line, style: Style) -> None:
    """Stop at a line whose beginning looks like a marker that is not known."""
    marker = unknown_marker(line.text.text)
    if marker:
        raise InputError(
            style.file,
            line.place,
            f"the marker {marker!r} is not known: {line.text.text[:40]!r}",
            "Add its form to flows/japanese/numbering.py, or mend the line.",
        )


def _require_text(entry: Entry, style: Style) -> None:
    """Stop at a line without marker that is neither heading nor text."""
    text = entry.text.text
    if style.unmarked_chapters and (is_phrase(text) or breaks_off(text)):
        raise InputError(
            style.file,
            entry.place,
            f"is neither a heading with text under it nor a whole sentence: {text[:40]!r}",
            "Restore what is missing, or mark the line as what it is.",
        )


def _name_siblings(entries: Sequence[Entry]) -> list[Entry]:
    """Make headings of the phrases among siblings that head something: an outline may leave a part empty."""
    named = list(entries)
    for index, entry in enumerate(entries):
        if entry.form and not entry.is_heading and is_phrase(entry.text.text):
            siblings = _siblings(entries, index)
            if any(sibling.is_heading and sibling.form == entry.form for sibling in siblings):
                named[index] = replace(entry, is_heading=True)
    return named


def _siblings(entries: Sequence[Entry], index: int) -> list[Entry]:
    """Return the entries of the same level around one, as far as none above that level stands between."""
    level = entries[index].level
    first, last = index, index + 1
    while first > 0 and entries[first - 1].level >= level:
        first -= 1
    while last < len(entries) and entries[last].level >= level:
        last += 1
    return [entry for entry in entries[first:last] if entry.level == level]
