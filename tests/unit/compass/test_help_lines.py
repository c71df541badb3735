"""Every help line has a number, somebody it is for, and sources with dates."""

from pathlib import Path

import pytest

from compass.safety.help_lines import TABLE, help_lines


def test_the_four_that_we_promise_are_there() -> None:
    numbers = {line.id: (line.does, line.number, line.says) for line in help_lines()}
    assert numbers == {
        "emergency": ("call", "999", ""),
        "childline": ("call", "0800 1111", ""),
        "shout": ("text", "85258", "SHOUT"),
        "samaritans": ("call", "116 123", ""),
    }


def test_a_phone_can_ring_each_of_them() -> None:
    assert [line.address for line in help_lines()] == [
        "tel:999",
        "tel:08001111",
        "sms:85258?body=SHOUT",
        "tel:116123",
    ]


def test_each_names_where_it_was_read_and_when() -> None:
    for line in help_lines():
        assert line.sources
        assert all(source.address.startswith("http") for source in line.sources)
        assert all(source.dated for source in line.sources)
        assert line.checked_on.isoformat() >= "2026-11-22"


@pytest.mark.parametrize(
    ("cell", "with_"), [("0800 1111", ""), ("undated | undated", "undated"), (",call,", ",fax,")]
)
def test_a_line_without_what_it_needs_is_refused(tmp_path: Path, cell: str, with_: str) -> None:
    broken = tmp_path / "help_lines.csv"
    broken.write_text(TABLE.read_text(encoding="utf-8").replace(cell, with_, 1), encoding="utf-8")
    with pytest.raises(ValueError, match=r"help line|argument|row"):
        help_lines(broken)
