"""Any source to `Document`: one module a format, boilerplate marked, the original text never changed."""

from __future__ import annotations

from .corpus import load
from .manifest import Metadata, read_manifest

__all__ = ["Metadata", "load", "read_manifest"]
