"""The roles of the sentences of one provision: 本文 and ただし書, 前段 and 後段."""

from __future__ import annotations

import re
from collections.abc import Sequence

_PROVISO = re.compile("(?:ただし|但し?|但シ)[、]?")


def sentence_roles(sentences: Sequence[str]) -> list[str]:
    """Name the sentences of one provision.

    The first is 本文 where a ただし書 follows it directly, otherwise 前段 where another sentence does; a later one is
    ただし書 if it begins so, otherwise 後段.
    """
    if len(sentences) == 1:
        return ["single"]
    later = ["proviso" if _PROVISO.match(one) else "rear" for one in sentences[1:]]
    return ["main" if later[0] == "proviso" else "front", *later] if later else []
