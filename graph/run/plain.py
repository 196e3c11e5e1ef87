"""Records as JSON and back, by their annotations."""

from __future__ import annotations

import json
from dataclasses import asdict, fields, is_dataclass
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")


def dump(record: Any) -> str:
    """A record of dataclasses, tuples, enumerations and plain values; the same record gives the same text."""
    return json.dumps(asdict(record), sort_keys=True)


def load(kind: type[T], text: str) -> T:
    """The record of that class that `dump` wrote."""
    record: T = _made(kind, json.loads(text))
    return record


def _made(kind: Any, value: Any) -> Any:
    origin, parts = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType):
        others = [part for part in parts if part is not NoneType]
        return value if value is None or len(others) > 1 else _made(others[0], value)
    if origin is tuple:
        kinds = parts[:1] * len(value) if parts[1:] == (...,) else parts
        return tuple(_made(part, one) for part, one in zip(kinds, value, strict=True))
    if isinstance(kind, type) and is_dataclass(kind):
        hints = _hints(kind)
        return kind(**{field.name: _made(hints[field.name], value[field.name]) for field in fields(kind)})
    return kind(value) if isinstance(kind, type) and issubclass(kind, Enum) else value


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)
