"""Surprising jobs: near in what a day is like, of other families, with something in common."""

import numpy as np
import pytest

from matching.surprises import FAR_APART, Surprises
from roles_catalogue.schema import Role
from roles_catalogue.traits import CONDITIONS
from tests.support.engines import real_catalogue, toy_engine

CATALOGUE = real_catalogue()
SURPRISES = Surprises(CATALOGUE)


@pytest.mark.parametrize("role", CATALOGUE.roles[::11], ids=lambda role: role.id)
def test_each_is_of_a_family_of_its_own_and_no_step_on_the_ladder(role: Role) -> None:
    found = SURPRISES.of(role.id, 3)
    families = [CATALOGUE.get(one.role_id).family for one in found]
    assert len(found) == 3
    assert len({role.family, *families}) == 4
    assert not {one.role_id for one in found} & {*role.later, *CATALOGUE.comes_from(role)}


@pytest.mark.parametrize("role", CATALOGUE.roles[::23], ids=lambda role: role.id)
def test_what_is_shared_is_shared_and_what_is_not_is_not(role: Role) -> None:
    means = {name: np.mean([r.conditions[name] for r in CATALOGUE]) for name in CONDITIONS}
    for one in SURPRISES.of(role.id, 3):
        other = CATALOGUE.get(one.role_id)
        assert one.shared
        for name in one.shared:
            # On the same side of what is usual.
            mine, theirs = role.conditions[name] - means[name], other.conditions[name] - means[name]
            assert mine * theirs > 0
        if one.apart:
            assert abs(role.conditions[one.apart] - other.conditions[one.apart]) >= FAR_APART


def test_nearer_ones_come_first_and_fewer_are_the_first_of_more() -> None:
    assert SURPRISES.of("porter", 1) == SURPRISES.of("porter", 5)[:1]
    assert toy_engine().surprising("porter", 3) == SURPRISES.of("porter", 3)


def test_having_few_children_about_is_nothing_to_have_in_common() -> None:
    for role in CATALOGUE.roles[::7]:
        for one in SURPRISES.of(role.id, 3):
            for name in {"children", "adults", "older_people"} & {*one.shared}:
                assert role.conditions[name] >= 2
