"""The paths by which texts cite provisions whose own path has an index: appendices and supplementary provisions."""

from __future__ import annotations

from flows.documents.law_tree import LawTree, Provision
from flows.japanese.citations import REFERENCE, tokens
from flows.japanese.references import read_phrase

_ELEMENTS = {
    "appdx_table": "AppdxTable",
    "appdx_style": "AppdxStyle",
    "appdx_format": "AppdxFormat",
    "appdx_fig": "AppdxFig",
    "appdx_note": "AppdxNote",
    "appdx": "Appdx",
}


def add_aliases(tree: LawTree) -> None:
    """Give the original supplementary provision and each appendix, with all below them, the path they are cited by.

    The original supplementary provision is the first that no amending law brought: 附則第二条 is its second article.
    An appendix is cited by the number in its title (別表第一), which the standard need not state; one without a
    number by its kind alone, where the law has only one such.
    """
    original = next(
        (top for top in tree.provisions if top.kind == "suppl_provision" and not top.amend_law_num), None
    )
    if original:
        _rename(original, original.elm, "SupplProvision")
    by_kind: dict[str, list[Provision]] = {}
    for top in tree.provisions:
        if top.kind in _ELEMENTS:
            by_kind.setdefault(top.kind, []).append(top)
    for kind, tops in by_kind.items():
        given: set[str] = set()
        for top in tops:
            num = title_num(top) or (top.num if len(tops) > 1 else None)
            path = f"{_ELEMENTS[kind]}_{num}" if num else _ELEMENTS[kind]
            if path not in given and (num or len(tops) == 1):
                _rename(top, top.elm, path)
            given.add(path)


def title_num(top: Provision) -> str | None:
    """Return the number of an appendix by its title (別表第一（第二条関係）); None where it has none that is one."""
    for token in tokens(str(top.title or "")):
        if token.kind == REFERENCE:
            try:
                return read_phrase(token.text).appendix_num
            except ValueError:
                # 別表第十十: of the form of a number, but no numeral.
                return None
    return None


def _rename(top: Provision, own: str, path: str) -> None:
    for node in top.walk():
        if node.elm.startswith(own):
            alias = path + node.elm[len(own) :]
            node.alias = alias if alias != node.elm else None
