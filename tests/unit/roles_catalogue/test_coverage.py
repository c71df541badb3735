"""What this first catalogue has to cover, and that it keeps its own rules."""

from datetime import date

from roles_catalogue.checks import check
from roles_catalogue.schema import Family
from tests.unit.roles_catalogue.workbench import real_catalogue

CHECKED = date(2026, 11, 22)

CARE_AND_COMMUNITY = {
    Family.ADULT_SOCIAL_CARE,
    Family.CHILDREN_AND_SOCIAL_WORK,
    Family.PUBLIC_HEALTH,
    Family.THIRD_SECTOR,
}


def test_the_catalogue_keeps_its_rules() -> None:
    errors = [f for f in check(real_catalogue(), CHECKED) if f.severity == "error"]
    assert errors == []


def test_at_least_forty_roles_in_twelve_families() -> None:
    catalogue = real_catalogue()
    assert len(catalogue) >= 40
    assert len(catalogue.families()) >= 12


def test_at_least_fifteen_roles_in_care_public_health_and_the_third_sector() -> None:
    families = real_catalogue().families()
    assert sum(len(families.get(family, ())) for family in CARE_AND_COMMUNITY) >= 15


def test_at_least_eighteen_roles_need_no_degree() -> None:
    assert sum(role.needs_no_degree for role in real_catalogue()) >= 18


def test_every_role_has_a_way_in_a_next_step_and_a_source() -> None:
    for role in real_catalogue():
        assert role.entry_routes
        assert role.next_step.text
        assert role.sources
        assert role.checked_on <= CHECKED
