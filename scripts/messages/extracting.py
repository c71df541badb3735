"""Babel extractors for the words that stand in data: the questionnaire, reasons and comparisons.

``pyproject.toml`` names them (``tool.babel``), and ``make messages`` runs them. Reasons are put
together from phrases; a translator gets every sentence that can come of them, whole.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import IO, TypeAlias

import yaml

from matching.compare import every_contrast
from matching.explain import every_sentence
from matching.questionnaire import AboutField, Item, Questionnaire

Extracted: TypeAlias = tuple[int, str, str, list[str]]
"""What Babel asks of an extractor: line, function, message, comments."""


def questionnaire(
    file: IO[bytes], keywords: object, comment_tags: object, options: Mapping[str, str]
) -> Iterator[Extracted]:
    """What is asked, and what can be answered, as the pages show it."""
    bank = Questionnaire.load()
    texts: list[str] = []
    asked: tuple[Item | AboutField, ...] = (*bank.items, *bank.about)
    for one in asked:
        texts += [one.text, one.hint, *(option.label for option in one.options)]
    return _messages(file, texts)


def reasons(
    file: IO[bytes], keywords: object, comment_tags: object, options: Mapping[str, str]
) -> Iterator[Extracted]:
    """Every reason and caution there can be."""
    return _messages(file, every_sentence())


def contrasts(
    file: IO[bytes], keywords: object, comment_tags: object, options: Mapping[str, str]
) -> Iterator[Extracted]:
    """Everything that can be said of jobs side by side."""
    return _messages(file, every_contrast())


def _messages(file: IO[bytes], texts: Iterable[str]) -> Iterator[Extracted]:
    yaml.safe_load(file)  # a file that is not YAML is no source of words
    for text in dict.fromkeys(texts):
        if text:
            yield 1, "", text, []
