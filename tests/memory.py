"""How much memory this process has held at most.

`ru_maxrss` would not do: a new process begins with that of the one that started it.
"""

from __future__ import annotations

import re
from pathlib import Path

STATUS = Path("/proc/self/status")


def peak() -> int:
    """Kilobytes resident at most since the process began."""
    found = re.search(r"VmHWM:\s*([0-9]+) kB", STATUS.read_text("ascii"))
    assert found is not None
    return int(found[1])
