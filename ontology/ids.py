"""Identifiers minted from content: the same input gives the same identifier on every machine and in every run."""

from __future__ import annotations

import hashlib
import re
import unicodedata

_SEPARATOR = "\x1f"


def digest(text: str) -> str:
    """SHA-256 of the text's UTF-8 bytes as 64 hexadecimal characters; lone surrogates are hashed as they stand."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def mint(prefix: str, *parts: object) -> str:
    """A flat identifier that begins with a letter: the prefix and 16 hexadecimal characters of the parts' digest."""
    return prefix + digest(_SEPARATOR.join("" if part is None else str(part) for part in parts))[:16]


def slug(label: str) -> str:
    """The label in lower-case ASCII letters, digits and hyphens; empty where nothing of it is Latin."""
    folded = unicodedata.normalize("NFKD", label.replace("ł", "l").replace("Ł", "L"))
    return re.sub(r"[^a-z0-9]+", "-", folded.encode("ascii", "ignore").decode().lower().replace("'", "")).strip("-")
