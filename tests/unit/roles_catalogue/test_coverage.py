"""What the catalogue has to cover, and that it keeps its own rules."""

from datetime import date

from roles_catalogue.balance import (
    CARE_AND_COMMUNITY,
    NON_CLINICAL,
    open_at_sixteen_to_eighteen,
)
from roles_catalogue.checks import check
from roles_catalogue.schema import Family
from tests.unit.roles_catalogue.workbench import real_catalogue

CHECKED = date(2026, 11, 22)


def test_the_catalogue_keeps_its_rules() -> None:
    errors = [f for f in check(real_catalogue(), CHECKED) if f.severity == "error"]
    assert errors == []


def test_there_are_450_roles_in_every_family() -> None:
    catalogue = real_catalogue()
    assert len(catalogue) >= 450
    assert set(catalogue.families()) == set(Family)


def test_no_part_of_health_and_care_is_left_out() -> None:
    roles = real_catalogue().roles
    assert sum(role.family in CARE_AND_COMMUNITY for role in roles) >= 90
    assert sum(role.family in NON_CLINICAL for role in roles) >= 60
    assert sum(map(open_at_sixteen_to_eighteen, roles)) >= 60


def test_every_role_has_a_way_in_a_next_step_and_a_source() -> None:
    for role in real_catalogue():
        assert role.entry_routes
        assert role.next_step.text
        assert role.sources
        assert role.checked_on <= CHECKED
