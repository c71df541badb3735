"""Help lines come up for people in trouble, and hardly ever for anybody else.

``compass bench safety`` shows the whole measurement; docs/safety.md has what it means.
"""

from collections.abc import Callable
from pathlib import Path

import pytest

from compass.safety.distress import suggests_distress
from compass.safety.meaning import reader
from matching.questionnaire import Questionnaire
from matching.recommend import Engine
from roles_catalogue.catalogue import Catalogue
from scripts.bench.safety import INNOCENT, TROUBLE, read_cases
from scripts.bench.search import QUERIES, read_questions

HEARD_OF_UNSEEN = 28
"""Of 32 texts that were used for nothing but measuring, on 22 November 2026."""
FALSE_ALARMS = 7
"""Of 338 innocent texts, most of them close to trouble in their words."""


@pytest.fixture(scope="module")
def shows_help(artefacts: Path) -> Callable[[str], bool]:
    engine = Engine.open(artefacts, Catalogue.load(), Questionnaire.load())
    encoder, plane = engine.encoder, reader()
    assert encoder is not None
    assert plane.reads(engine.versions.model)
    return lambda text: suggests_distress(text) or plane.suggests_distress(text, encoder)


def test_the_lists_are_as_long_as_we_say() -> None:
    assert len({case.text for case in read_cases(TROUBLE)}) >= 180
    assert len({case.text for case in read_cases(INNOCENT)}) >= 320


def test_rules_alone_hear_what_they_were_made_for_and_what_was_held_out() -> None:
    unheard = [
        case.text
        for case in read_cases(TROUBLE)
        if case.part != "third" and not suggests_distress(case.text)
    ]
    assert unheard == []
    assert [case.text for case in read_cases(INNOCENT) if suggests_distress(case.text)] == []


def test_with_the_reader_most_new_words_are_heard_too(shows_help: Callable[[str], bool]) -> None:
    unseen = [case.text for case in read_cases(TROUBLE) if case.part == "third"]
    assert sum(map(shows_help, unseen)) >= HEARD_OF_UNSEEN - 1


def test_few_who_are_well_get_help_lines(shows_help: Callable[[str], bool]) -> None:
    assert sum(shows_help(case.text) for case in read_cases(INNOCENT)) <= FALSE_ALARMS + 1
    catalogue = Catalogue.load()
    asked = [q.query for path in QUERIES for q in read_questions(path, catalogue)]
    assert [query for query in asked if shows_help(query)] == []
