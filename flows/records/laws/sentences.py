"""Reads the reference phrases of one sentence after another and what each of them means.

What a phrase may take over depends on where it stands. A bracket sees what is outside; what it names is put aside
when it closes. A quotation that is read into another provision (読替え) is read from there.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar

from flows.japanese.citations import CLOSE, NAME, OPEN, QUOTE, REFERENCE, UNQUOTE
from flows.japanese.references import Phrase, read_phrase
from flows.records.laws.addresses import Address, LawName
from flows.records.laws.applied import mark_applied
from flows.records.laws.found import Found, Quotation, Reading, is_a
from flows.records.laws.frames import Frame
from flows.records.laws.joints import Joint
from flows.records.laws.meanings import Here, Meaning, Surroundings
from flows.records.laws.mentions import Mention
from flows.records.laws.overlays import Overlay
from flows.records.laws.terms import Terms
from flows.records.laws.understood import WORDINGS, is_amended, law_named_last, law_set_out

if TYPE_CHECKING:
    from flows.records.laws.reader import LawReader

_TERM = re.compile("」と(?:いう|いい|総称|称)")
_COUNTED_BY = frozenset("律法令則達示約告程")
"""What stands before the number of a law: 第三十四号 of 昭和六十年法律第三十四号 is no item."""


class SentenceReader:
    """Reads the sentences of one provision in order."""

    def __init__(self, law: LawReader, reading: Reading, here: Here) -> None:
        self.law = law
        self.names = law.names
        self.reading = reading
        self.here = here
        self.elm = reading.provision.elm
        self.found = reading.found
        self.trail = reading.trail
        self.near = Surroundings(here, self._named)
        self.terms = Terms(law.names, reading.provision, here)
        self.applied: list[Found] = []

    def close(self) -> None:
        """Let go of what leads back here, so that what was read is freed at once and not looked for later."""
        del self.near

    def read(self, text: str, offset: int, scanned: list[re.Match[str]]) -> None:
        """Read one sentence.

        Args:
            text: the sentence.
            offset: where it begins in the provision's text.
            scanned: its tokens.
        """
        self.text = text
        self.offset = offset
        self.frames: list[Frame] = []
        self.quotes = 0
        self.joint = Joint()
        self.pending: Mention | None = None
        self.overlay = Overlay(self.law)
        self.skip = 0
        first = len(self.found)
        for match in scanned:
            start, end = match.span()
            if start >= self.skip:
                self._HANDLERS[match.lastgroup or ""](self, start, end)
        if self.pending:
            self._flush()
        if "準用" in text:
            found = self.found[first:]
            self.applied = mark_applied(self.reading, found, text, offset) or self.applied

    def _name(self, _: int, end: int) -> None:
        mention = self.names.at(self.text, end, self.elm)
        if mention:
            self.skip = mention.end
            self._expect(mention)

    def _reference(self, start: int, end: int) -> None:
        try:
            phrase = read_phrase(self.text[start:end])
        except ValueError:
            return  # 第五１条: what has no number is no provision
        if self.names.words and self.text.startswith(tuple(self.names.words), start):
            return  # 第十一条派遣職員, where the law defines it
        if phrase.may_be_count and start and self.text[start - 1] in _COUNTED_BY:
            self._expect(self.names.counted(self.text, start, end))
            return
        mention = self._law_before(phrase, start) if self.pending or phrase.may_have_law else None
        if mention is None and phrase.says_nothing:
            self.joint = Joint()
            return
        before = self.joint.found if mention is None and self.joint.joins(self.text, start) else None
        if mention is None and before is None and phrase.may_have_law:
            understood = self._law_understood(phrase, start)
            mention = understood and Mention(start, start, start, understood, form="elliptical")
        law = mention.name if mention else None
        if phrase.law and law is None:
            law = self.names.same(phrase.law, self._last_law)
        meaning = self._meaning(phrase, law, start, end, before)
        if phrase.appendix == "same" and meaning.address is None:
            return
        if before:
            range_end = self.joint.range_end(self.text, start, end)
            if range_end:
                self._extend(before, meaning, range_end)
                return
        found = self._keep(mention.start if mention else start, end, meaning, law)
        meaning.part = phrase.part
        if mention and mention.form:
            meaning.form = mention.form
        found.follows = before is not None

    def _keep(self, start: int, end: int, meaning: Meaning, law: LawName | None) -> Found:
        found = Found(
            start + self.offset, end + self.offset, self.text[start:end], meaning, law,
            len(self.frames) - self.quotes, self.quotes > 0,
        )  # fmt: skip
        self.found.append(found)
        self.trail.named.append(found)
        self.joint = Joint(found, end)
        return found

    def _extend(self, first: Found, last: Meaning, end: int) -> None:
        """Make a range of the phrase before and the one just read."""
        first.end = end + self.offset
        first.text = self.text[first.start - self.offset : end]
        start = first.meaning
        stop = last.end if last.end != start.address else None  # rows of one appendix
        first.meaning = Meaning(
            "range", start.address, stop, start.stated, start.reason or last.reason, row=start.row
        )
        self.joint = Joint(first, end)

    # Names of laws: a name waits for the article that may follow it

    def _expect(self, mention: Mention) -> None:
        """Let a law's name wait; what was found inside it was part of the name."""
        if self.pending and self.pending.start >= mention.start:
            self.pending = None
        place = mention.start + self.offset
        found = self.found
        if found and found[-1].end > place:
            for row in (found, self.trail.named):
                row[:] = [one for one in row if one.start < place]
            if self.joint.found and self.joint.found.start >= place:
                self.joint = Joint()
        self._flush()
        self.pending = mention

    def _flush(self) -> None:
        """Keep a law that is named without an article."""
        mention = self.pending
        self.pending = None
        if mention is None or mention.silent:
            return
        by_name = "treaty" if mention.name.kind == "treaty" else "law_only"
        form = mention.form or ("defined_term" if mention.defined else by_name)
        meaning = Meaning(form, self._law(mention.name))
        self._keep(mention.start, mention.end, meaning, mention.name)
        self.joint.end = mention.resume
        if self.text.startswith("をいう", mention.resume):
            self.terms.by_sentence(self.text, self.offset, mention)

    def _law(self, name: LawName) -> Address:
        own = name.law_id == self.names.own.law_id and not name.former
        return Address(None if own else name)

    def _law_before(self, phrase: Phrase, start: int) -> Mention | None:
        """Return the law named directly before a phrase that can belong to one; keep any other that waits."""
        mention = None
        if self.pending and phrase.fits_law and self._continues(phrase, self.pending.resume, start):
            mention, self.pending = self.pending, None
            return mention
        if phrase.may_have_law:
            mention = self.names.before(self.text, start, self.elm)
        if mention:
            self._expect(mention)
            self.pending = None
        elif self.pending:
            self._flush()
        return mention

    def _law_understood(self, phrase: Phrase, start: int) -> LawName | None:
        """Return the law that stands elsewhere; what replaces words cut from a phrase is completed by its beginning."""
        words = self.joint.words(self.text, start)
        if phrase.appendix:
            return law_set_out(self.joint.found, words)
        if not phrase.steps or phrase.steps[0].unit != "article":
            return None
        if self.quotes:
            return self.overlay.lead if start == self.overlay.lead_at else None
        return law_named_last(self.law.index, self.here, self.trail.last, phrase, words)

    def _continues(self, phrase: Phrase, resume: int, start: int) -> bool:
        """Whether a phrase follows a law's name directly or in some other way: 法の別表, 航空法中第十一条."""
        beside_articles = phrase.appendix is not None or phrase.supplementary
        between = self.text[resume:start]
        return between in {"", "中"} or (beside_articles and between == "の")

    # Meaning

    def _meaning(
        self, phrase: Phrase, law: LawName | None, start: int, end: int, before: Found | None
    ) -> Meaning:
        if phrase.appendix == "same":
            return Meaning("same", self.trail.appendix())
        near = self.near
        near.before = before.meaning if before else None
        near.around = None
        if self.frames and end <= self.frames[-1].around_end:
            near.around = self.frames[-1].around
        near.here = self.here
        near.former = None
        own_article = self._own_article(phrase, start, end, near) if law is None else None
        if self.quotes:
            return self.overlay.read(phrase, law, near, (start, end), own_article)
        if own_article:
            near.here = self.here._replace(bare_article=own_article)
        return self.law.phrases.read(phrase, law, near)

    def _own_article(self, phrase: Phrase, start: int, end: int, near: Surroundings) -> Address | None:
        """Return whose article it is, where words around the phrase say that it is this law's, in whatever block."""
        if self.text.endswith(WORDINGS, 0, start):
            if self.text[start - 2] == "前":
                near.former = self.names.own._replace(former=True)
            return Address(near.former)
        amending = self.here.bare_article.law is not None
        return Address() if amending and is_amended(phrase, self.text, start, end, near.before) else None

    def _in_bracket(self) -> bool:
        return bool(self.frames) and self.frames[-1].kind == OPEN

    def _named(self, rank: int) -> Address | None:
        """Return the last address that 同条, 同項, 同号 can mean; in a quotation, one that it names itself."""
        quote = next((frame for frame in self.frames if frame.kind == QUOTE), None)
        since = quote.opened + self.offset + 1 if quote and self.overlay.over else 0
        return self.trail.unit(rank, nested=self._in_bracket(), since=since)

    def _last_law(self, kind: str) -> LawName | None:
        """Return the last law that 同 with these characters can mean, first one that an open bracket explains."""
        for frame in reversed(self.frames):
            if frame.anchor and is_a(frame.anchor.name, kind):
                return frame.anchor.name
        return self.trail.law(kind, nested=self._in_bracket())

    # Brackets and quotations

    def _open(self, start: int, _: int) -> None:
        number_end = -1
        named = self.pending if self.pending and self.pending.resume == start else None
        follows_phrase = self.joint.found and not self.joint.words(self.text, start)
        numbered = None if follows_phrase else self.names.with_number(self.text, start, named)
        if numbered:
            named, number_end = numbered
            self._expect(named)
            self.skip = number_end
        elif named is None:
            self._flush()
            named = self._same_named_anew(start) or self.names.before_bracket(self.text, start, self.elm)
            if named:
                self._expect(named)
        self.pending = None
        self._push(OPEN, start, named, number_end)
        anchored = self._law(named.name) if named else None
        self.frames[-1].cut_out(self.text, anchored)

    def _same_named_anew(self, opening: int) -> Mention | None:
        """Return the law of a 同法 that the bracket behind it gives a name: 「同法（以下「新法」という。）」."""
        found = self.joint.found
        law = found.law if found and found.meaning.form == "same" else None
        if found is None or law is None or self.joint.words(self.text, opening):
            return None
        if found.meaning.address != self._law(law):
            return None
        start = found.start - self.offset
        return Mention(start, opening, opening, law, form="same")

    def _close(self, start: int, end: int) -> None:
        if self.pending:
            self._flush()
        if not self.frames or self.frames[-1].kind != OPEN:
            return
        frame = self._pop(end)
        anchor = frame.anchor
        if anchor:
            self.terms.unquoted(self.text[frame.opened : end], anchor.name)
            anchor.resume = end
            if frame.number_end == start:
                anchor.end = end
            self.pending = anchor

    def _push(self, kind: str, start: int, anchor: Mention | None, number_end: int) -> None:
        mark = len(self.trail.named)
        self.frames.append(Frame(kind, start, self.joint, mark, anchor, number_end))
        self.joint = Joint()

    def _pop(self, end: int) -> Frame:
        frame = self.frames.pop()
        self.trail.set_aside(frame.mark)
        before = frame.joint
        self.joint = Joint(before.found, end, before.words(self.text, frame.opened))
        return frame

    def _quote(self, start: int, _: int) -> None:
        self._flush()
        if not self.quotes:
            words = self.joint.words(self.text, start)
            self.overlay.begin(self.reading, self.joint.found, words, self.applied)
            self.overlay.quote(self.text, start)
        self._push(QUOTE, start, None, -1)
        self.quotes += 1

    def _unquote(self, place: int, after: int) -> None:
        self._flush()
        if not self.quotes:
            return
        while self.frames[-1].kind != QUOTE:
            self.frames.pop()
        frame = self._pop(after)
        self.joint = Joint(end=after)
        self.quotes -= 1
        if self.quotes:
            return
        self.overlay.unquote()
        start, end = frame.opened + 1 + self.offset, place + self.offset
        quoted = self.text[frame.opened + 1 : place]
        if _TERM.match(self.text, place):
            self._forget(start, end)
            bracket = self.frames[-1] if self.frames else None
            if bracket and bracket.anchor:
                between = self.text[bracket.opened : frame.opened]
                self.terms.quoted(quoted, between, bracket.anchor.name)
        else:
            self.reading.quotations.append(Quotation(start, end, quoted, self.overlay.over, len(self.frames)))

    def _forget(self, start: int, end: int) -> None:
        """Drop what was found in a term: where it begins with a phrase (第十一条派遣職員), it is a word from here on."""
        if any(one.start == start and one.end < end for one in self.found):
            self.names.words.append(self.text[start - self.offset : end - self.offset])
        self.found[:] = [one for one in self.found if not start <= one.start < end]

    _HANDLERS: ClassVar = {
        NAME: _name,
        REFERENCE: _reference,
        OPEN: _open,
        CLOSE: _close,
        QUOTE: _quote,
        UNQUOTE: _unquote,
    }
