"""The item bank keeps its shape: later answers and logs depend on it."""

from collections import Counter

import pytest

from matching.questionnaire import BLOCKS, Questionnaire, UnknownItem
from tests.support.engines import real_questionnaire

QUESTIONNAIRE = real_questionnaire()


def test_twelve_of_thirty_six_are_the_first_part_of_the_fixed_form() -> None:
    assert len(QUESTIONNAIRE.items) == 36
    assert len(QUESTIONNAIRE.first_pass) == 12
    assert len(QUESTIONNAIRE.second_pass) == 24


def test_the_first_pass_has_something_of_each_block() -> None:
    sections = Counter(item.section for item in QUESTIONNAIRE.first_pass)
    assert set(sections) == set(BLOCKS)
    assert sections["interests"] >= 2


def test_an_adaptive_questionnaire_starts_with_one_of_each_block() -> None:
    assert sorted(item.section for item in QUESTIONNAIRE.start) == sorted(BLOCKS)


def test_every_dimension_is_measured_by_some_item() -> None:
    measured = {(m.block, m.dimension) for item in QUESTIONNAIRE.items for m in item.measures}
    assert measured == {(b, d) for b, dimensions in BLOCKS.items() for d in dimensions}


def test_every_item_measures_something_and_asks_one_question() -> None:
    for item in QUESTIONNAIRE.items:
        assert item.measures, item.id
        assert item.text.count("?") == 1, item.id
        assert len(item.options) >= 4, item.id


def test_about_you_is_eight_facts() -> None:
    assert [field.id for field in QUESTIONNAIRE.about] == [
        "stage", "gcses", "english_maths", "highest_level", "earn", "how_soon",
        "points", "level_3_subjects",
    ]  # fmt: skip
    several = [field.id for field in QUESTIONNAIRE.about if field.kind == "multi"]
    assert several == ["level_3_subjects"]


def test_the_fingerprint_changes_with_any_text() -> None:
    again = Questionnaire.load()
    assert again.fingerprint == QUESTIONNAIRE.fingerprint
    other = Questionnaire(again.version, again.items[1:], again.about)
    assert other.fingerprint != again.fingerprint


def test_an_unknown_item_is_named() -> None:
    with pytest.raises(UnknownItem, match="nope"):
        QUESTIONNAIRE.item("nope")
