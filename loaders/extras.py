"""Libraries that only some formats need: where one is missing, the message is the command that installs it."""

from __future__ import annotations

import importlib
from typing import Any

from ..ontology.errors import DocumentError


def needed(module: str, extra: str, what: str) -> Any:
    """The module, imported; DocumentError with the command to type where it is not installed."""
    try:
        return importlib.import_module(module)
    except ImportError as error:
        missing = module.partition(".")[0]
        command = f"pip install 'casusgraph[{extra}]'"
        raise DocumentError(f"needs {missing} to read {what}, which is not installed: {command}") from error
