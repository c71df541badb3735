"""When "Year 11" is out of date."""

from datetime import date

import pytest

from tests.support.engines import real_questionnaire
from tests.unit.web_personal.standins import journey
from web.questions.school_year import old_stage, school_year


@pytest.mark.parametrize(
    ("told", "today", "begun"),
    [
        ((2026, 7, 10), (2026, 8, 31), False),
        ((2026, 7, 10), (2026, 9, 1), True),
        ((2026, 9, 1), (2027, 8, 31), False),
        ((2026, 12, 31), (2027, 1, 1), False),
        ((2025, 11, 21), (2026, 11, 21), True),
        ((2026, 11, 22), (2026, 11, 21), False),  # told after midnight, in another time zone
    ],
)
def test_a_stage_is_asked_again_once_another_school_year_has_begun(
    told: tuple[int, int, int], today: tuple[int, int, int], begun: bool
) -> None:
    person = journey(about={"stage": "year_11"}, told_on=date(*told))
    said = old_stage(real_questionnaire(), person.told, date(*today))
    assert said == ("Year 11" if begun else "")


@pytest.mark.parametrize("about", [{}, {"stage": "adult"}, {"earn": "must"}])
def test_adults_and_those_who_said_nothing_are_not_asked_again(about: dict[str, str]) -> None:
    person = journey(about=about, told_on=date(2020, 1, 1))
    assert old_stage(real_questionnaire(), person.told, date(2026, 11, 21)) == ""


def test_a_school_year_is_named_by_the_year_it_began_in() -> None:
    assert school_year(date(2026, 8, 31)) == 2025
    assert school_year(date(2026, 9, 1)) == 2026
