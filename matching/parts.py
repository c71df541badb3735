"""The parts that a score is made of, by name: one a structured dimension, and the own words."""

from typing import Final

from matching.questionnaire import BLOCKS

TEXT: Final = "text"
TEXT_DIMENSION: Final = "own_words"

NAMES: Final = tuple(
    (block, dimension) for block, dimensions in BLOCKS.items() for dimension in dimensions
)
"""Block and dimension of every structured column."""

PARTS: Final = (*NAMES, (TEXT, TEXT_DIMENSION))
"""Block and dimension of every part of a score."""


def code_of(block: str, dimension: str) -> str:
    """The name of a part in the log, in forms and in JSON: ``conditions.shifts``."""
    return f"{block}.{dimension}"


CODES: Final = tuple(code_of(*part) for part in PARTS)
"""The same parts in the same order, as codes."""

OWN_WORDS: Final = code_of(TEXT, TEXT_DIMENSION)
