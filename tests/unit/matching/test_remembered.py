"""What an earlier build has read is not read again, and never taken for something else."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from matching.remembered import REMEMBERED_FILE, Encode, Remembered


def counting(asked: list[str], scale: float = 1.0) -> Encode:
    """A reader that notes what it is asked."""

    def encode(texts: Sequence[str]) -> NDArray[np.float64]:
        asked.extend(texts)
        return np.array([[len(text) / 3, scale] for text in texts])

    return encode


def test_a_text_is_read_once_now_and_in_later_builds(tmp_path: Path) -> None:
    asked: list[str] = []
    first = Remembered.load(tmp_path)
    read = first.reader("model", counting(asked))
    fresh = read(["one", "three", "one"])
    assert asked == ["one", "three"]
    first.save(tmp_path)
    again = Remembered.load(tmp_path).reader("model", counting(asked))(["three", "four", "one"])
    assert asked == ["one", "three", "four"]
    assert np.array_equal(again[[2, 0]], fresh[:2])


def test_another_reader_reads_for_itself(tmp_path: Path) -> None:
    asked: list[str] = []
    remembered = Remembered.load(tmp_path)
    remembered.reader("model", counting(asked))(["one"])
    assert remembered.reader("other", counting(asked, 2.0))(["one"])[0, 1] == 2.0
    assert asked == ["one", "one"]


def test_what_no_build_asks_for_is_let_go(tmp_path: Path) -> None:
    first = Remembered.load(tmp_path)
    first.reader("model", counting([]))(["one", "two"])
    first.save(tmp_path)
    second = Remembered.load(tmp_path)
    second.reader("model", counting([]))(["two"])
    second.save(tmp_path)
    asked: list[str] = []
    Remembered.load(tmp_path).reader("model", counting(asked))(["one", "two"])
    assert asked == ["one"]


@pytest.mark.parametrize("content", [b"", b"not a zip file", b"PK\x03\x04cut short"])
def test_a_file_that_cannot_be_read_is_as_if_it_were_not_there(
    tmp_path: Path, content: bytes
) -> None:
    (tmp_path / REMEMBERED_FILE).write_bytes(content)
    asked: list[str] = []
    Remembered.load(tmp_path).reader("model", counting(asked))(["one"])
    assert asked == ["one"]
