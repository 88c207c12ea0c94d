"""The provisions of a law by address."""

from __future__ import annotations

from dataclasses import dataclass, field

from flows.documents.law_tree import LawTree, Provision
from flows.japanese.citations import REFERENCE, tokens
from flows.japanese.references import read_phrase
from flows.records.laws.addresses import ELEMENTS, Address


@dataclass(slots=True)
class Position:
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

    def address(self) -> Address:
        """The address of the provision, or of what holds it, to its finest unit from the article down."""
        return Address(
            root=self.root.elm,
            article=self.article.num if self.article else None,
            paragraph=self.paragraph.num if self.paragraph else None,
            item=self.item.num if self.item else None,
            subitems=tuple(node.num or "" for node in self.subitems),
        )

    def below(self, node: Provision) -> Position:
        """The position of a node directly below."""
        root, divisions = self.root, self.divisions
        if node.kind == "article":
            return Position(root, divisions, node)
        if node.kind == "paragraph":
            return Position(root, divisions, self.article, node)
        if node.kind == "item":
            return Position(root, divisions, self.article, self.paragraph, node)
        if node.kind.startswith("subitem"):
            subitems = (*self.subitems, node)
            return Position(root, divisions, self.article, self.paragraph, self.item, subitems)
        return Position(root, (*divisions, node)) if node.kind in ELEMENTS else self


@dataclass
class LawIndex:
    """The provisions of one law by address.

    Args:
        law_id: the law.
        roots: top nodes by element path.
        articles: by top node and number.
        sequence: the articles of each top node in order.
        positions: by element path.
        order: the place of each provision in the law, by element path.
        amending: supplementary provisions that came with an amending law.
    """

    law_id: str
    roots: dict[str, Provision] = field(default_factory=dict)
    articles: dict[tuple[str, str], Provision] = field(default_factory=dict)
    sequence: dict[str, list[Provision]] = field(default_factory=dict)
    positions: dict[str, Position] = field(default_factory=dict)
    order: dict[str, int] = field(default_factory=dict)
    amending: set[str] = field(default_factory=set)
    _parents: dict[str, Provision] = field(default_factory=dict)
    _places: dict[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, tree: LawTree) -> LawIndex:
        """Index a law."""
        index = cls(tree.law_id)
        for root in tree.provisions:
            index.roots[root.elm] = root
            index.sequence[root.elm] = []
            index._index(root, Position(root))
        return index

    def _index(self, node: Provision, position: Position) -> None:
        self.positions[node.elm] = position
        self.order[node.elm] = len(self.order)
        for child in node.children:
            self._parents[child.elm] = node
        if node.kind == "article" and node.num:
            self.articles.setdefault((position.root.elm, node.num), node)
            self._places[node.elm] = len(self.sequence[position.root.elm])
            self.sequence[position.root.elm].append(node)
        for child in node.children:
            self._index(child, position.below(child))

    def find(self, address: Address) -> Provision | None:
        """Return the provision at an address within this law; None if it has none."""
        if address.appendix:
            return self._appendix(*address.appendix)
        node = self.roots.get(address.root)
        if node is None:
            return None
        for kind, num in address.divisions:
            node = node and _descendant(node, kind, num)
        if address.article:
            node = self.articles.get((address.root, address.article))
        if node and (address.paragraph or address.item or address.subitems):
            # The rows of an appended table are items without a paragraph.
            node = _child(node, "paragraph", address.paragraph or "1") or (node if address.item else None)
        if node and address.item:
            node = _child(node, "item", address.item)
        for level, num in enumerate(address.subitems, start=1):
            node = node and _child(node, f"subitem{level}", num)
        return node

    def _appendix(self, kind: str, num: str | None) -> Provision | None:
        found = [root for root in self.roots.values() if root.kind == kind]
        if num is None:
            return found[0] if len(found) == 1 else None
        return next((root for root in found if num in (root.num, _title_num(root))), None)

    def siblings(self, node: Provision) -> tuple[list[Provision], int]:
        """Return the nodes of its kind among which a node is counted, and its place there."""
        if node.kind == "article":
            return self.sequence[self.positions[node.elm].root.elm], self._places[node.elm]
        parent = self._parents.get(node.elm)
        among = [child for child in parent.children if child.kind == node.kind] if parent else [node]
        return among, next((place for place, child in enumerate(among) if child is node), 0)

    def precedes(self, first: Address, last: Address) -> bool:
        """Whether of two provisions of this law the first stands before the other."""
        nodes = (self.find(first), self.find(last))
        if nodes[0] is None or nodes[1] is None:
            return True
        return self.order[nodes[0].elm] < self.order[nodes[1].elm]

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
        """Return the address of a provision."""
        return self.positions[node.elm].address()

    def supplements(self) -> list[Provision]:
        """Return the supplementary provisions in order."""
        return [root for root in self.roots.values() if root.kind == "suppl_provision"]


def _title_num(root: Provision) -> str | None:
    """Number of an appendix by its title (別表第一（第二条関係）); the standard need not number it."""
    for token in tokens(str(root.title or "")):
        if token.kind == REFERENCE:
            return read_phrase(token.text).appendix_num
    return None


def _child(node: Provision, kind: str, num: str) -> Provision | None:
    return next((child for child in node.children if child.kind == kind and child.num == num), None)


def _descendant(node: Provision, kind: str, num: str) -> Provision | None:
    for child in node.children:
        if child.kind == kind and child.num == num:
            return child
        if child.kind in ELEMENTS and (found := _descendant(child, kind, num)):
            return found
    return None
