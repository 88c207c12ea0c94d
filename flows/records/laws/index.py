"""The provisions of a law by address."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import NamedTuple

from flows.documents.law_aliases import title_num
from flows.documents.law_tree import LawTree, Provision
from flows.japanese.references import SUBITEM
from flows.records.laws.addresses import APPENDIX_ELEMENTS, ELEMENTS, MAIN, Address


class Position(NamedTuple):
    """Where a provision stands in its law.

    Args:
        root: its top node.
        divisions: the chapters and the like that hold it, from the top.
        article, paragraph, item: the nodes of these kinds that hold it (or are it).
        subitems: the sub-items that hold it, from the top.
    """

    root: Provision
    divisions: tuple[Provision, ...] = ()
    article: Provision | None = None
    paragraph: Provision | None = None
    item: Provision | None = None
    subitems: tuple[Provision, ...] = ()

    @classmethod
    def of(cls, path: Sequence[Provision]) -> Position:
        """Take it from a path of nodes, from the top node down."""
        divisions: tuple[Provision, ...] = ()
        subitems: tuple[Provision, ...] = ()
        article = paragraph = item = None
        for node in path[1:]:
            kind = node.kind
            if kind == "article":
                # One in a provision that an amending law quotes: what holds that is not part of its address.
                article, paragraph, item, subitems = node, None, None, ()
            elif kind == "paragraph":
                paragraph = node
            elif kind == "item":
                item = node
            elif kind in ELEMENTS:
                divisions = (*divisions, node)
            elif kind.startswith(SUBITEM):
                subitems = (*subitems, node)
        return cls(path[0], divisions, article, paragraph, item, subitems)

    def address(self) -> Address:
        """The address of the provision, or of what holds it, to its finest unit from the article down."""
        _, _, article, paragraph, item, subitems = self
        return Address(
            root=self.root.elm,
            article=article.num if article else None,
            paragraph=paragraph.num if paragraph else None,
            item=item.num if item else None,
            subitems=tuple([node.num or "" for node in subitems]) if subitems else (),
        )


class LawIndex:
    """The provisions of one law by address.

    Nodes are held by element path, which names them, but what lies in what is taken from the tree: the path of an
    article leaves out the chapter that holds it.

    Args:
        law_id: the law.
        roots: top nodes by element path.
        articles: by top node and number.
        sequence: the articles of each top node in order.
        amending: supplementary provisions that came with an amending law.
    """

    def __init__(self, law_id: str) -> None:
        self.law_id = law_id
        self.roots: dict[str, Provision] = {}
        self.articles: dict[tuple[str, str], Provision] = {}
        self.sequence: dict[str, list[Provision]] = {}
        self.amending: set[str] = set()
        self._parents: dict[str, Provision] = {}
        self._siblings: dict[str, tuple[list[Provision], int]] = {}
        self._order: dict[str, int] = {}

    @classmethod
    def of(cls, tree: LawTree) -> LawIndex:
        """Index a law."""
        index = cls(tree.law_id)
        for root in tree.provisions:
            index.roots[root.elm] = root
            index.sequence[root.elm] = []
            index._index(root, root.elm)
        return index

    def _index(self, node: Provision, root: str) -> None:
        for child in node.children:
            self._parents[child.elm] = node
            if child.kind == "article" and child.num:
                self.articles.setdefault((root, child.num), child)
                self._siblings[child.elm] = self.sequence[root], len(self.sequence[root])
                self.sequence[root].append(child)
            if child.children:
                self._index(child, root)

    def position(self, node: Provision) -> Position:
        """Return where a node stands."""
        path = [node]
        while above := self._parents.get(path[-1].elm):
            path.append(above)
        return Position.of(path[::-1])

    def find(self, address: Address) -> Provision | None:
        """Return the provision at an address within this law; None if it has none."""
        _, root, divisions, article, paragraph, item, subitems, appendix = address
        if appendix:
            return self._appendix(*appendix)
        node = self.roots.get(root)
        if node is None:
            return None
        for kind, num in divisions:
            node = node and _descendant(node, kind, num)
        if article:
            node = self.articles.get((root, article)) or (root == MAIN and self._further.get(article)) or None
        if node and (paragraph or item or subitems):
            # The rows of an appended table are items without a paragraph.
            node = _child(node, "paragraph", paragraph or "1") or (node if item else None)
        if node and item:
            node = _child(node, "item", item)
        for level, num in enumerate(subitems, start=1):
            node = node and _child(node, f"{SUBITEM}{level}", num)
        return node

    @cached_property
    def _further(self) -> dict[str, Provision]:
        """Articles of the original supplementary provisions where these go on counting from the main ones."""
        first = next(iter(self.supplements()), None)
        if first is None or first.elm in self.amending:
            return {}
        nums = {node.num or "" for node in self.sequence[first.elm]}
        return (
            {}
            if any((MAIN, num) in self.articles for num in nums)
            else {num: self.articles[first.elm, num] for num in nums if num}
        )

    def _appendix(self, kind: str, num: str | None) -> Provision | None:
        if num is None:
            found = [root for root in self.roots.values() if root.kind == kind]
            return found[0] if len(found) == 1 else None
        return self._appendices.get((kind, num)) or self._appendices.get((_OTHER_NOTE.get(kind, kind), num))

    @cached_property
    def _appendices(self) -> dict[tuple[str, str | None], Provision]:
        """The appendices by kind and number, where several bear one the first."""
        appendices: dict[tuple[str, str | None], Provision] = {}
        for root in self.roots.values():
            if root.kind in APPENDIX_ELEMENTS:
                for num in (root.num, title_num(root)):
                    appendices.setdefault((root.kind, num), root)
        return appendices

    def siblings(self, node: Provision) -> tuple[list[Provision], int]:
        """Return the nodes of its kind among which a node is counted, and its place there."""
        if node.elm not in self._siblings:
            parent = self._parents.get(node.elm)
            among = [child for child in parent.children if child.kind == node.kind] if parent else [node]
            for place, child in enumerate(among):
                self._siblings[child.elm] = among, place
        return self._siblings[node.elm]

    def precedes(self, first: Address, last: Address) -> bool:
        """Whether of two provisions of this law the first stands before the other."""
        nodes = (self.find(first), self.find(last))
        if nodes[0] is None or nodes[1] is None:
            return True
        (among, place), (others, other) = self.siblings(nodes[0]), self.siblings(nodes[1])
        if among is others:
            return place < other
        if not self._order:
            every = (node for root in self.roots.values() for node in root.walk())
            self._order = {node.elm: place for place, node in enumerate(every)}
        return self._order[nodes[0].elm] < self._order[nodes[1].elm]

    def between(self, first: Address, last: Address | None) -> list[Address]:
        """Return the addresses from the first to the last of neighbours; only these two where others are unknown."""
        if last is None:
            return [first]
        ends = (self.find(first), self.find(last))
        if first.law or last.law or ends[0] is None or ends[1] is None or ends[0].kind != ends[1].kind:
            return [first, last]
        among, place = self.siblings(ends[0])
        stop = next((index for index, node in enumerate(among) if node is ends[1]), -1)
        return [self.address_of(node) for node in among[place : stop + 1]] or [first, last]

    def address_of(self, node: Provision) -> Address:
        """Return the address of a provision; that of a chapter or the like names those that hold it."""
        position = self.position(node)
        address = position.address()
        if node.kind not in ELEMENTS:
            return address
        return address._replace(divisions=tuple((one.kind, one.num or "") for one in position.divisions))

    def supplements(self) -> list[Provision]:
        """Return the supplementary provisions in order."""
        return [root for root in self.roots.values() if root.kind == "suppl_provision"]


_OTHER_NOTE = {"appdx": "appdx_note", "appdx_note": "appdx"}
"""別記 and 付録 are the one element in some laws and the other in others."""


def _child(node: Provision, kind: str, num: str) -> Provision | None:
    for child in node.children:
        if child.num == num and child.kind == kind:
            return child
    return None


def _descendant(node: Provision, kind: str, num: str) -> Provision | None:
    for child in node.children:
        if child.kind == kind and child.num == num:
            return child
        if child.kind in ELEMENTS and (found := _descendant(child, kind, num)):
            return found
    return None
