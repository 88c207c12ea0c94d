"""What is to be read: one text of each revision, and laws in buckets that change with their own laws only."""

from __future__ import annotations

import datetime as dt
from itertools import groupby
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.corpus.inputs import BUCKETS, LawInput, Texts, buckets, choose
from flows.documents.law_files import LawFile
from tests.law_corpus import BASE, revision

FIRST, SECOND, THIRD = (revision(BASE, f"202{year}0401") for year in (0, 1, 2))


def text(
    revision_id: str, form: str = "xml", stamp: str = "s", *, folder: str = "a", size: int = 10
) -> LawInput:
    law_id = revision_id.partition("_")[0]
    file = LawFile(Path(folder) / revision_id, None, size, None, form, law_id, revision_id, None)
    return LawInput(law_id, revision_id, form, stamp, "source", dt.date(2022, 5, 1), file)


def forms(inputs: list[LawInput]) -> list[str]:
    return [one.form for one in inputs]


def test_a_revision_has_one_text_in_the_form_that_says_most() -> None:
    legalize, xml, flattened = (text(FIRST, form) for form in ("legalize", "xml", "flattened"))
    assert choose([legalize, xml, flattened]) == Texts([xml], [], [legalize, flattened])
    other = text(FIRST, "legalize", "t")
    assert choose([other, xml]) == Texts([xml], [], [other])


def test_another_text_is_read_beside_it_where_the_next_revision_is_in_its_form() -> None:
    legalize = [text(revision_id, "legalize", "m") for revision_id in (FIRST, SECOND, THIRD)]
    found = choose([text(SECOND), *legalize])
    assert forms(found.chosen) == ["legalize", "xml", "legalize"]
    assert found.beside == [legalize[1]]
    found = choose([text(FIRST), text(SECOND), *legalize])
    assert forms(found.chosen) == ["xml", "xml", "legalize"]
    assert found.beside == [legalize[1]]
    assert found.aside == [legalize[0]]


def test_a_flattened_text_is_never_read_beside_another() -> None:
    found = choose([text(FIRST, "flattened"), text(SECOND, "flattened"), text(SECOND, "legalize")])
    assert forms(found.chosen) == ["flattened", "legalize"]
    assert found.beside == []


def test_the_same_text_at_two_places_is_one() -> None:
    assert choose([text(FIRST, folder="a"), text(FIRST, folder="b")]).chosen == [text(FIRST, folder="b")]
    assert text(FIRST, folder="a").key() == text(FIRST, folder="b").key()


TEXTS = st.lists(
    st.builds(
        text,
        st.builds(
            revision,
            st.sampled_from(["411AC0000000060", "415AC0000000079", "416AC0000000112"]),
            st.sampled_from(["20200401", "20210401", "20220401"]),
        ),
        st.sampled_from(["xml", "legalize", "flattened"]),
        st.sampled_from("abc"),
    ),
    max_size=12,
)


@given(TEXTS, st.randoms())
def test_the_choice_does_not_depend_on_the_order(found: list[LawInput], random: Random) -> None:
    chosen = choose(found)
    shuffled = [*found]
    random.shuffle(shuffled)
    assert choose(shuffled) == chosen
    assert [one.law_revision_id for one in chosen.chosen] == sorted({one.law_revision_id for one in found})
    assert sorted(one.key() for texts in chosen for one in texts) == sorted({one.key() for one in found})


def laws(count: int) -> list[LawInput]:
    """So many laws with one or two revisions, in order."""
    ids = [f"{year}AC{number:010}" for year in range(401, 432) for number in range(1, 40)][:count]
    return [
        text(revision(law_id, day))
        for law_id in ids
        for day in ("20200401", "20210401")[: 1 + int(law_id[-1]) % 2]
    ]


@pytest.mark.parametrize("count", [0, 1, 5, 300, 1200])
def test_buckets_share_out_all_laws_whole_and_in_order(count: int) -> None:
    found = laws(count)
    shared = buckets(found)
    assert [one for bucket in shared for one in bucket.inputs] == found
    assert [bucket.name for bucket in shared] == [bucket.inputs[0].law_id for bucket in shared]
    held = [law_id for bucket in shared for law_id, _ in groupby(bucket.inputs, lambda one: one.law_id)]
    assert len(held) == len(set(held))
    assert sum(bucket.size for bucket in shared) == 10 * len(found)
    assert len(shared) <= max(count, 1)
    assert count < 300 or BUCKETS / 2 < len(shared) < BUCKETS * 4


def test_a_new_law_changes_the_bucket_it_comes_into_and_no_other() -> None:
    found = laws(700)
    before = {bucket.key("code") for bucket in buckets(found)}
    for at in range(0, len(found), 97):
        law_id = found[at].law_id
        without = {bucket.key("code") for bucket in buckets([one for one in found if one.law_id != law_id])}
        assert len(before - without) <= 2
        assert len(without - before) <= 2


@pytest.mark.parametrize(
    "other",
    [
        text(FIRST, stamp="t"),
        text(FIRST, form="legalize"),
        text(SECOND),
        text(FIRST)._replace(source_id="other"),
        text(FIRST)._replace(first_seen_at=None),
    ],
    ids=["bytes", "form", "revision", "source", "day"],
)
def test_a_bucket_is_known_by_all_that_its_rows_depend_on(other: LawInput) -> None:
    (bucket,), (changed,) = buckets([text(FIRST)]), buckets([other])
    assert bucket.key("code") != changed.key("code")
    assert bucket.key("code") != bucket.key("other code")
    assert bucket.key("code") == buckets([text(FIRST, folder="moved")])[0].key("code")
