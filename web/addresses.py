"""Addresses on this site, put together from a path and what its query asks for."""

from collections.abc import Iterable
from urllib.parse import urlencode


def with_query(path: str, pairs: Iterable[tuple[str, str]], anchor: str = "") -> str:
    """A path with these pairs as its query, and the anchor; neither if there is none."""
    query = urlencode(tuple(pairs))
    return f"{path}{f'?{query}' if query else ''}{f'#{anchor}' if anchor else ''}"
