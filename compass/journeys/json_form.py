"""Typed values as JSON can hold them: times in ISO 8601, ids as text, tuples as lists."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any
from uuid import UUID


def json_form(value: object) -> Any:
    """``value`` as plain JSON types, keys of data classes in the order of their fields."""
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: json_form(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): json_form(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [json_form(inner) for inner in value]
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, UUID) else value
