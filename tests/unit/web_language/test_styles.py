"""Layout follows the direction of the text: sides are start and end, not left and right."""

import re
from pathlib import Path

import pytest

STYLES = sorted(Path("web/assets/styles").glob("*.scss"))
SIDES = re.compile(
    r"\b(?:margin|padding|border)-(?:left|right)|(?:text-align|float): (?:left|right)"
    r"|^\s*(?:left|right):",
    re.MULTILINE,
)


@pytest.mark.parametrize("path", STYLES, ids=lambda path: path.stem)
def test_no_style_names_a_side(path: Path) -> None:
    # Rules for one direction alone may.
    text = re.sub(r"^\[dir=[^{]*\{[^}]*\}", "", path.read_text(), flags=re.MULTILINE)
    assert SIDES.findall(text) == []


def test_the_search_for_sides_finds_them() -> None:
    assert SIDES.findall("a {\n  margin-left: 1px;\n  right: 0;\n  text-align: left;\n}") != []
    assert SIDES.findall("a {\n  margin-inline-start: 1px;\n  inset-inline-end: 0;\n}") == []
