"""Changed laws through the readers; thousands more are read by `python -m tests.benchmarks.law_fuzz`."""

import pytest
from lxml import etree

from tests.benchmarks.law_fuzz import ARCHIVES, LAWS, LIMIT, TookTooLongError, limited, run, sources
from tests.law_mutations import mutated

pytestmark = pytest.mark.skipif(not LAWS.is_dir(), reason="needs ../shared/laws")


@pytest.mark.parametrize("form", ARCHIVES)
def test_changed_laws_are_read_or_refused(form: str) -> None:
    outcome = run(form, range(150))
    assert outcome.crashes == {}
    assert outcome.slowest[0] < LIMIT
    # Changes that are all refused, or none, would test nothing.
    assert outcome.read > 30
    assert outcome.refused.total() > 30


def test_changes_are_real_and_the_same_for_a_seed() -> None:
    _, content = sources("xml")[0]
    made = [mutated(content, seed, "xml") for seed in range(100)]
    assert made == [mutated(content, seed, "xml") for seed in range(100)]
    assert len({*made, content}) > 90
    well_formed = 0
    for one in made:
        try:
            well_formed += etree.fromstring(one) is not None
        except etree.XMLSyntaxError:
            continue
    assert 60 < well_formed < 100


def endless() -> None:
    while True:
        pass


def test_what_takes_too_long_is_interrupted() -> None:
    with pytest.raises(TookTooLongError), limited(0.05):
        endless()
