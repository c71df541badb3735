"""Roles side by side: only what truly differs is told, in sentences that are whole."""

import re

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matching.compare import PARTS_TOLD, POINTS_APART, compare, contrasts
from matching.explain import CLEARLY_SO
from matching.questionnaire import BLOCKS
from roles_catalogue.catalogue import UnknownRole
from tests.support.engines import toy_engine

ENGINE = toy_engine()
IDS = ENGINE.space.role_ids
GROUPS = st.lists(st.sampled_from(IDS), min_size=2, max_size=4, unique=True)


def test_every_condition_interest_and_subject_has_its_words() -> None:
    words = contrasts()
    for block in ("conditions", "interests", "subjects"):
        assert tuple(words[block]) == BLOCKS[block]
        for dimension, said in words[block].items():
            assert set(said) == (
                {"all", "more", "none"} if block == "conditions" else {"all", "more"}
            )
            assert re.fullmatch(r"[A-Z].*\.", said["all"]), dimension
            # Completes "Paramedic has …" and stands in a list with commas and "and".
            assert re.fullmatch(r"(more |a |days )[^.]*[^., ]", said["more"]), dimension
            for sentence in (said["all"], said.get("none", said["all"])):
                assert len(re.findall(r"\{(both|either)\}", sentence)) == 1, sentence


@settings(max_examples=200)
@given(GROUPS)
def test_what_is_told_is_so(role_ids: list[str]) -> None:
    roles = [ENGINE.catalogue.get(role_id) for role_id in role_ids]
    found = compare(ENGINE.space, ENGINE.catalogue, role_ids)
    assert found.role_ids == tuple(role_ids)
    assert len(found.more) == len(role_ids)
    for contrast in found.shared:
        part = contrast.block, contrast.dimension
        traits = [ENGINE.space.trait(role_id, *part) for role_id in role_ids]
        high = all(trait >= CLEARLY_SO for trait in traits)
        low = all(trait <= -CLEARLY_SO for trait in traits)
        assert high or low
        said = contrasts()[contrast.block][contrast.dimension]["all" if high else "none"]
        assert contrast.text.startswith(said.partition("{")[0])
        assert "{" not in contrast.text
        two = len(role_ids) == 2
        assert bool(re.search(r"\b(both|either)\b", contrast.text)) is two
        if contrast.block == "conditions":
            ratings = [role.conditions[contrast.dimension] for role in roles]
            assert max(ratings) - min(ratings) < POINTS_APART
    for role_id, more in zip(role_ids, found.more, strict=True):
        for contrast in more:
            part = contrast.block, contrast.dimension
            traits = [ENGINE.space.trait(other, *part) for other in role_ids]
            assert ENGINE.space.trait(role_id, *part) == max(traits) > min(traits)
            if contrast.block == "conditions":
                ratings = [role.conditions[contrast.dimension] for role in roles]
                assert max(ratings) - min(ratings) >= POINTS_APART
    told = [contrast.code for contrast in found.shared]
    assert not set(told) & {contrast.code for more in found.more for contrast in more}


@settings(max_examples=100)
@given(GROUPS)
def test_the_order_in_which_roles_are_named_changes_only_the_order(role_ids: list[str]) -> None:
    there = compare(ENGINE.space, ENGINE.catalogue, role_ids)
    back = compare(ENGINE.space, ENGINE.catalogue, role_ids[::-1])
    assert there.shared == back.shared
    assert there.more == back.more[::-1]


def test_every_part_is_told_of_some_pair() -> None:
    """No threshold silences a part for good."""
    told = set()
    for one in IDS[::7]:
        for other in IDS[3::29]:
            if one != other:
                found = compare(ENGINE.space, ENGINE.catalogue, (one, other))
                told |= {contrast.code for more in found.more for contrast in more}
    assert told == {f"{block}.{dimension}" for block, dimension in PARTS_TOLD}


@pytest.mark.parametrize("role_ids", [(), ("porter",), ("porter", "porter")])
def test_less_than_two_cannot_be_compared(role_ids: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="two or more different roles"):
        compare(ENGINE.space, ENGINE.catalogue, role_ids)


def test_a_role_that_is_not_there_cannot_be_compared() -> None:
    with pytest.raises(UnknownRole):
        compare(ENGINE.space, ENGINE.catalogue, ("porter", "astronaut"))


def test_the_nearest_role_comes_first_and_no_role_is_its_own_neighbour() -> None:
    nearest = ENGINE.nearest("paramedic", 5)
    assert len(nearest) == 5
    assert "paramedic" not in nearest
    rows = [ENGINE.space.row_of[role_id] for role_id in ("paramedic", *nearest)]
    _, *cosines = ENGINE.space.cosines(np.array(rows))[0].tolist()
    assert cosines == sorted(cosines, reverse=True)
