"""Finds text on a page that was never marked for translation: with a pseudo-locale it is what has
no brackets round it, and does not say that it is in another
language; what stands in a box to write in is somebody's own words."""

import re
from html.parser import HTMLParser
from typing import Final

from scripts.messages.pseudo import CLOSE, OPEN

SPOKEN: Final = ("aria-label", "title", "placeholder", "alt")
VOID: Final = {"area", "base", "br", "hr", "img", "input", "link", "meta"}
NOT_WORDS: Final = {"script", "style", "code", "title", "textarea"}
"""A title cannot say that part of it, such as a job's name, is in another
language; what stands in a box to write in is somebody's own words."""
WORD: Final = re.compile(r"[A-Za-z]{2,}")
NUMBER: Final = re.compile(r"\S*\d\S*")


class _Reader(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self._depth = 0
        self._page_language = ""
        self._open: list[tuple[str, bool]] = []
        self.feed(html)
        self.close()
        if self._depth:
            self.found.append("brackets that do not match")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag == "html":
            self._page_language = values["lang"]
        other = values.get("lang", self._page_language) != self._page_language
        exempt = self._is_exempt() or other or tag in NOT_WORDS
        spoken = [values.get(name, "") for name in SPOKEN]
        if tag == "meta" and values.get("name") == "description":
            spoken.append(values.get("content", ""))
        if not exempt:
            self.found += [text for text in spoken if _outside(text, self._depth)[0]]
        if tag not in VOID:
            self._open.append((tag, exempt))

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if self._is_exempt():
            return
        words, self._depth = _outside(data, self._depth)
        if words:
            self.found.append(" ".join(data.split())[:120])

    def _is_exempt(self) -> bool:
        return any(exempt for _, exempt in self._open)


def _outside(text: str, depth: int) -> tuple[bool, int]:
    """Whether words stand outside all brackets, and how deep the text ends."""
    plain = ""
    for letter in text:
        depth += (letter == OPEN) - (letter == CLOSE)
        plain += letter if depth == 0 else " "
    return bool(WORD.search(NUMBER.sub("", plain))), depth


def untranslated(html: str) -> list[str]:
    """Every piece of such text."""
    return _Reader(html).found
