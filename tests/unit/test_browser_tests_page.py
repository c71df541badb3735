"""docs/browser-tests.md names every file of browser tests, and none that is not there."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_the_page_names_every_file_there_is() -> None:
    page = (ROOT / "docs" / "browser-tests.md").read_text(encoding="utf-8")
    there = {path.name for path in (ROOT / "tests" / "browser").glob("test_*.py")}
    assert set(re.findall(r"`(test_\w+\.py)`", page)) == there
