"""Which roles lie nearest to a role, for those who write them."""

from matching.neighbours import by_traits, by_words, closest_pairs, trait_likeness
from tests.unit.roles_catalogue.workbench import (
    HELPER,
    NURSE,
    catalogue_of,
    real_catalogue,
    role_like,
    sound_roles,
)


def test_a_copy_is_a_twin_and_one_changed_rating_is_named() -> None:
    roles = sound_roles()
    helper = roles[HELPER]
    twin = role_like(helper, "twin")
    cousin = role_like(helper, "cousin", conditions=helper["conditions"] | {"shifts": 4, "desk": 1})
    found = by_traits(catalogue_of([*roles.values(), twin, cousin]), HELPER)
    assert [near.role_id for near in found] == ["twin", "cousin", NURSE]
    assert found[0].likeness > 0.999
    assert found[0].because == ()
    assert found[1].because == ("shifts 2:4", "desk 0:1")


def test_likeness_is_the_same_both_ways_and_one_with_oneself() -> None:
    likeness = trait_likeness(real_catalogue())
    assert abs(likeness - likeness.T).max() < 1e-6
    assert abs(likeness.diagonal() - 1).max() < 1e-5


def test_pairs_are_each_there_once_the_likest_first() -> None:
    roles = sound_roles()
    pairs = closest_pairs(catalogue_of([*roles.values(), role_like(roles[NURSE], "twin")]))
    found = [(one, near.role_id) for one, near in pairs]
    assert found[0] == (NURSE, "twin")
    assert sorted(found) == [(HELPER, NURSE), (HELPER, "twin"), (NURSE, "twin")]


def test_rare_words_bring_roles_together_and_are_named() -> None:
    roles = sound_roles()
    nurse = roles[NURSE]
    skills = ["steering a zeppelin", "zeppelin repair", "a calm zeppelin", "zeppelin notes"]
    pilot = role_like(nurse, "pilot", skills=skills)
    crew = role_like(roles[HELPER], "crew", skills=skills)
    found = by_words(catalogue_of([*roles.values(), pilot, crew]), "crew")
    assert {near.role_id for near in found} == {HELPER, NURSE, "pilot"}
    assert found[0].role_id == HELPER
    assert next(near for near in found if near.role_id == "pilot").because[0] == "zeppelin"


def test_a_lone_role_has_no_neighbours() -> None:
    alone = catalogue_of([sound_roles()[HELPER]])
    assert by_traits(alone, HELPER) == by_words(alone, HELPER) == ()
    assert closest_pairs(alone) == ()
