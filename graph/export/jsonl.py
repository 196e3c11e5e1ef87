"""The statement table as JSON Lines: one object a line, UTF-8."""

from __future__ import annotations

import json
from pathlib import Path

from ..folder import atomic
from ..table import rows
from . import Source


def write(source: Source, path: Path) -> None:
    """Write one line a statement."""
    with atomic(path) as out:
        for row in rows(source.readings(), source.background()):
            out.write(line(row) + b"\n")


def line(record: object) -> bytes:
    """A record as JSON on one line, for every reader."""
    text = json.dumps(record, ensure_ascii=False, allow_nan=False)
    # Some readers take these for line ends, although JSON does not.
    text = text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029").replace("\x85", "\\u0085")
    try:
        return text.encode()
    except UnicodeEncodeError:  # a lone surrogate has no UTF-8, but JSON can escape it
        return json.dumps(record, allow_nan=False).encode()
