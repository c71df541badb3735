"""Recovery codes: what guessing them costs under the limits."""

import random
from collections.abc import Callable
from itertools import product

import pytest

from compass.journeys import privacy
from tests.integration.web_personal.browsing import Browser
from tests.integration.web_personal.conftest import Clock
from tests.integration.web_personal.test_my_journey import make_code
from web.journey.guesses import LIMIT, MOST_TRIES, WINDOW_SECONDS
from web.services import Services

NewBrowser = Callable[[], Browser]
LIVE_CODES = 1_000_000
"""More than Leeds has young people."""
WORKERS = 64
"""The most that the settings allow; each counts for itself."""


def test_the_wrong_codes_of_one_address_that_are_looked_up_have_an_end(
    visitor: Browser, clock: Clock, services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked_up = 0
    resume = services.journeys.resume

    def counting(typed: str) -> object:
        nonlocal looked_up
        looked_up += 1
        return resume(typed)

    monkeypatch.setattr(services.journeys, "resume", counting)
    visitor.open("/come-back")
    statuses = [
        visitor.client.post("/come-back", data={"code": f"{number:013d}"}).status_code
        for number in range(MOST_TRIES + 50)
    ]
    assert statuses == [422] * LIMIT + [429] * (MOST_TRIES + 50 - LIMIT)
    assert looked_up == MOST_TRIES
    clock.pass_minutes(WINDOW_SECONDS / 60 + 1)
    assert visitor.client.post("/come-back", data={"code": "0" * 13}).status_code == 422
    a_year = 365 * 24 * 3600 / WINDOW_SECONDS * MOST_TRIES * WORKERS
    guesses_a_hit = len(privacy.ALPHABET) ** privacy.CODE_LENGTH / LIVE_CODES
    assert guesses_a_hit / a_year > 10_000, "years, for one address, until one code is found"


def test_a_right_code_of_a_school_that_types_with_slips_opens(
    person: Browser, new_browser: NewBrowser
) -> None:
    code = make_code(person)
    school = new_browser()
    school.open("/come-back")
    for number in range(MOST_TRIES - 1):
        school.client.post("/come-back", data={"code": f"{number:013d}"})
    school.send("/come-back", [("code", code)])
    assert school.path == "/results"


def test_guesses_for_one_hit_are_as_many_as_the_alphabet_says(
    services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Codes of two characters, so that guessing can be tried to its end: nothing but a whole
    code opens anything, and no code stands for two."""
    monkeypatch.setattr(privacy, "CODE_LENGTH", 2)
    every = ["".join(pair) for pair in product(privacy.ALPHABET, repeat=2)]
    random.Random(1).shuffle(every)
    live = set(every[:32])
    drawn = iter(sorted(live))
    monkeypatch.setattr(privacy, "new_code", lambda: next(drawn))
    for _ in live:
        journey = services.journeys.open(services.journeys.begin().token)
        assert journey is not None
        services.journeys.new_code(journey)
    opened = {guess for guess in every if services.journeys.resume(guess) is not None}
    assert opened == live
    for typed in ("", "0", "%", "_", "*", "' OR 1=1 --", "000"):
        assert services.journeys.resume(typed) is None


def test_codes_are_drawn_evenly() -> None:
    drawn = [privacy.new_code() for _ in range(4_000)]
    assert len(set(drawn)) == len(drawn)
    expected = len(drawn) * privacy.CODE_LENGTH / len(privacy.ALPHABET)
    together = "".join(drawn)
    squares = sum((together.count(c) - expected) ** 2 / expected for c in privacy.ALPHABET)
    # Chi-square with 31 degrees of freedom: above 86 once in a million runs.
    assert squares < 86
