"""Nodes of a law, begun one after the other: their element paths, the paths by which they are cited, their order."""

from __future__ import annotations

from collections import Counter

from flows.documents.law_tree import Provision


class ProvisionNodes:
    """Makes the nodes of one law."""

    def __init__(self) -> None:
        self._elms: set[str] = set()
        self._counted: Counter[str] = Counter()

    def numbered(
        self, kind: str, element: str, num: str, parent: Provision, *, above: Provision | None = None
    ) -> Provision:
        """Begin a node that has a number, `Element_Num`.

        Args:
            kind: its kind.
            element: its element.
            num: its number in e-Gov form.
            parent: the node that holds it.
            above: the node whose path goes before its own step, where that is not its parent: the path of an
                article leaves out the chapter.

        Raises:
            ValueError: another node has the path, or its number is not higher than that of the node before; of
                articles only the former, since some laws have them in another order.
        """
        node = _below(above or parent, kind, f"{element}_{num}")
        node.num = num
        before = next((child for child in reversed(parent.children) if child.kind == kind), None)
        if node.elm in self._elms:
            raise ValueError(f"has the number {num}, which another {kind} has")
        if before and kind != "article" and _numbers(before.num, -1) >= _numbers(num, 0):
            raise ValueError(f"has the number {num} behind {before.num}")
        self._elms.add(node.elm)
        parent.children.append(node)
        return node

    def counted(self, kind: str, element: str, parent: Provision | None = None) -> Provision:
        """Begin a node that has none, `Element[n]`, below another or as a top node."""
        place = f"{parent.elm}-{element}" if parent else element
        self._counted[place] += 1
        step = f"{element}[{self._counted[place]}]"
        if parent is None:
            return Provision(kind, step)
        node = _below(parent, kind, step)
        parent.children.append(node)
        return node


def _below(above: Provision, kind: str, step: str) -> Provision:
    return Provision(kind, f"{above.elm}-{step}", alias=above.alias and f"{above.alias}-{step}")


def _numbers(num: str | None, end: int) -> tuple[int, ...]:
    """The number of a node, or the first (0) or last (-1) of several, for comparison."""
    return tuple(int(part) for part in (num or "0").split(":")[end].split("_"))
