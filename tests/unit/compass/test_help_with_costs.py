"""Every kind of help says for whom it is, how to get it, and where we read that."""

from pathlib import Path
from typing import get_args

import pytest

from compass.support.help_with_costs import TABLE, Part, help_with_costs

ROWS = {row.id: row for row in help_with_costs()}


def test_every_part_has_help_and_every_row_a_source() -> None:
    assert {row.part for row in ROWS.values()} == set(get_args(Part))
    for row in ROWS.values():
        assert row.sources
        assert all(source.address.startswith("https://") for source in row.sources), row.id
        assert row.website == "" or row.website.startswith("https://"), row.id
        assert row.checked_on.isoformat() >= "2026-11-22"


def test_words_are_whole_sentences() -> None:
    for row in ROWS.values():
        for words in (row.for_whom, row.gives, row.not_for or ".", row.how):
            assert words.endswith((".", "?")), (row.id, words)


def test_who_cannot_get_it_is_told() -> None:
    assert "Apprentices" in ROWS["care-to-learn"].not_for
    assert "Apprentices" in ROWS["bursary"].not_for


@pytest.mark.parametrize(
    ("cell", "with_"),
    [(",child,", ",pets,"), ('Care to Learn,"You', ',"You'), ("undated | undated", "undated")],
)
def test_a_row_without_what_it_needs_is_refused(tmp_path: Path, cell: str, with_: str) -> None:
    broken = tmp_path / "help.csv"
    broken.write_text(TABLE.read_text(encoding="utf-8").replace(cell, with_, 1), encoding="utf-8")
    with pytest.raises(ValueError, match=r"help|row|argument"):
        help_with_costs(broken)
