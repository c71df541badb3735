"""Every way to rank has a name, and every name one meaning."""

from itertools import product
from typing import get_args

import pytest
from pydantic import TypeAdapter

from compass.journeys.events import Code
from matching.policies import FULL, PLAIN, Calibration, Exploration, Policy, UnknownPolicy, Variety

EVERY = [
    Policy(*parts)
    for parts in product(get_args(Calibration), get_args(Variety), get_args(Exploration))
]


@pytest.mark.parametrize("policy", EVERY, ids=lambda policy: policy.code)
def test_a_name_is_read_back(policy: Policy) -> None:
    assert Policy.named(policy.code) == policy
    parts = policy.code.split(".")
    assert Policy.named(".".join(reversed(parts))) == policy


def test_the_names_differ_and_fit_into_the_log() -> None:
    assert len({policy.code for policy in EVERY}) == len(EVERY) == 8
    for policy in EVERY:
        assert len(policy.code) <= 40, "the column of the exposures"
        assert TypeAdapter(Code).validate_python(policy.code) == policy.code


def test_the_ends_have_the_names_we_write_down() -> None:
    assert PLAIN.code == "none"
    assert FULL.code == "half-share.mmr-97.explore-1"
    assert FULL.without_exploration.code == "half-share.mmr-97"


@pytest.mark.parametrize(
    "name",
    [
        "",
        "best",
        "half-share.",
        "half-share.half-share",
        "none.half-share",
        "HALF-TOP",
        "x" * 500,
        "half-share mmr-97",
    ],
)
def test_another_name_is_refused_with_those_there_are(name: str) -> None:
    with pytest.raises(UnknownPolicy) as refused:
        Policy.named(name)
    message = str(refused.value)
    assert "half-share, mmr-97, explore-1" in message and "none" in message
    assert len(message) < 300
