"""Addresses on this site, put together from a path and what its query asks for."""

from collections.abc import Iterable
from urllib.parse import urlencode

from flask import current_app


def with_query(path: str, pairs: Iterable[tuple[str, str]], anchor: str = "") -> str:
    """A path with these pairs as its query, and the anchor; neither if there is none."""
    query = urlencode(tuple(pairs))
    return f"{path}{f'?{query}' if query else ''}{f'#{anchor}' if anchor else ''}"


def can_be_opened(path: str) -> bool:
    """False for an address that a form is sent to and that shows nothing by itself."""
    return current_app.url_map.bind("").test(path, "GET")


def number_in(raw: str, *, digits: int) -> int:
    """A number as an address has it, of at most so many digits; 0 for anything else."""
    return int(raw) if raw.isascii() and raw.isdigit() and len(raw) <= digits else 0
