"""Search finds what people ask for about as well as it did: a guard, not the measurement.

``compass bench search`` measures all of it. This asks a part of the half that search was tuned on,
drawn by a seed, and leaves a margin of four queries; the held-out half is not looked at here.
"""

import random
from pathlib import Path

import pytest

from matching.questionnaire import Questionnaire
from matching.recommend import Engine
from roles_catalogue.catalogue import Catalogue
from scripts.bench.search import QUERIES, ask, measure, read_questions

ASKED = 80
FOUND_FIRST = 0.69
FOUND_AMONG_TEN = 0.91
"""As measured on 22 November 2026."""


@pytest.mark.slow
def test_everyday_queries_find_a_right_role(artefacts: Path) -> None:
    catalogue = Catalogue.load()
    engine = Engine.open(artefacts, catalogue, Questionnaire.load())
    tuning = [one for one in read_questions(QUERIES[0], catalogue) if one.half == "tuning"]
    some = random.Random(7).sample(tuning, ASKED)
    found = measure(ask(engine, some, reads=True))
    assert found.recall[10] >= FOUND_AMONG_TEN - 4 / ASKED
    assert found.recall[1] >= FOUND_FIRST - 4 / ASKED
