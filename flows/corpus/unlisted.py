"""Laws that no list has: they are known by the number and the title that their texts begin with."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from itertools import groupby
from operator import attrgetter

from lxml import etree
from lxml.etree import _Element

from flows.corpus.inputs import LawInput, choose
from flows.corpus.readings import read_input
from flows.documents.law_files import ZipReader
from flows.documents.law_inline import inline_text
from flows.errors import InputError
from flows.records.laws.names import Law, law_type


def unlisted_laws(inputs: Iterable[LawInput], listed: Collection[str]) -> Iterator[Law]:
    """Yield the laws among texts that are not listed, each by its newest text.

    A text that cannot be read is passed over: whoever reads it whole says what is wrong with it.
    """
    chosen = choose(one for one in inputs if one.law_id not in listed).chosen
    with ZipReader() as reader:
        for law_id, group in groupby(chosen, key=attrgetter("law_id")):
            *_, newest = group
            try:
                number, title = _heading(newest, reader.read(newest.file))
            except InputError:
                continue
            yield Law(law_id, newest.source_id, number, law_type(law_id), title, None, [], None, None, [])


def _heading(one: LawInput, content: bytes) -> tuple[str, str]:
    """Return number and title of a law; where it has no title, its number is one.

    Raises:
        InputError: the text does not begin as a law does.
    """
    if one.form != "xml":
        facts = read_input(one, content).facts
        return facts.law_num, facts.title
    found: dict[str, str] = {}
    events = etree.XMLPullParser(
        ("end",), tag=("LawNum", "LawTitle", "MainProvision"), resolve_entities=False
    )
    for at in range(0, len(content), 1 << 14):
        try:
            events.feed(content[at : at + (1 << 14)])
        except etree.XMLSyntaxError as error:
            raise InputError(one.file.name, "", str(error), "Fetch the law again.") from None
        for _, element in events.read_events():
            if not isinstance(element, _Element) or element.tag == "MainProvision":
                break
            found.setdefault(str(element.tag), inline_text(element).text)
        if len(found) > 1:
            break
    number = found.get("LawNum", "")
    if not number:
        raise InputError(one.file.name, "LawNum", "is not at the beginning", "Fetch the law again.")
    return number, found.get("LawTitle") or number
