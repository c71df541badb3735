"""What the years bring: every figure is one of the tables', and no longer bar means less."""

from datetime import date

import pytest

from roles_catalogue.schema import Role
from tests.support.engines import real_catalogue
from web.roles.pay_chart import FULL, pay_chart
from web.roles.words import pounds

ON = date(2026, 11, 21)
CATALOGUE = real_catalogue()
BANDED = [role for role in CATALOGUE if CATALOGUE.pay_range(role, ON)]


def test_a_nurse_starts_and_rises_as_band_5_does() -> None:
    chart = pay_chart(CATALOGUE.get("adult-nurse"), CATALOGUE, ON)
    assert chart is not None
    own = [bar for bar in chart.bars if not bar.is_next]
    assert [(bar.label, bar.amount) for bar in own] == [
        ("When you start", "£32,073"),
        ("After 2 years", "£34,592"),
        ("After 4 years", "£39,043"),
    ]
    assert chart.headline == (
        "You start on £32,073 a year. After 4 years in the job it is £39,043."
    )


def test_a_band_of_one_step_says_that_it_has_one() -> None:
    chart = pay_chart(CATALOGUE.get("porter"), CATALOGUE, ON)
    assert chart is not None
    assert "This band has one step" in chart.headline
    assert sum(not bar.is_next for bar in chart.bars) == 1


def test_several_bands_are_named() -> None:
    chart = pay_chart(CATALOGUE.get("paramedic"), CATALOGUE, ON)
    assert chart is not None
    assert chart.bars[0].label == "Band 5: when you start"
    assert "At the top of band 6, after 5 years in it, it is £48,117." in chart.headline


@pytest.mark.parametrize("role", BANDED, ids=lambda role: role.id)
def test_every_figure_is_a_row_and_every_bar_is_as_long_as_it_says(role: Role) -> None:
    chart, pay = pay_chart(role, CATALOGUE, ON), CATALOGUE.pay_range(role, ON)
    assert chart is not None and pay is not None and chart.sources
    rows = {
        pounds(point.salary_gbp)
        for point in CATALOGUE.reference.pay_points
        if point.pay_year == pay.pay_year
    }
    own = [bar for bar in chart.bars if not bar.is_next]
    assert {bar.amount for bar in own} <= rows
    assert own[0].amount == pounds(pay.min_gbp) and own[-1].amount == pounds(pay.max_gbp)
    assert [bar.length for bar in own] == sorted(bar.length for bar in own)
    assert all(bar.start >= 0 and bar.start + bar.length <= FULL + 6 for bar in chart.bars)
    for bar in chart.bars:
        if bar.is_next:
            after = CATALOGUE.pay_range(CATALOGUE.get(bar.href.rpartition("/")[2]), ON)
            assert after is not None and after.max_gbp > pay.max_gbp
            assert bar.amount.startswith(pounds(after.min_gbp))


def test_before_the_tables_and_outside_the_bands_there_is_no_chart() -> None:
    assert pay_chart(CATALOGUE.get("adult-nurse"), CATALOGUE, date(2020, 1, 1)) is None
    assert pay_chart(CATALOGUE.get("care-worker"), CATALOGUE, ON) is None
