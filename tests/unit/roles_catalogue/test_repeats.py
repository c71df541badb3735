"""The rules against repeats look only where something can be, and find all that there is."""

import random
import re
from collections import Counter
from dataclasses import replace
from string import ascii_lowercase

import numpy as np
from rapidfuzz import fuzz

from roles_catalogue.checks import RULES, check, likeness, sameness
from tests.unit.roles_catalogue.workbench import TODAY, real_catalogue

ROLES = 40
WORDS = tuple(
    re.findall(
        r"\w+", "You lift, wash, feed or help a child, an old man, the team at night at home."
    )
)


def said_again(draw: random.Random, sentence: str) -> str:
    """The same with some words changed, added or left out."""
    words = sentence.split()
    for _ in range(draw.choice((1, 2, 4, 8))):
        words[draw.randrange(len(words))] = draw.choice((*WORDS, "", "and then"))
    return " ".join(" ".join(words).split())


def test_every_sentence_that_is_near_to_an_earlier_one_is_found() -> None:
    draw = random.Random(1)
    first = [" ".join(draw.choices(WORDS, k=draw.randint(8, 24))) for _ in range(ROLES)]
    pool = [*first, *(said_again(draw, draw.choice(first)) for _ in range(3 * ROLES))]
    draw.shuffle(pool)
    assert len(set(pool)) > 2 * sameness.BLOCK
    roles = tuple(
        role.model_copy(update={"what_you_do": tuple(pool[number::ROLES])})
        for number, role in enumerate(real_catalogue().roles[:ROLES])
    )
    rule = next(one for one in RULES if one.name == "no-near-repeats")
    found = check(replace(real_catalogue(), roles=roles), TODAY, (rule,))
    in_order = list(dict.fromkeys(text for role in roles for text in role.what_you_do))
    near = {
        text
        for number, text in enumerate(in_order)
        if any(fuzz.ratio(text, other) >= sameness.NEAR for other in in_order[:number])
    }
    assert len(near) > ROLES
    assert {re.findall("what_you_do '(.+?)' is", one.message)[0] for one in found} == near


def test_likeness_is_the_cosine_of_the_runs_whether_few_texts_or_many_have_them() -> None:
    draw = random.Random(2)
    texts = [" ".join(draw.choices(WORDS, k=12)) for _ in range(3 * likeness.FEW)]
    for count, letter in enumerate(ascii_lowercase, start=1):  # "ccccc" is in three texts
        texts[:count] = [f"{text} {letter * 5}" for text in texts[:count]]
    runs = [{f" {text.casefold()} "[i : i + 5] for i in range(len(text) - 2)} for text in texts]
    spread = Counter(run for those in runs for run in those)
    assert {1, 2, likeness.FEW, likeness.FEW + 1} < set(spread.values())
    weights = {run: np.log((len(texts) + 1) / count) for run, count in spread.items()}

    def product(one: set[str], other: set[str]) -> float:
        return float(sum(weights[run] ** 2 for run in one & other))

    lengths = [product(those, those) ** 0.5 for those in runs]
    expected = [
        [product(a, b) / (lengths[i] * lengths[j]) for j, b in enumerate(runs)]
        for i, a in enumerate(runs)
    ]
    found = likeness.wording_likeness(texts)
    apart = ~np.eye(len(texts), dtype=bool)
    assert np.abs(found - np.array(expected))[apart].max() < 1e-5
