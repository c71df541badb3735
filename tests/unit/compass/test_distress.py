"""What tells of trouble now, and what is near it and does not."""

import time

import pytest

from compass.safety.distress import signs, suggests_distress


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("i wanna kill my self tbh", "suicide"),
        ("I’m feeling suisidal", "suicide"),
        ("I WANT TO DIE!!!", "suicide"),
        ("i cut myself", "self-harm"),
        ("my stepdad beats me up when hes drunk", "abuse"),
        ("im scared to go home", "danger at home"),
        ("mum kicked me out", "running away"),
        ("i havent eaten for two days", "hunger"),
        ("i cant cope anymore", "distress"),
        ("I want to be a vet. My dad hits me.", "abuse"),
    ],
)
def test_each_kind_of_trouble_is_heard(text: str, sign: str) -> None:
    assert sign in signs(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "…",
        "I want to work in suicide prevention",
        "kill germs",
        "cut hair",
        "my nan died and the nurses were lovely",
        "counselling kids whose dad hits them",
        "i cant cope with blood",
        "i got kicked out of college",
        "i was hit by a car and the paramedics were ace",
        "i'd die of boredom in an office",
    ],
)
def test_work_old_stories_and_sayings_are_not_trouble(text: str) -> None:
    assert not suggests_distress(text)


@pytest.mark.parametrize("word", ["i ", "he she they ", "my mum ", "want to ", "x" * 500 + " "])
def test_no_text_takes_long(word: str) -> None:
    began = time.perf_counter()
    signs(word * (100_000 // len(word)))
    assert time.perf_counter() - began < 0.5
