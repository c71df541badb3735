"""Which roles lie nearest to a role, for those who write them."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from matching.neighbours import by_traits, by_words, closest_pairs, closest_texts, trait_likeness
from roles_catalogue.checks.likeness import STORIES
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


def by_length(texts: Sequence[str]) -> NDArray[np.float64]:
    """A reader for whom texts of the same length mean the same, and no others do."""
    return np.eye(1000)[[len(text) for text in texts]]


def test_the_nearest_texts_are_told_with_their_field_both_texts_and_likeness() -> None:
    roles = sound_roles()
    pitch = "You cook, clean and sing in a house that is not yours."
    copier = role_like(roles[NURSE], "copier", pitch=pitch)
    catalogue = catalogue_of([*roles.values(), copier])
    first, *others = closest_texts(catalogue, ["pitch"], 5)
    assert (first.field, first.role_ids) == ("pitch", ("copier", HELPER))
    assert first.texts == (pitch, roles[HELPER]["pitch"])
    assert 0.5 < first.wording < 1
    assert first.meaning is None
    assert len(others) == 2
    assert all(pair.wording < first.wording for pair in others)


def test_what_means_the_same_in_other_words_is_near_too() -> None:
    roles = sound_roles()
    other_words = "x" * (len(roles[HELPER]["pitch"]) - 1) + "."
    catalogue = catalogue_of([*roles.values(), role_like(roles[NURSE], "other", pitch=other_words)])
    (found,) = closest_texts(catalogue, ["pitch"], 1, by_length)
    assert set(found.role_ids) == {HELPER, "other"}
    assert (found.wording, found.meaning) == (0, 1)


def test_only_the_texts_of_one_role_are_compared_if_it_is_named() -> None:
    roles = sound_roles()
    catalogue = catalogue_of(
        [*roles.values(), role_like(roles[NURSE], "twin"), role_like(roles[NURSE], "third")]
    )
    found = closest_texts(catalogue, STORIES, 50, role_id=HELPER)
    assert len(found) == 3 * len(STORIES)
    assert all(HELPER in pair.role_ids for pair in found)
    assert closest_texts(catalogue_of([roles[HELPER]]), STORIES, 5) == ()
